//! A moment of a record's history read back: the RFC 3339 text in UTC that jiff writes, and nothing else. jiff's own reader
//! knows every way to write a time and words every way to get one wrong: a tenth of a component, for nobody to read.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde::{Deserialize, Deserializer, de::Error};

pub(crate) fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
    let text = <Cow<'de, str>>::deserialize(from)?;
    parse(&text).ok_or_else(|| D::Error::custom("not a moment in UTC"))
}

fn parse(text: &str) -> Option<Timestamp> {
    let (whole, fraction) = text.strip_suffix('Z').map(|text| text.split_once('.').unwrap_or((text, "0")))?;
    let [year @ .., b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2] = whole.as_bytes() else {
        return None;
    };
    let two = |high, low| number(&[high, low]);
    let year = number(year).filter(|_| year.len() == 4)?;
    let small = |number| i8::try_from(number).ok();
    let day = Date::new(i16::try_from(year).ok()?, small(two(*m1, *m2)?)?, small(two(*d1, *d2)?)?).ok()?;
    let (hour, minute, second) = (two(*h1, *h2)?, two(*n1, *n2)?, two(*s1, *s2)?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let missing = 9_u32.checked_sub(u32::try_from(fraction.len()).ok()?)?;
    let nanosecond = number(fraction.as_bytes())? * 10_i32.pow(missing);
    let midnight = day.duration_since(date(1970, 1, 1)).as_secs();
    Timestamp::new(midnight + i64::from((hour * 60 + minute) * 60 + second), nanosecond).ok()
}

/// A number of one to nine digits.
fn number(digits: &[u8]) -> Option<i32> {
    let well_formed = (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    well_formed.then(|| digits.iter().fold(0, |number, digit| number * 10 + i32::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::parse;
    use jiff::Timestamp;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_written_is_read_back(second in -62_167_219_200..253_402_200_000_i64, nanosecond in 0..1_000_000_000) {
            for nanosecond in [nanosecond, nanosecond / 1_000_000 * 1_000_000, 0] {
                let at = Timestamp::new(second, nanosecond).unwrap();
                prop_assert_eq!(parse(&at.to_string()), Some(at));
            }
        }

        #[test]
        fn what_is_read_is_what_jiff_reads(
            text in "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-5][0-9](\\.[0-9]{1,9})?Z",
        ) {
            prop_assert_eq!(parse(&text), text.parse().ok());
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
    }
}
