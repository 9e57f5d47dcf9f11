//! Short byte strings of a known length as hexadecimal text, inside stored JSON and in keys.

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// `N` bytes, stored as hexadecimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hex<const N: usize>(pub(crate) [u8; N]);

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&HEXLOWER.encode(&self.0))
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        parse(&text).map(Self).ok_or_else(|| D::Error::custom("not hexadecimal of the right length"))
    }
}

/// The `N` bytes that `text` spells, in either case; `None` where it does not.
pub(crate) fn parse<const N: usize>(text: &str) -> Option<[u8; N]> {
    HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn bytes_come_back_from_their_text_and_from_no_other() {
        assert_eq!(parse::<4>("0001abff"), Some([0, 1, 0xab, 0xff]));
        assert_eq!(parse::<1>("AB"), Some([0xab]));
        assert_eq!(parse::<4>("00"), None);
        assert_eq!(parse::<1>("zz"), None);
        assert_eq!(parse::<1>("é"), None);
    }
}
