//! Calendar dates and dates of birth; never a time of day, and never today's date from anywhere but the caller.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::problems::{Code, Fault};
use crate::text::machine_readable;

/// Nobody in a school's care, nor anyone who works there, was born before this year.
const EARLIEST_YEAR: i16 = 1900;

/// A date of birth.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BirthDate(Date);

impl BirthDate {
    /// Reads `YYYY-MM-DD`, not in the future.
    ///
    /// # Errors
    /// Another shape, a day that does not exist, or one that has not come yet.
    pub fn parse(typed: &str, today: Date) -> Result<Self, Fault> {
        Self::new(date(typed)?, today)
    }

    /// A date of birth on that day.
    ///
    /// # Errors
    /// A day that has not come yet, or before anybody's birth.
    pub fn new(date: Date, today: Date) -> Result<Self, Fault> {
        if date > today {
            return Err(Fault::about(Code::DateMustBeInThePast, "must be in the past"));
        }
        if date.year() < EARLIEST_YEAR {
            return Err(Fault::about(Code::InvalidValue, format!("must be after the year {}", EARLIEST_YEAR - 1)));
        }
        Ok(Self(date))
    }

    /// The day.
    #[must_use]
    pub const fn date(self) -> Date {
        self.0
    }

    /// The day on which they turn so many years old.
    #[must_use]
    pub fn birthday(self, age: i16) -> Date {
        same_day_in(self.0, age)
    }

    /// Age in whole years on a day; `None` before birth. Someone born on 29 February is a year older on 1 March of a
    /// common year, as the common law counts.
    #[must_use]
    pub fn age_on(self, day: Date) -> Option<i16> {
        let born = self.0;
        let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
        let age = day.year() - born.year() - i16::from(!had_birthday);
        (day >= born).then_some(age)
    }
}

impl TryFrom<String> for BirthDate {
    type Error = Fault;
    fn try_from(stored: String) -> Result<Self, Fault> {
        // What is stored was in the past when it was typed, so it still is.
        Self::parse(&stored, Date::MAX)
    }
}

impl From<BirthDate> for String {
    fn from(born: BirthDate) -> Self {
        born.0.to_string()
    }
}

impl std::fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BirthDate")
    }
}

/// The same day some years later; 1 March for 29 February in a common year, as [`BirthDate::age_on`] counts.
pub(crate) fn same_day_in(day: Date, years: i16) -> Date {
    let year = day.year().saturating_add(years);
    let same = Date::new(year, day.month(), day.day()).or_else(|_| Date::new(year, 3, 1));
    same.unwrap_or(if years < 0 { Date::MIN } else { Date::MAX })
}

/// Reads a calendar date, `YYYY-MM-DD` (RFC 3339 section 5.6, full-date).
///
/// # Errors
/// Another shape, or a day that does not exist, such as 30 February.
pub fn date(typed: &str) -> Result<Date, Fault> {
    let typed = machine_readable(typed)?;
    if typed.is_empty() {
        return Err(Fault::ask_again(Code::CannotBeEmpty));
    }
    let shape = || Fault::about(Code::InvalidFormat, "must be a real date, like 2026-03-27");
    let parts: Vec<&str> = typed.split('-').collect();
    let &[year, month, day] = parts.as_slice() else {
        return Err(shape());
    };
    let number = |text: &str, length: usize| {
        let good = text.len() == length && text.chars().all(|c| c.is_ascii_digit());
        good.then(|| text.parse::<i16>().ok()).flatten().ok_or_else(shape)
    };
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    let day_of_month = |n: i16| i8::try_from(n).unwrap_or_default();
    Date::new(year, day_of_month(month), day_of_month(day))
        .map_err(|_| Fault::about(Code::InvalidValue, "must be a real date. Check the day and the month"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as on;

    use super::*;

    #[test]
    fn only_days_that_exist_are_dates() {
        for (typed, code, why) in [
            ("2026-02-30", Code::InvalidValue, "February is shorter"),
            ("2025-02-29", Code::InvalidValue, "not a leap year"),
            ("2026-13-01", Code::InvalidValue, "no such month"),
            ("2026-00-10", Code::InvalidValue, "no such month"),
            ("30-02-2026", Code::InvalidFormat, "the other way round"),
            ("2026-2-3", Code::InvalidFormat, "short"),
            ("2026/02/03", Code::InvalidFormat, "slashes"),
            ("2026-02-03T10:00:00Z", Code::InvalidFormat, "a date has no time"),
            ("egg", Code::InvalidFormat, "an egg"),
            ("-026-02-03", Code::InvalidFormat, "a sign"),
        ] {
            assert_eq!(date(typed).unwrap_err().code(), code, "{why}");
        }
        assert_eq!(date(" 2024-02-29 ").unwrap(), on(2024, 2, 29));
    }

    #[test]
    fn nobody_is_born_in_the_future() {
        let today = on(2026, 3, 2);
        assert!(BirthDate::parse("2026-03-02", today).is_ok(), "today is possible");
        let fault = BirthDate::parse("2026-03-03", today).unwrap_err();
        assert_eq!(fault.code(), Code::DateMustBeInThePast);
        assert_eq!(fault.detail("Date of birth", ""), "Date of birth must be in the past");
        assert_eq!(BirthDate::parse("1066-10-14", today).unwrap_err().code(), Code::InvalidValue);
    }

    #[test]
    fn age_is_counted_in_birthdays() {
        for (born, day, age, why) in [
            ("2010-09-01", on(2026, 8, 31), Some(15), "the day before"),
            ("2010-09-01", on(2026, 9, 1), Some(16), "the day itself"),
            ("2012-02-29", on(2030, 2, 28), Some(17), "leap day, not yet"),
            ("2012-02-29", on(2030, 3, 1), Some(18), "leap day"),
            ("2020-01-01", on(2019, 12, 31), None, "not born"),
        ] {
            assert_eq!(BirthDate::parse(born, Date::MAX).unwrap().age_on(day), age, "{why}");
        }
    }

    #[test]
    fn a_stored_date_comes_back_as_it_was() {
        let born: BirthDate = serde_json::from_str("\"2016-02-29\"").unwrap();
        assert_eq!(serde_json::to_string(&born).unwrap(), "\"2016-02-29\"");
        assert!(serde_json::from_str::<BirthDate>("\"2015-02-29\"").is_err());
        assert_eq!(format!("{born:?}"), "BirthDate");
    }
}
