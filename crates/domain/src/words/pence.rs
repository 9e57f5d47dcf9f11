//! Money in whole pence; never a fraction, never another currency, never less than nothing.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::input::Style;
use crate::problems::{Code, Fault};
use crate::text::machine_readable;

/// The largest amount one field takes, in pence: a billion pounds, far past any budget, far from overflow.
pub const MAX_PENCE: i64 = 100_000_000_000;

/// An amount in pence, which reads and writes as `{"amount":12500,"currency":"GBP"}`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Amount", into = "Amount")]
pub struct Pence(i64);

impl Pence {
    /// Nothing at all.
    pub const ZERO: Self = Self(0);

    /// An amount.
    ///
    /// # Errors
    /// Less than nothing, or past a billion pounds.
    pub fn new(pence: i64) -> Result<Self, Fault> {
        match pence {
            ..0 => Err(Fault::about(Code::InvalidValue, "must be £0 or more")),
            0..=MAX_PENCE => Ok(Self(pence)),
            _ => Err(Fault::about(Code::InvalidValue, "is too large")),
        }
    }

    /// How an amount is written in JSON, for who wrote it otherwise.
    const JSON_FORM: &str = "must be an amount in pence, like {\"amount\":7500,\"currency\":\"GBP\"}";

    /// Reads pounds as people type them: `75`, `75.00`, `£1,250.50`.
    ///
    /// # Errors
    /// Anything else, or an amount that [`Pence::new`] refuses.
    pub fn parse_pounds(typed: &str) -> Result<Self, Fault> {
        let refused = || Fault::about(Code::InvalidFormat, "must be an amount in pounds, like 75 or 75.50");
        let typed = machine_readable(typed)?;
        let bare: String = typed.trim_start_matches('£').chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
        let (pounds, pence) = bare.split_once('.').unwrap_or((&bare, "00"));
        let digits = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
            let good = lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<i64>().ok().filter(|_| good).ok_or_else(refused)
        };
        Self::new(digits(pounds, 1..=9)? * 100 + digits(pence, 2..=2)?)
    }

    /// Reads it as it stands in JSON or in a form.
    pub(crate) fn from_value(value: &Value, style: Style) -> Result<Self, Fault> {
        match (style, value) {
            (Style::Json, Value::Object(amount)) => Self::from_json(amount),
            (Style::Form, Value::String(text)) => Self::parse_pounds(text),
            (Style::Json, _) => Err(Fault::about(Code::InvalidFormat, Self::JSON_FORM)),
            (Style::Form, _) => Err(Fault::about(Code::InvalidFormat, "must be given once")),
        }
    }

    /// Reads `{"amount":12500,"currency":"GBP"}`.
    fn from_json(object: &Map<String, Value>) -> Result<Self, Fault> {
        let refused = || Fault::about(Code::InvalidFormat, Self::JSON_FORM);
        let amount = object.get("amount").and_then(Value::as_i64).ok_or_else(refused)?;
        let in_pounds = object.get("currency").and_then(Value::as_str) == Some("GBP");
        if in_pounds && object.len() == 2 { Self::new(amount) } else { Err(refused()) }
    }

    /// How many pence.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Both together; `None` past the largest amount.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).and_then(|sum| Self::new(sum).ok())
    }

    /// What is left; `None` when the other is more.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).and_then(|rest| Self::new(rest).ok())
    }

    /// So many of them; `None` past the largest amount.
    #[must_use]
    pub fn times(self, count: u32) -> Option<Self> {
        self.0.checked_mul(i64::from(count)).and_then(|product| Self::new(product).ok())
    }
}

impl fmt::Display for Pence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pounds = crate::text::thousands(usize::try_from(self.0 / 100).unwrap_or_default());
        match self.0 % 100 {
            0 => write!(f, "£{pounds}"),
            pence => write!(f, "£{pounds}.{pence:02}"),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Amount {
    amount: i64,
    currency: Currency,
}

#[derive(Serialize, Deserialize)]
enum Currency {
    #[serde(rename = "GBP")]
    Gbp,
}

impl TryFrom<Amount> for Pence {
    type Error = Fault;
    fn try_from(stored: Amount) -> Result<Self, Fault> {
        Self::new(stored.amount)
    }
}

impl From<Pence> for Amount {
    fn from(pence: Pence) -> Self {
        Self { amount: pence.0, currency: Currency::Gbp }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_an_object_of_whole_pence_in_pounds_sterling() {
        let json = r#"{"amount":12500,"currency":"GBP"}"#;
        let amount: Pence = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&amount).unwrap(), json);
        for (json, why) in [
            (r#"{"amount":12.5,"currency":"GBP"}"#, "a fraction"),
            (r#"{"amount":-1,"currency":"GBP"}"#, "less than nothing"),
            (r#"{"amount":1,"currency":"EUR"}"#, "another currency"),
            (r#"{"amount":1}"#, "no currency"),
            (r#"{"amount":1,"currency":"GBP","x":1}"#, "something else"),
            (r#"{"amount":100000000001,"currency":"GBP"}"#, "too much"),
            ("12500", "a bare number"),
        ] {
            assert!(serde_json::from_str::<Pence>(json).is_err(), "{why}");
        }
    }

    #[test]
    fn pounds_are_read_as_people_type_them() {
        for (typed, pence) in [("75", 7_500), ("75.50", 7_550), (" £1,250.05 ", 125_005), ("0", 0)] {
            assert_eq!(Pence::parse_pounds(typed).map(Pence::get), Ok(pence), "{typed}");
        }
        for (typed, why) in
            [("75.5", "one digit"), ("-1", "a sign"), ("", "nothing"), ("1.2.3", "two points"), ("7e2", "a letter")]
        {
            assert!(Pence::parse_pounds(typed).is_err(), "{why}");
        }
    }

    #[test]
    fn money_reads_as_people_write_it() {
        for (pence, text) in [(0, "£0"), (5, "£0.05"), (12_500, "£125"), (123_456_789, "£1,234,567.89")] {
            assert_eq!(Pence::new(pence).unwrap().to_string(), text);
        }
    }

    #[test]
    fn sums_stop_at_the_edges() {
        let (one, most) = (Pence::new(1).unwrap(), Pence::new(MAX_PENCE).unwrap());
        assert_eq!(most.plus(one), None);
        assert_eq!(Pence::ZERO.minus(one), None);
        assert_eq!(most.times(u32::MAX), None);
        assert_eq!(one.times(3), Pence::new(3).ok());
    }
}
