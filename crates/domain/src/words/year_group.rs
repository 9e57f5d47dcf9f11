//! School years in England, and which one a child is in; never a child's age, which is not the same.

use std::fmt;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use super::BirthDate;
use crate::input::{Shape, Word};
use crate::problems::{Code, Fault};

/// A school year: N1, N2, R, or 1 to 14 (DfE, common basic data set, "NC year actual").
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct YearGroup(i8);

/// Age on 31 August at which a child starts reception in September (Education Act 1996 s8 and the admissions code:
/// children start full time in the September after they turn 4).
const RECEPTION_AGE: i16 = 4;
/// N1 is two years before reception.
const FIRST: i8 = -2;
/// Year 14 is the last that a school records.
const LAST: i8 = 14;

impl YearGroup {
    /// Reads "R", "N2", "7", "Year 7", "reception".
    ///
    /// # Errors
    /// None of the years there are.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let text = crate::text::machine_readable(typed)?.to_ascii_lowercase();
        let text = text.strip_prefix("year").or_else(|| text.strip_prefix('y')).unwrap_or(&text).trim();
        match text {
            "" => return Err(Fault::ask_again(Code::CannotBeEmpty)),
            "n1" => return Ok(Self(FIRST)),
            "n2" => return Ok(Self(-1)),
            "r" | "reception" => return Ok(Self(0)),
            _ => {}
        }
        text.parse()
            .ok()
            .filter(|year| (1..=LAST).contains(year) && text.chars().all(|c| c.is_ascii_digit()))
            .map(Self)
            .ok_or(Fault::about(Code::InvalidValue, "must be N1, N2, R, or a number from 1 to 14"))
    }

    /// The year a child is in on a day, by age on the 31 August before that school year began. `None` when too young
    /// for N1 or too old for year 14. Schools may place a child elsewhere, so this can be overridden by who knows.
    #[must_use]
    pub fn of(born: BirthDate, on: Date) -> Option<Self> {
        let this_year = date(on.year(), 9, 1);
        let began = if on < this_year { on.year() - 1 } else { on.year() };
        let age = born.age_on(date(began, 8, 31))?;
        let year = i8::try_from(age - RECEPTION_AGE).ok()?;
        (FIRST..=LAST).contains(&year).then_some(Self(year))
    }

    /// The age that a child in this year has on the 31 August before it begins.
    #[must_use]
    pub fn age_before(self) -> i16 {
        i16::from(self.0) + RECEPTION_AGE
    }

    /// Whether compulsory schooling is over: past the end of Year 11.
    #[must_use]
    pub const fn is_post_16(self) -> bool {
        self.0 > 11
    }

    /// For sentences: "Reception", "Year 7", "Nursery (N2)".
    #[must_use]
    pub fn label(self) -> String {
        match self.0 {
            ..=-1 => format!("Nursery ({self})"),
            0 => "Reception".to_owned(),
            year => format!("Year {year}"),
        }
    }
}

impl Word for YearGroup {
    const SHAPE: Shape =
        Shape::OneOf(&["N1", "N2", "R", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14"]);

    fn parse(typed: &str) -> Result<Self, Fault> {
        Self::parse(typed)
    }
}

impl fmt::Display for YearGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            ..=-2 => f.write_str("N1"),
            -1 => f.write_str("N2"),
            0 => f.write_str("R"),
            year => write!(f, "{year}"),
        }
    }
}

impl TryFrom<String> for YearGroup {
    type Error = Fault;
    fn try_from(stored: String) -> Result<Self, Fault> {
        Self::parse(&stored)
    }
}

impl From<YearGroup> for String {
    fn from(year: YearGroup) -> Self {
        year.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_as_people_say_them() {
        for (typed, kept) in [
            ("R", "R"),
            ("reception", "R"),
            ("n1", "N1"),
            ("N2", "N2"),
            ("7", "7"),
            ("Year 7", "7"),
            ("y11", "11"),
            ("14", "14"),
        ] {
            assert_eq!(YearGroup::parse(typed).unwrap().to_string(), kept);
        }
        for typed in ["0", "15", "N3", "+7", "-1", "seven", "7a", "1000"] {
            assert_eq!(YearGroup::parse(typed).unwrap_err().code(), Code::InvalidValue, "{typed}");
        }
    }

    #[test]
    fn the_year_follows_from_the_birthday() {
        let in_term = date(2025, 11, 3);
        for (born, on, year, why) in [
            ("2021-08-31", in_term, Some("R"), "four on the last day of August"),
            ("2021-09-01", in_term, Some("N2"), "a day later is a year later"),
            ("2014-01-15", in_term, Some("7"), "eleven"),
            ("2014-01-15", date(2026, 8, 31), Some("7"), "the summer belongs to the year that ends"),
            ("2014-01-15", date(2026, 9, 1), Some("8"), "the first of September begins the next"),
            ("2010-05-01", in_term, Some("11"), "fifteen"),
            ("2007-05-01", in_term, Some("14"), "eighteen"),
            ("2006-05-01", in_term, None, "past school"),
            ("2023-05-01", in_term, Some("N1"), "two"),
            ("2024-05-01", in_term, None, "too young"),
            ("2025-10-01", in_term, None, "not born in August"),
        ] {
            let born = BirthDate::parse(born, Date::MAX).unwrap();
            assert_eq!(YearGroup::of(born, on).map(|y| y.to_string()).as_deref(), year, "{why}");
        }
    }
}
