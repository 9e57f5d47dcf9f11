//! Short byte strings as hexadecimal text inside stored JSON. It never allocates more than it writes.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// `N` bytes, stored as hexadecimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hex<const N: usize>(pub(crate) [u8; N]);

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&text(&self.0))
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        parse(&text).map(Self).ok_or_else(|| D::Error::custom("not hexadecimal of the right length"))
    }
}

/// `bytes` as lower-case hexadecimal.
pub(crate) fn text(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// The `N` bytes that `text` spells; `None` where it does not.
pub(crate) fn parse<const N: usize>(text: &str) -> Option<[u8; N]> {
    bytes(text)?.try_into().ok()
}

/// The bytes that `text` spells; `None` where it does not.
pub(crate) fn bytes(text: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let byte = |[high, low]: &[u8; 2]| {
        let value = char::from(*high).to_digit(16)? * 16 + char::from(*low).to_digit(16)?;
        u8::try_from(value).ok()
    };
    if rest.is_empty() { pairs.iter().map(byte).collect() } else { None }
}

#[cfg(test)]
mod tests {
    use super::{parse, text};

    #[test]
    fn bytes_come_back_from_their_text() {
        assert_eq!(parse::<4>(&text(&[0, 1, 0xab, 0xff])), Some([0, 1, 0xab, 0xff]));
        assert_eq!(parse::<4>("00"), None);
        assert_eq!(parse::<1>("zz"), None);
        assert_eq!(parse::<1>("é"), None);
    }
}
