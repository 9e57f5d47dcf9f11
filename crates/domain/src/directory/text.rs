//! The bytes of an extract as text. Never a guess: a file says that it is UTF-8 by the mark it begins with, and is
//! Windows-1252 otherwise, as the national register's are.

use serde::{Deserialize, Serialize};

/// How a file's bytes stand for letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Encoding {
    Windows1252,
    Utf8,
}

/// What a file in UTF-8 begins with where a spreadsheet saved it.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What stands at 80 to 9F in Windows-1252 (WHATWG Encoding, "index windows-1252"); the rest is as in Unicode.
const HIGH_CONTROLS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

impl Encoding {
    /// The encoding of a file that begins with `bytes`, and what is left of them without its mark.
    pub(super) fn of_start(bytes: &[u8]) -> (Self, &[u8]) {
        match bytes.strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) => (Self::Utf8, rest),
            None => (Self::Windows1252, bytes),
        }
    }

    /// The bytes as text on one line: every run of white space is one space, and none stands at either end.
    pub(super) fn one_line(self, bytes: &[u8]) -> String {
        let text = match self {
            Self::Windows1252 => bytes.iter().copied().map(letter).collect(),
            Self::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
        };
        let mut line = String::with_capacity(text.len());
        for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        line
    }
}

fn letter(byte: u8) -> char {
    let high = byte.checked_sub(0x80).and_then(|place| HIGH_CONTROLS.get(usize::from(place)));
    high.copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::Encoding;

    #[test]
    fn bytes_are_read_as_the_register_writes_them() {
        for (bytes, text, why) in [
            (&b"St Mary\x92s"[..], "St Mary’s", "an apostrophe that Windows put in"),
            (b"\xC9cole \x96 Lyc\xE9e", "École – Lycée", "accents and a dash"),
            (b"  Two\r\n lines\t", "Two lines", "white space"),
            (b"\x80\x8C\x9F", "€ŒŸ", "both ends of the table"),
            (b"a\x81b", "a b", "a byte that stands for nothing"),
        ] {
            assert_eq!(Encoding::Windows1252.one_line(bytes), text, "{why}");
        }
    }

    #[test]
    fn a_file_that_says_it_is_utf_8_is_read_as_such() {
        let (encoding, rest) = Encoding::of_start("\u{FEFF}École".as_bytes());
        assert_eq!(encoding.one_line(rest), "École");
        assert_eq!(Encoding::of_start(b"URN").0, Encoding::Windows1252);
        assert_eq!(Encoding::Utf8.one_line(b"a\xFF"), "a\u{FFFD}");
    }
}
