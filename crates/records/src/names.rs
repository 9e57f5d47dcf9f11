//! Names that become parts of store keys: ids of records and names of lists. A name never holds personal data or a
//! separator.

use serde::{Deserialize, Serialize};

const RECORD_ID_MAX_CHARACTERS: usize = 64;
const LIST_NAME_MAX_CHARACTERS: usize = 100;

/// A record's id: 1 to 64 letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RecordId(String);

impl RecordId {
    /// Takes `text` as an id, exactly as it is.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        if text.is_empty() || text.len() > RECORD_ID_MAX_CHARACTERS || !text.bytes().all(plain) {
            return Err(NameError("a record id is 1 to 64 letters, digits and hyphens"));
        }
        Ok(Self(text.to_owned()))
    }

    /// An id made from a digest (its first 16 bytes), as when an idempotent creation derives its record's id from the
    /// caller's scope and key.
    pub fn from_digest(digest: &[u8; 32]) -> Self {
        Self(data_encoding::HEXLOWER.encode(digest.get(..16).unwrap_or(digest)))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A worklist's name within its kind of record: parts of letters, digits and hyphens joined by `/`, at most 100
/// characters, for example `open` or `provider/7K2M`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ListName(String);

impl ListName {
    /// Takes `text` as a name, exactly as it is.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let whole = text.len() <= LIST_NAME_MAX_CHARACTERS;
        if !whole || text.split('/').any(|part| part.is_empty() || !part.bytes().all(plain)) {
            return Err(NameError("a list name is parts of letters, digits and hyphens joined by /"));
        }
        Ok(Self(text.to_owned()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text that cannot be a name. It does not repeat the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NameError(&'static str);

macro_rules! as_text {
    ($($name:ident),*) => {$(
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NameError;
            fn try_from(text: String) -> Result<Self, NameError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> String {
                name.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = NameError;
            fn from_str(text: &str) -> Result<Self, NameError> {
                Self::parse(text)
            }
        }
    )*};
}

as_text!(RecordId, ListName);

fn plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

#[cfg(test)]
mod tests {
    use super::{ListName, RecordId};

    #[test]
    fn an_id_cannot_hold_a_separator_or_be_empty_or_long() {
        for (text, why) in [("", "empty"), ("a/b", "separator"), ("a b", "space"), ("é", "not ASCII"), ("a\0", "NUL")]
        {
            assert!(RecordId::parse(text).is_err(), "{why}");
        }
        assert!(RecordId::parse(&"a".repeat(65)).is_err());
        assert!(RecordId::parse("ENQ-4K7M-9PX3").is_ok());
    }

    #[test]
    fn a_list_name_has_whole_parts() {
        for (text, why) in [("", "empty"), ("/a", "empty first"), ("a/", "empty last"), ("a//b", "empty middle")] {
            assert!(ListName::parse(text).is_err(), "{why}");
        }
        assert!(ListName::parse("closed/2026-11").is_ok());
    }
}
