//! The secret that opens one record to whoever asked for it; never printed by `Debug`, never serialised.

use std::fmt;

use crate::codes;
pub use crate::digest::Digest as CodeDigest;
use crate::input::{Shape, Text, Word};
use crate::problems::Fault;

const CODE_CHARS: usize = 16;
const WRONG: &str = "Check the access code. It is 16 letters and numbers, in four groups of four";

/// Sixteen characters of 28, about 77 bits: past any guessing that a rate limit lets through.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessCode(String);

impl AccessCode {
    /// Makes a code from 32 bytes: random, or derived from a secret so that a repeated request gets the same one.
    #[must_use]
    pub fn draw(bytes: [u8; 32]) -> Self {
        Self(codes::draw(bytes, CODE_CHARS))
    }

    /// Reads a code generously: any case, any spaces and hyphens, and misread characters where only one can be meant.
    ///
    /// # Errors
    /// Another shape. Whether the code is the right one is not known here.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        codes::read(typed, CODE_CHARS, WRONG).map(Self)
    }

    /// The sixteen characters without hyphens: what is hashed and compared. Handle as a password.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Four groups of four, to be shown once to whom it belongs.
    #[must_use]
    pub fn grouped(&self) -> String {
        codes::grouped(&self.0)
    }
}

impl Word for AccessCode {
    const SHAPE: Shape = Shape::Text(Text::like("^([A-HJ-NP-Z37-9]{4}-){3}[A-HJ-NP-Z37-9]{4}$", "ABCD-EFGH-JKLM-NPQR"));

    fn parse(typed: &str) -> Result<Self, Fault> {
        Self::parse(typed)
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
    use crate::problems::Code;

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
