//! An NHS number, only so that it can be recognised and warned about; never asked for and never kept.

use super::word;
use crate::input::Text;
use crate::problems::{Code, Fault};
use crate::text::machine_readable;

const NHS_DIGITS: usize = 10;

word! {
    /// An NHS number: 10 digits, the last a modulus 11 check digit (NHS Data Dictionary, "NHS NUMBER").
    NhsNumber, nhs_number, Text::like("^[0-9]{10}$", "9434765919")
}

fn nhs_number(typed: &str) -> Result<String, Fault> {
    let bare: String = machine_readable(typed)?.chars().filter(|c| *c != ' ' && *c != '-').collect();
    if checks(&bare) {
        Ok(bare)
    } else {
        Err(Fault::about(Code::InvalidFormat, "must be an NHS number, which is 10 digits"))
    }
}

fn checks(bare: &str) -> bool {
    let digits: Option<Vec<u32>> = bare.chars().map(|c| c.to_digit(10)).collect();
    match digits.as_deref().and_then(<[u32]>::split_last) {
        Some((last, body)) if body.len() + 1 == NHS_DIGITS => {
            let sum: u32 = body.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
            // A remainder of 10 has no digit; such numbers are never issued, and no digit equals it.
            (11 - sum % 11) % 11 == *last
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_decides() {
        for (typed, good, why) in [
            ("9434765919", true, "a published example"),
            ("943 476 5919", true, "as it is printed"),
            ("9434765918", false, "another last digit"),
            ("943476591", false, "nine digits"),
            ("94347659190", false, "eleven digits"),
            ("", false, "nothing"),
        ] {
            assert_eq!(NhsNumber::parse(typed).is_ok(), good, "{why}");
        }
    }
}
