//! Whether a child's age or school year lies within a row's bounds; never refuses on a doubt.

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use super::answer::Outcome;
use crate::words::{BirthDate, YearGroup};

/// How old a child is, as somebody said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// The school year, on the day of the question.
    YearGroup(YearGroup),
    /// The birth date.
    Born(BirthDate),
}

/// The ages that a row covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ages {
    /// From when.
    pub from: Start,
    /// Until when.
    pub to: End,
}

/// From when a row covers a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// From a birthday; 0 is birth.
    Birthday(i16),
    /// From the start of the term after a birthday. Terms begin on 1 January, 1 April and 1 September (Local Authority
    /// (Duty to Secure Early Years Provision Free of Charge) Regulations 2014, regulation 2).
    TermAfterBirthday(i16),
}

/// Until when a row covers a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// Up to the day before a birthday.
    Birthday(i16),
    /// Up to the end of the school year in which the child turns 16, Year 11.
    EndOfYear11,
}

/// The age that a child in Year 11 has on 31 August before it begins.
const YEAR_11_AGE: i16 = 15;

impl Ages {
    /// Why an age lies outside; `None` when it lies within or may do so.
    pub(super) fn outside(self, age: Age, on: Date) -> Option<Outcome> {
        match age {
            Age::Born(born) if on < self.from.day(born) => Some(Outcome::TooYoung),
            Age::Born(born) if on > self.to.last_day(born) => Some(Outcome::TooOld),
            Age::Born(_) => None,
            Age::YearGroup(year) => {
                // Within one school year a child is of two ages; either may be theirs today.
                let (younger, older) = (year.age_before(), year.age_before() + 1);
                let (from, to) = (self.from.age(), self.to.age());
                if older < from {
                    Some(Outcome::TooYoung)
                } else if younger >= to {
                    Some(Outcome::TooOld)
                } else {
                    None
                }
            }
        }
    }
}

impl Start {
    fn day(self, born: BirthDate) -> Date {
        match self {
            Self::Birthday(age) => born.birthday(age),
            Self::TermAfterBirthday(age) => {
                let day = born.birthday(age);
                let (year, next) = (day.year(), day.year().saturating_add(1));
                match day.month() {
                    1..=3 => date(year, 4, 1),
                    4..=8 => date(year, 9, 1),
                    _ => Date::new(next, 1, 1).unwrap_or(Date::MAX),
                }
            }
        }
    }

    const fn age(self) -> i16 {
        match self {
            Self::Birthday(age) | Self::TermAfterBirthday(age) => age,
        }
    }
}

impl End {
    fn last_day(self, born: BirthDate) -> Date {
        match self {
            Self::Birthday(age) => born.birthday(age).yesterday().unwrap_or(Date::MAX),
            Self::EndOfYear11 => {
                let sixteenth = born.birthday(YEAR_11_AGE + 1);
                let ends = if sixteenth.month() < 9 { sixteenth.year() } else { sixteenth.year().saturating_add(1) };
                Date::new(ends, 8, 31).unwrap_or(Date::MAX)
            }
        }
    }

    const fn age(self) -> i16 {
        match self {
            Self::Birthday(age) => age,
            Self::EndOfYear11 => YEAR_11_AGE + 1,
        }
    }
}
