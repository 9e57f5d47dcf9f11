//! What a caller calls one attempt to create something, and a digest of what was sent with it, so that a repeat is told from
//! another request. How a request carries them is not known here.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The longest key; a UUID has 36 characters.
pub const IDEMPOTENCY_KEY_MAX_CHARACTERS: usize = 255;

/// The caller's name for one attempt to create something: 1 to 255 visible ASCII characters without quotes and backslashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Takes `text` as a key, exactly as it is; `None` where it cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=IDEMPOTENCY_KEY_MAX_CHARACTERS).contains(&text.len());
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\');
        (fits && plain).then(|| Self(text.to_owned()))
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// SHA-256 of a request's meaning. Short texts can be guessed from it: keep it sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(pub [u8; 32]);

impl Fingerprint {
    /// The same for two values that are written as the same JSON, as two of one type are that are equal.
    #[must_use]
    pub fn of_typed(value: &impl Serialize) -> Self {
        Self(Sha256::digest(serde_json::to_vec(value).unwrap_or_default()).into())
    }

    /// The same for two values that are equal as JSON, whatever the order of their names and their white space.
    #[must_use]
    pub fn of(value: &Value) -> Self {
        // Sorted and written without spaces: the canonical text. Sorting does nothing where `Value` keeps names sorted, as it
        // does unless some crate of the build asks serde_json for their order.
        let mut value = value.clone();
        value.sort_all_objects();
        Self::of_typed(&value)
    }
}

/// An idempotency key and what was sent under it, both as digests.
///
/// A record remembers its last [`CHANGES_REMEMBERED_MAX`](crate::CHANGES_REMEMBERED_MAX) changes. Where more may pass
/// before a repeat, let the record itself hold the key (as a booking's id) and let the decision recognise it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeat {
    /// The key, digested together with who sent it ([`Keyring::digest`](crate::Keyring::digest)).
    pub key: [u8; 32],
    /// A digest of the body, to tell a repeat from another request under the same key.
    pub fingerprint: [u8; 32],
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Fingerprint, IdempotencyKey};

    #[test]
    fn a_key_is_visible_ascii_that_stands_in_quotes_without_escapes() {
        let (longest, too_long) = ("k".repeat(255), "k".repeat(256));
        for (text, expected, why) in [
            ("!~;,", true, "any visible ASCII"),
            (longest.as_str(), true, "as long as may be"),
            (too_long.as_str(), false, "too long"),
            ("", false, "empty"),
            ("a\"c", false, "a quote"),
            ("a\\c", false, "an escape"),
            ("a c", false, "a space"),
            ("é", false, "not ASCII"),
        ] {
            assert_eq!(IdempotencyKey::parse(text).is_some(), expected, "{why}");
        }
    }

    #[test]
    fn bodies_that_mean_the_same_have_the_same_fingerprint() {
        let parsed = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        let one = parsed(r#"{"a": 1, "b": ["x", null]}"#);
        let same = parsed("{\"b\":[\"\\u0078\",null],\n\"a\":1}");
        assert_eq!(Fingerprint::of(&one), Fingerprint::of(&same));
        for other in [json!({"a": 2, "b": ["x", null]}), json!({"a": 1, "b": [null, "x"]}), json!({"a": "1"})] {
            assert_ne!(Fingerprint::of(&one), Fingerprint::of(&other));
        }
    }
}
