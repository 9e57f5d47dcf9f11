//! Moments and days as records hold them, read back: the RFC 3339 text in UTC that jiff writes, and nothing else. jiff's own
//! reader knows every way to write a time and words every way to get one wrong: a tenth of a component, for nobody to read.
//!
//! ```
//! #[derive(serde::Deserialize)]
//! struct Looked {
//!     #[serde(deserialize_with = "domain::moment::read")]
//!     at: jiff::Timestamp,
//! }
//! assert!(serde_json::from_str::<Looked>(r#"{"at":"2026-03-02T10:30:00.25Z"}"#).is_ok());
//! ```

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// Reads a stored moment.
///
/// # Errors
/// Anything but a moment as jiff writes it.
pub fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
    Stored::deserialize(from).map(|Stored(at)| at)
}

/// The same where there may be none.
///
/// # Errors
/// Anything but nothing or a moment as jiff writes it.
pub fn read_any<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Timestamp>, D::Error> {
    Option::deserialize(from).map(|stored: Option<Stored>| stored.map(|Stored(at)| at))
}

/// A stored day where there may be none.
///
/// # Errors
/// Anything but nothing or `YYYY-MM-DD`.
pub fn read_any_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    Option::deserialize(from).map(|stored: Option<StoredDay>| stored.map(|StoredDay(day)| day))
}

/// A moment inside something else.
pub(crate) struct Stored(pub(crate) Timestamp);

impl<'de> Deserialize<'de> for Stored {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <Cow<'de, str>>::deserialize(from)?;
        parse(&text).map(Self).ok_or_else(|| D::Error::custom("not a moment in UTC"))
    }
}

struct StoredDay(Date);

impl<'de> Deserialize<'de> for StoredDay {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <Cow<'de, str>>::deserialize(from)?;
        parse_day(&text).map(Self).ok_or_else(|| D::Error::custom("not a day"))
    }
}

fn parse(text: &str) -> Option<Timestamp> {
    let (whole, fraction) = text.strip_suffix('Z').map(|text| text.split_once('.').unwrap_or((text, "0")))?;
    let (day, time) = whole.split_once('T')?;
    let [h1, h2, b':', m1, m2, b':', s1, s2] = time.as_bytes() else { return None };
    let (hour, minute, second) = (number(&[*h1, *h2])?, number(&[*m1, *m2])?, number(&[*s1, *s2])?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let missing = 9_u32.checked_sub(u32::try_from(fraction.len()).ok()?)?;
    let nanosecond = number(fraction.as_bytes())? * 10_i32.pow(missing);
    let midnight = parse_day(day)?.duration_since(date(1970, 1, 1)).as_secs();
    Timestamp::new(midnight + i64::from((hour * 60 + minute) * 60 + second), nanosecond).ok()
}

fn parse_day(text: &str) -> Option<Date> {
    let [year @ .., b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let year = number(year).filter(|_| year.len() == 4)?;
    let small = |number| i8::try_from(number).ok();
    Date::new(i16::try_from(year).ok()?, small(number(&[*m1, *m2])?)?, small(number(&[*d1, *d2])?)?).ok()
}

/// A number of one to nine digits.
fn number(digits: &[u8]) -> Option<i32> {
    let well_formed = (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    well_formed.then(|| digits.iter().fold(0, |number, digit| number * 10 + i32::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_written_is_read_back(second in -62_167_219_200..253_402_200_000_i64, nanosecond in 0..1_000_000_000) {
            for nanosecond in [nanosecond, nanosecond / 1_000_000 * 1_000_000, 0] {
                let at = Timestamp::new(second, nanosecond).unwrap();
                prop_assert_eq!(parse(&at.to_string()), Some(at));
            }
        }

        #[test]
        fn what_is_read_is_what_jiff_reads(text in "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-5][0-9](\\.[0-9]{1,9})?Z") {
            prop_assert_eq!(parse(&text), text.parse().ok());
            let day = text.get(..10).unwrap();
            prop_assert_eq!(parse_day(day), day.parse().ok());
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for (text, why) in [
            ("2026-03-02T10:30:00+00:00", "an offset"),
            ("2026-03-02T10:30:00", "no place"),
            ("2026-03-02 10:30:00Z", "a space"),
            ("2026-03-02T10:30Z", "no seconds"),
            ("2026-03-02T10:30:60Z", "a leap second"),
            ("2026-03-02T10:30:00.Z", "a point and nothing"),
            ("2026-03-02T10:30:00.1234567890Z", "more than jiff knows"),
            ("2026-03-02T10:30:0éZ", "no digits"),
            ("2026-3-2T10:30:00Z", "short"),
            ("+2026-03-02T10:30:00Z", "a sign"),
            ("2026-02-30T10:30:00Z", "no such day"),
            ("", "nothing"),
        ] {
            assert_eq!(parse(text), None, "{why}");
        }
        assert_eq!(parse_day("2026-02-29"), None);
    }
}
