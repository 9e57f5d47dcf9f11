//! The text of an API key, `fd_{id}_{secret}`; never stored and never printed but once.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ID_ALPHABET, ID_CHARS};
use crate::draw::Draw;
use crate::problems::{Code, Fault};

/// Marks the key as this software's, so that secret scanners can recognise one that leaked.
const MARK: &str = "fd";
/// 130 bits: more than anybody can guess, and a plain keyed hash of it is safe to store.
const SECRET_CHARS: usize = 26;

/// The public half of a key: names it in lists and logs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeyId(String);

impl KeyId {
    /// Reads one.
    ///
    /// # Errors
    /// Another shape.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let good = typed.len() == ID_CHARS && typed.bytes().all(|b| ID_ALPHABET.contains(&b));
        if good { Ok(Self(typed.to_owned())) } else { Err(Fault::about(Code::InvalidFormat, "must be a key’s id")) }
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for KeyId {
    type Error = Fault;
    fn try_from(stored: String) -> Result<Self, Fault> {
        Self::parse(&stored)
    }
}

impl From<KeyId> for String {
    fn from(id: KeyId) -> Self {
        id.0
    }
}

/// A whole key: what the holder sends with each request.
#[derive(Clone)]
pub struct KeyText {
    id: KeyId,
    secret: String,
}

impl KeyText {
    /// A new key from random bytes. Both alphabets have 32 characters, so every key is exactly as likely as any other.
    #[must_use]
    pub fn draw(random: [u8; 32]) -> Self {
        let mut draw = Draw::new(random);
        let id = KeyId(draw.word(ID_ALPHABET, ID_CHARS));
        let secret = draw.word(ID_ALPHABET, SECRET_CHARS);
        Self { id, secret }
    }

    /// Reads what came in a request.
    ///
    /// # Errors
    /// Not a key of ours. Whether its secret is right is not known here.
    pub fn parse(sent: &str) -> Result<Self, Fault> {
        let refused = || Fault::about(Code::InvalidFormat, "must be a key of this service");
        let rest = sent.trim().strip_prefix(MARK).and_then(|rest| rest.strip_prefix('_')).ok_or_else(refused)?;
        let (id, secret) = rest.split_once('_').ok_or_else(refused)?;
        let good = secret.len() == SECRET_CHARS && secret.bytes().all(|b| ID_ALPHABET.contains(&b));
        if !good {
            return Err(refused());
        }
        Ok(Self { id: KeyId::parse(id)?, secret: secret.to_owned() })
    }

    /// The public half.
    #[must_use]
    pub const fn id(&self) -> &KeyId {
        &self.id
    }

    /// The secret half: what is hashed and compared. Handle as a password.
    #[must_use]
    pub fn expose_secret(&self) -> &str {
        &self.secret
    }

    /// The whole text, to be shown once to the holder.
    #[must_use]
    pub fn expose(&self) -> String {
        format!("{MARK}_{}_{}", self.id.0, self.secret)
    }
}

impl fmt::Debug for KeyText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyText({MARK}_{}_…)", self.id.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_drawn_reads_back(random: [u8; 32]) {
            let key = KeyText::draw(random);
            let read = KeyText::parse(&format!(" {}\n", key.expose())).unwrap();
            prop_assert_eq!((read.id(), read.expose_secret()), (key.id(), key.expose_secret()));
            let debug = format!("{key:?}");
            prop_assert!(!debug.contains(key.expose_secret()));
        }

        #[test]
        fn reading_never_panics(sent in any::<String>()) {
            let _ = KeyText::parse(&sent);
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let key = KeyText::draw([3; 32]).expose();
        for (sent, why) in [
            (String::new(), "nothing"),
            (key.to_uppercase(), "keys have one case"),
            (key.replace("fd_", "gh_"), "another's mark"),
            (key[..key.len() - 1].to_owned(), "cut short"),
            (format!("{key}a"), "too long"),
            ("fd_a_b".to_owned(), "both halves short"),
        ] {
            assert!(KeyText::parse(&sent).is_err(), "{why}");
        }
    }
}
