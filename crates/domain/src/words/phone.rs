//! A phone number, kept as it was typed; never reformatted, because people recognise their own way of writing it.

use super::word;
use crate::input::Text;
use crate::problems::{Code, Fault};
use crate::text::machine_readable;

/// The longest number kept, in characters, with spaces and an extension.
const MAX_TYPED_CHARS: usize = 40;
/// Digits of a UK number with its leading 0 (Ofcom, National Telephone Numbering Plan: 9 or 10 after the 0).
const UK_DIGITS: std::ops::RangeInclusive<usize> = 10..=11;
/// Digits of an international number (ITU-T E.164: 15 at most; the shortest in use have 8 with the country code).
const INTERNATIONAL_DIGITS: std::ops::RangeInclusive<usize> = 8..=15;
/// Digits of an extension.
const MAX_EXTENSION_DIGITS: usize = 6;

word! {
    /// A phone number: UK with 0 or +44, or international with +, in any spacing, with or without an extension.
    Phone, phone, Text::up_to(MAX_TYPED_CHARS).example("01632 960 001")
}

impl Phone {
    /// The number for a `tel:` link: digits with a leading + or 0, without the extension.
    #[must_use]
    pub fn dialable(&self) -> String {
        dialable(&self.0).unwrap_or_default()
    }
}

fn phone(typed: &str) -> Result<String, Fault> {
    let typed = machine_readable(typed)?;
    if typed.is_empty() {
        return Err(Fault::ask_again(Code::CannotBeEmpty));
    }
    if typed.chars().count() > MAX_TYPED_CHARS {
        return Err(Fault::about(Code::InvalidLength, format!("must be {MAX_TYPED_CHARS} characters or fewer")));
    }
    if dialable(&typed).is_some() {
        return Ok(typed);
    }
    let sentence = "Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192";
    Err(Fault::whole(Code::InvalidFormat, sentence))
}

fn dialable(typed: &str) -> Option<String> {
    let number = without_extension(typed)?;
    let mut bare = String::new();
    for c in number.chars() {
        match c {
            '0'..='9' => bare.push(c),
            '+' if bare.is_empty() => bare.push(c),
            ' ' | '\u{A0}' | '-' | '\u{2010}'..='\u{2015}' | '.' | '/' | '(' | ')' => {}
            _ => return None,
        }
    }
    let bare = match bare.strip_prefix("00") {
        Some(abroad) => format!("+{abroad}"),
        None => bare,
    };
    let (uk, digits) = match bare.strip_prefix('+') {
        // +44 (0)20 ... writes the 0 that callers from abroad leave out.
        Some(abroad) => match abroad.strip_prefix("44") {
            Some(rest) => (true, format!("0{}", rest.strip_prefix('0').unwrap_or(rest))),
            None => (false, abroad.to_owned()),
        },
        None => (true, bare.clone()),
    };
    let good = if uk {
        digits.starts_with('0') && UK_DIGITS.contains(&digits.len())
    } else {
        !digits.starts_with('0') && INTERNATIONAL_DIGITS.contains(&digits.len())
    };
    good.then_some(if uk { digits } else { format!("+{digits}") })
}

/// The number before "ext 12", "x12" or "#12"; `None` when what follows is no extension.
fn without_extension(typed: &str) -> Option<String> {
    let lower = typed.to_ascii_lowercase();
    let Some((number, extension)) = lower.split_once(['e', 'x', '#']) else {
        return Some(lower);
    };
    let extension = extension.trim_start_matches("xtension").trim_start_matches("xt").trim_matches([' ', '.', ':']);
    let good = (1..=MAX_EXTENSION_DIGITS).contains(&extension.len()) && extension.chars().all(|c| c.is_ascii_digit());
    good.then(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_as_typed_and_can_be_dialled() {
        for (typed, dialled, why) in [
            ("020 7946 0958", "02079460958", "London"),
            ("01632 960001", "01632960001", "eleven digits"),
            ("(01204) 96 000", "0120496000", "ten digits: some areas have shorter numbers"),
            ("07700-900-982", "07700900982", "hyphens"),
            ("+44 7700 900982", "07700900982", "from abroad"),
            ("+44 (0)20 7946 0958", "02079460958", "both ways at once"),
            ("0044 7700 900982", "07700900982", "00 for +"),
            ("+353 1 800 0000", "+35318000000", "Ireland"),
            ("020 7946 0958 ext. 12", "02079460958", "extension"),
            ("020 7946 0958 x12", "02079460958", "short extension"),
            ("\u{202A}020 7946 0958\u{202C}", "02079460958", "pasted from a contacts list"),
        ] {
            let phone = Phone::parse(typed).expect(why);
            assert_eq!(phone.dialable(), dialled, "{why}");
        }
        assert_eq!(Phone::parse(" 020 7946 0958 ").unwrap().as_str(), "020 7946 0958");
    }

    #[test]
    fn what_cannot_be_rung_is_refused() {
        for (typed, why) in [
            ("12345", "too short"),
            ("7700900982", "no leading 0"),
            ("077009009821", "a digit too many"),
            ("+44 7700 9009821", "a digit too many from abroad"),
            ("+1234567", "too short for abroad"),
            ("+1234567890123456", "too long for abroad"),
            ("020 7946 0958 or 07700 900982", "two numbers"),
            ("call me", "words"),
            ("0+2079460958", "a plus inside"),
            ("020 7946 0958 ext", "an extension without digits"),
        ] {
            assert_eq!(Phone::parse(typed).unwrap_err().code(), Code::InvalidFormat, "{why}");
        }
    }
}
