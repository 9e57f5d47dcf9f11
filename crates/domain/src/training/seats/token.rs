//! Eight bytes as eleven characters: how digests and nonces lie in a log, so that thousands of them stay small. Never a
//! secret: whoever reads one learns the bytes.

use std::fmt;

/// Every six bits have a character that stands in JSON as it is.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// How many characters eight bytes take.
pub(super) const CHARS: usize = 11;

const BITS: u32 = 6;
const MASK: u64 = 63;

pub(super) fn write(bytes: [u8; 8], to: &mut impl fmt::Write) -> fmt::Result {
    let mut left = u64::from_be_bytes(bytes);
    for _ in 0..CHARS {
        let index = usize::try_from(left & MASK).unwrap_or_default();
        to.write_char(ALPHABET.get(index).copied().map_or('A', char::from))?;
        left >>= BITS;
    }
    Ok(())
}

/// The only text that [`write()`] makes of some bytes gives them back; any other is refused.
pub(super) fn read(text: &[u8]) -> Option<[u8; 8]> {
    if text.len() != CHARS {
        return None;
    }
    let mut number: u64 = 0;
    for character in text.iter().rev() {
        if number > u64::MAX >> BITS {
            return None;
        }
        number = number << BITS | value(*character)?;
    }
    Some(number.to_be_bytes())
}

fn value(character: u8) -> Option<u64> {
    let (first, from) = match character {
        b'A'..=b'Z' => (0, b'A'),
        b'a'..=b'z' => (26, b'a'),
        b'0'..=b'9' => (52, b'0'),
        b'-' => return Some(62),
        b'_' => return Some(63),
        _ => return None,
    };
    Some(first + u64::from(character - from))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_written_is_read_back(bytes: [u8; 8]) {
            let mut text = String::new();
            write(bytes, &mut text).unwrap();
            prop_assert_eq!(text.len(), CHARS);
            prop_assert_eq!(read(text.as_bytes()), Some(bytes));
        }

        #[test]
        fn nothing_else_is_read(text in "[A-Za-z0-9_+-]{10,12}") {
            if let Some(bytes) = read(text.as_bytes()) {
                let mut again = String::new();
                write(bytes, &mut again).unwrap();
                prop_assert_eq!(again, text, "one text for one value");
            }
        }
    }

    #[test]
    fn more_than_sixty_four_bits_are_refused() {
        assert_eq!(read(b"__________P"), Some([255; 8]));
        assert_eq!(read(b"__________Q"), None);
        assert_eq!(read(b"\xc3\xa9_________"), None);
    }
}
