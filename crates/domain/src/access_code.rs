//! The secret that opens one record to whoever asked for it; never printed by `Debug`, never serialised.

use std::fmt;

pub use crate::digest::Digest as CodeDigest;
use crate::draw::Draw;
use crate::problems::{Code, Fault};
use crate::text::machine_readable;

/// Letters without I and O, and the digits that look like no letter.
const ALPHABET: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ3789";
const CODE_CHARS: usize = 16;
const GROUP_CHARS: usize = 4;

/// Sixteen characters of 28, about 77 bits: past any guessing that a rate limit lets through.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessCode(String);

impl AccessCode {
    /// Makes a code from 32 bytes: random, or derived from a secret so that a repeated request gets the same one.
    #[must_use]
    pub fn draw(bytes: [u8; 32]) -> Self {
        let mut draw = Draw::new(bytes);
        Self((0..CODE_CHARS).map(|_| draw.one_of(ALPHABET)).collect())
    }

    /// Reads a code generously: any case, any spaces and hyphens, and the characters that no code holds as the ones
    /// they are mistaken for: 2 as Z, 4 as A, 5 as S, 6 as G, 1 and I as L. O and 0 could be D or Q, so they are not
    /// guessed.
    ///
    /// # Errors
    /// Another shape. Whether the code is the right one is not known here.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let code: String = machine_readable(typed)?
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '.' | '_'))
            .map(|c| match c.to_ascii_uppercase() {
                '2' => 'Z',
                '4' => 'A',
                '5' => 'S',
                '6' => 'G',
                '1' | 'I' => 'L',
                c => c,
            })
            .collect();
        if code.is_empty() {
            return Err(Fault::ask_again(Code::CannotBeEmpty));
        }
        let good = code.chars().count() == CODE_CHARS && code.bytes().all(|byte| ALPHABET.contains(&byte));
        if good {
            return Ok(Self(code));
        }
        let sentence = "Check the access code. It is 16 letters and numbers, in four groups of four";
        Err(Fault::whole(Code::InvalidFormat, sentence))
    }

    /// The sixteen characters without hyphens: what is hashed and compared. Handle as a password.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Four groups of four, to be shown once to whom it belongs.
    #[must_use]
    pub fn grouped(&self) -> String {
        let mut text = String::with_capacity(CODE_CHARS + 3);
        for (index, c) in self.0.chars().enumerate() {
            if index > 0 && index.is_multiple_of(GROUP_CHARS) {
                text.push('-');
            }
            text.push(c);
        }
        text
    }
}

impl fmt::Debug for AccessCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessCode")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn misread_characters_are_forgiven_where_only_one_is_meant() {
        let code = AccessCode::parse("ZASG-LLAA-BCDE-3789").unwrap();
        assert_eq!(AccessCode::parse("2456 1i4a bcde 3789").unwrap(), code);
        for (typed, why) in [
            ("ZASG-LLAA-BCDE-378O", "O may be D or Q"),
            ("ZASG-LLAA-BCDE-3780", "so may 0"),
            ("ZASG-LLAA-BCDE-378", "too short"),
            ("ZASG-LLAA-BCDE-37899", "too long"),
            ("ZASG-LLAA-BCDE-378é", "foreign"),
        ] {
            assert_eq!(AccessCode::parse(typed).unwrap_err().code(), Code::InvalidFormat, "{why}");
        }
    }

    #[test]
    fn debug_does_not_show_it() {
        assert_eq!(format!("{:?}", AccessCode::draw([7; 32])), "AccessCode");
    }

    proptest! {
        #[test]
        fn what_is_drawn_reads_back_in_any_dress(bytes: [u8; 32]) {
            let code = AccessCode::draw(bytes);
            let shown = code.grouped();
            prop_assert_eq!(shown.len(), 19);
            for typed in [shown.to_lowercase(), shown.replace('-', ""), shown.replace('-', " \u{2011} "), code.expose().to_owned()] {
                prop_assert_eq!(&AccessCode::parse(&typed).unwrap(), &code);
            }
        }

        #[test]
        fn reading_never_panics(typed in any::<String>()) {
            let _ = AccessCode::parse(&typed);
        }
    }
}
