//! Stored JSON back into types. It never says what was wrong: serde_json's message may quote what is sealed.

use serde::de::DeserializeOwned;

/// What `json` is of; `None` where it is nothing of that type.
pub(crate) fn decode<T: DeserializeOwned>(json: &[u8]) -> Option<T> {
    decode_text(str::from_utf8(json).ok()?)
}

/// The same, of what is known to be text.
pub(crate) fn decode_text<T: DeserializeOwned>(json: &str) -> Option<T> {
    serde_json::from_str(json).ok()
}
