//! A pupil's unique number, with its check letter; never asked of a family, since an adopted child's must stay apart.

use super::word;
use crate::input::Text;
use crate::problems::{Code, Fault};
use crate::text::machine_readable;

/// The check letters: the alphabet without I, O and S (DfE, "Unique pupil numbers", annex on the check letter).
const LETTERS: &str = "ABCDEFGHJKLMNPQRTUVWXYZ";
/// The length of every UPN, in characters.
const UPN_CHARS: usize = 13;

word! {
    /// A unique pupil number: a check letter and 12 digits, or for a temporary one 11 digits and a letter.
    Upn, upn, Text::like("^[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]$", "H801200001001")
}

impl Upn {
    /// Whether a school made it for a pupil whose own number it did not know (it ends in a letter).
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        self.0.ends_with(|c: char| c.is_ascii_alphabetic())
    }
}

fn upn(typed: &str) -> Result<String, Fault> {
    let bare: String =
        machine_readable(typed)?.chars().filter(|c| *c != ' ' && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
    if bare.is_empty() {
        return Err(Fault::ask_again(Code::CannotBeEmpty));
    }
    let sentence = "Enter a unique pupil number (UPN), which is a letter and 12 digits, like H801200001001";
    let shape = || Fault::whole(Code::InvalidFormat, sentence);
    let mut chars = bare.chars();
    let first = chars.next().and_then(letter_index).ok_or_else(shape)?;
    if bare.chars().count() != UPN_CHARS {
        return Err(shape());
    }
    let mut sum = 0;
    for (place, c) in (2..).zip(chars) {
        let value = match c.to_digit(10) {
            Some(digit) => digit,
            None if place == UPN_CHARS => letter_index(c).ok_or_else(shape)?,
            None => return Err(shape()),
        };
        sum += value * u32::try_from(place).unwrap_or_default();
    }
    if sum % 23 != first {
        let sentence = "Check the unique pupil number (UPN). Its first letter does not match its digits";
        return Err(Fault::whole(Code::InvalidValue, sentence));
    }
    Ok(bare)
}

fn letter_index(c: char) -> Option<u32> {
    LETTERS.chars().position(|letter| letter == c).and_then(|index| u32::try_from(index).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_shapes_are_accepted() {
        for typed in ["U301400018001", "h212200019045", "C8604 0172 0123", "T30140001801A"] {
            assert!(Upn::parse(typed).is_ok(), "{typed}");
        }
        assert!(Upn::parse("T30140001801A").unwrap().is_temporary());
        assert!(!Upn::parse("U301400018001").unwrap().is_temporary());
    }

    #[test]
    fn the_example_in_the_sentence_is_itself_good() {
        assert!(Upn::parse("H801200001001").is_ok());
    }

    #[test]
    fn the_check_letter_catches_every_single_wrong_digit() {
        let good = "U301400018001";
        for place in 1..good.len() {
            for digit in "0123456789".chars().filter(|d| good.chars().nth(place) != Some(*d)) {
                let wrong: String = good.chars().enumerate().map(|(i, c)| if i == place { digit } else { c }).collect();
                assert_eq!(Upn::parse(&wrong).unwrap_err().code(), Code::InvalidValue, "{wrong}");
            }
        }
    }

    #[test]
    fn what_has_another_shape_is_refused() {
        for typed in [
            "U30140001800",
            "U3014000180011",
            "3014000180011",
            "I301400018001",
            "U30140A018001",
            "T30140001801O",
            "Ü301400018001",
        ] {
            assert_eq!(Upn::parse(typed).unwrap_err().code(), Code::InvalidFormat, "{typed}");
        }
    }
}
