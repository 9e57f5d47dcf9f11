//! Working days in England and Wales, counted so that each skipped day can be shown with its reason; never guesses
//! past the bank holidays that have been published.

mod holidays;
mod wording;

pub use wording::{
    at_london_time, date_in_words, day_in_words, end_of_day, london_date, london_time, moment_in_words, morning,
    next_london_midnight, time_in_words,
};

use std::borrow::Cow;
use std::fmt;

use jiff::civil::{Date, Weekday};
use serde::{Serialize, Serializer};

/// The most working days that are ever added: some two years. A promise further off is a mistake in the settings.
pub const MAX_WORKING_DAYS: u32 = 500;

/// Which days are worked.
#[derive(Clone, Debug)]
pub struct Calendar {
    covered_from: Date,
    covered_to: Date,
    /// In the order of the days.
    closed: Cow<'static, [(Date, Reason)]>,
}

/// Why a day is not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Saturday or Sunday.
    Weekend(Weekday),
    /// A bank holiday, by its name.
    BankHoliday(Cow<'static, str>),
    /// The office is closed, in the council's own words.
    Closed(Cow<'static, str>),
    /// The clock stood still, waiting for an answer.
    Waiting,
}

/// A day that was not counted, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The day.
    pub date: Date,
    /// Why.
    pub reason: Reason,
}

/// The day by which something is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The last day that is still in time.
    pub date: Date,
    /// The days passed over on the way, in order.
    pub skipped: Vec<Skipped>,
    /// Whether the count left the years whose bank holidays are known: then the day may come out later.
    pub beyond_known_holidays: bool,
}

impl Due {
    /// Whether that day is over.
    #[must_use]
    pub fn is_past(&self, today: Date) -> bool {
        today > self.date
    }
}

/// A number of working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// How many.
    pub days: u32,
    /// Whether some of them lie in years whose bank holidays are not known.
    pub beyond_known_holidays: bool,
}

impl Calendar {
    /// The bank holidays of England and Wales as published by the government.
    #[must_use]
    pub fn england_and_wales() -> Self {
        let closed = Cow::Borrowed(holidays::HOLIDAYS);
        Self { covered_from: holidays::COVERED_FROM, covered_to: holidays::COVERED_TO, closed }
    }

    /// The same with days on which the office is closed, such as those between Christmas and New Year.
    #[must_use]
    pub fn with_closed_days(mut self, days: impl IntoIterator<Item = (Date, String)>) -> Self {
        for (date, why) in days {
            if let Err(place) = self.closed_on(date) {
                self.closed.to_mut().insert(place, (date, Reason::Closed(Cow::Owned(why))));
            }
        }
        self
    }

    /// The first day whose bank holidays are known.
    #[must_use]
    pub const fn covered_from(&self) -> Date {
        self.covered_from
    }

    /// The last day whose bank holidays are known.
    #[must_use]
    pub const fn covered_to(&self) -> Date {
        self.covered_to
    }

    /// Why a day is not worked; `None` when it is.
    #[must_use]
    pub fn day_off(&self, day: Date) -> Option<Reason> {
        match day.weekday() {
            weekend @ (Weekday::Saturday | Weekday::Sunday) => Some(Reason::Weekend(weekend)),
            _ => self.closed_on(day).ok().and_then(|place| self.closed.get(place)).map(|(_, why)| why.clone()),
        }
    }

    /// Whether a day is a working day.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        self.day_off(day).is_none()
    }

    /// The day `working_days` working days after `from`, which itself does not count, as a period "within so many days
    /// of" an event is reckoned in law (Marren v Dawson Bentley [1961] 2 QB 135). With 0 it is `from`, or the next
    /// working day when `from` is none.
    #[must_use]
    pub fn add_working_days(&self, from: Date, working_days: u32) -> Due {
        self.count_on(from, working_days, |_| false)
    }

    /// As [`Calendar::add_working_days`], passing over the working days that `waiting` names.
    pub(crate) fn count_on(&self, from: Date, working_days: u32, waiting: impl Fn(Date) -> bool) -> Due {
        let mut left = working_days.min(MAX_WORKING_DAYS);
        let mut skipped = Vec::new();
        let mut day = from;
        // With nothing to count, `from` itself may be the day; otherwise counting starts on the day after.
        let mut looking_at_from = left == 0;
        loop {
            if !looking_at_from {
                match day.tomorrow() {
                    Ok(next) => day = next,
                    Err(_) => break,
                }
            }
            looking_at_from = false;
            let reason = self.day_off(day).or_else(|| waiting(day).then_some(Reason::Waiting));
            match reason {
                Some(reason) => skipped.push(Skipped { date: day, reason }),
                None => left = left.saturating_sub(1),
            }
            if left == 0 && skipped.last().is_none_or(|last| last.date != day) {
                break;
            }
        }
        Due { date: day, skipped, beyond_known_holidays: !self.covers(from, day) }
    }

    /// How many working days lie after `from`, up to and with `to`; 0 when `to` is not later.
    #[must_use]
    pub fn working_days_between(&self, from: Date, to: Date) -> Count {
        let beyond_known_holidays = !self.covers(from.min(to), from.max(to));
        if to <= from {
            return Count { days: 0, beyond_known_holidays };
        }
        // Whole weeks have five weekdays; only the rest is walked, so that any two dates take the same time.
        let days = u32::try_from(to.duration_since(from).as_hours() / 24).unwrap_or_default();
        let mut weekdays = days / 7 * 5;
        let mut day = to;
        for _ in 0..days % 7 {
            weekdays += u32::from(!is_weekend(day));
            day = day.yesterday().unwrap_or(day);
        }
        let off = self.closed.iter().filter(|(day, _)| *day > from && *day <= to && !is_weekend(*day)).count();
        Count { days: weekdays.saturating_sub(u32::try_from(off).unwrap_or_default()), beyond_known_holidays }
    }

    fn closed_on(&self, day: Date) -> Result<usize, usize> {
        self.closed.binary_search_by(|(closed, _)| closed.cmp(&day))
    }

    fn covers(&self, first: Date, last: Date) -> bool {
        self.covered_from <= first && last <= self.covered_to
    }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The same day some months later, or that month's last day where it is shorter.
pub(crate) fn months_after(day: Date, months: i8) -> Date {
    let month = i16::from(day.month()) - 1 + i16::from(months);
    let (year, month) = (day.year() + month / 12, i8::try_from(month % 12 + 1).unwrap_or(12));
    let first = Date::new(year, month, 1).unwrap_or(Date::MAX);
    Date::new(year, month, day.day().min(first.days_in_month())).unwrap_or(Date::MAX)
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weekend(Weekday::Saturday) => f.write_str("Saturday"),
            Self::Weekend(_) => f.write_str("Sunday"),
            Self::BankHoliday(name) => write!(f, "Bank holiday: {name}"),
            Self::Closed(why) => f.write_str(why),
            Self::Waiting => f.write_str("Waiting for a reply"),
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

#[cfg(test)]
mod tests;
