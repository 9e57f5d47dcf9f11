//! Words: what one value is read as. Each says in one place what its JSON may be and how it is read.

use jiff::civil::Date;
use serde_json::Value;

use super::scalars::{as_text, whole_number, yes_or_no};
use super::{Shape, Style, Text};
use crate::problems::Fault;
use crate::words::{Pence, date};

/// What one value is read as: a type that can only hold a good one.
///
/// ```
/// use domain::input::{Shape, Text, Word};
/// use domain::problems::{Code, Fault};
///
/// /// A house's number.
/// struct HouseNumber(String);
///
/// impl Word for HouseNumber {
///     const SHAPE: Shape = Shape::Text(Text::like("^[0-9]{1,4}[A-Z]?$", "12B"));
///
///     fn parse(typed: &str) -> Result<Self, Fault> {
///         let typed = typed.trim();
///         let digits = typed.trim_end_matches(|c: char| c.is_ascii_uppercase());
///         let good = digits.bytes().all(|byte| byte.is_ascii_digit()) && (1..=4).contains(&digits.len());
///         let good = good && typed.len() <= digits.len() + 1;
///         if good { Ok(Self(typed.to_owned())) } else { Err(Fault::ask_again(Code::InvalidFormat)) }
///     }
/// }
/// ```
pub trait Word: Sized {
    /// What its JSON may be.
    const SHAPE: Shape;

    /// Reads what was typed.
    ///
    /// # Errors
    /// What is wrong with it, as a sentence for the person who typed it.
    fn parse(typed: &str) -> Result<Self, Fault>;

    /// Reads a value. Words that are not text in JSON have their own way.
    ///
    /// # Errors
    /// The same, or that it is no text.
    fn read(value: &Value, style: Style) -> Result<Self, Fault> {
        Self::parse(&as_text(value, style)?)
    }
}

/// Yes or no: `true` or `false` in JSON, "yes" or "no" in a form.
impl Word for bool {
    const SHAPE: Shape = Shape::Flag;

    fn parse(typed: &str) -> Result<Self, Fault> {
        yes_or_no(&Value::from(typed), Style::Form)
    }

    fn read(value: &Value, style: Style) -> Result<Self, Fault> {
        yes_or_no(value, style)
    }
}

/// A calendar date.
impl Word for Date {
    const SHAPE: Shape = Shape::Text(Text::format("date", "2026-03-27"));

    fn parse(typed: &str) -> Result<Self, Fault> {
        date(typed)
    }
}

/// Money: `{"amount":7500,"currency":"GBP"}` in JSON, pounds such as `75` or `75.00` in a form.
impl Word for Pence {
    const SHAPE: Shape = Shape::Money;

    fn parse(typed: &str) -> Result<Self, Fault> {
        Self::parse_pounds(typed)
    }

    fn read(value: &Value, style: Style) -> Result<Self, Fault> {
        Self::from_value(value, style)
    }
}

/// A whole number, at least `LEAST` and at most `MOST`: a number in JSON, digits in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whole<const LEAST: i64, const MOST: i64>(i64);

impl<const LEAST: i64, const MOST: i64> Whole<LEAST, MOST> {
    /// The number.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl<const LEAST: i64, const MOST: i64> Word for Whole<LEAST, MOST> {
    const SHAPE: Shape = Shape::Whole(LEAST, MOST);

    fn parse(typed: &str) -> Result<Self, Fault> {
        Self::read(&Value::from(typed), Style::Form)
    }

    fn read(value: &Value, style: Style) -> Result<Self, Fault> {
        whole_number(value, style, LEAST..=MOST).map(Self)
    }
}
