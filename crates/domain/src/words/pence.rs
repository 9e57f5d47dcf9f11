//! Money in whole pence; never a fraction, never another currency, never less than nothing.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::problems::{Code, Fault};

/// The largest amount one field takes, in pence: a billion pounds, far past any budget, far from overflow.
const MAX_PENCE: i64 = 100_000_000_000;

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
