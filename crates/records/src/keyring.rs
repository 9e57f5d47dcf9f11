//! The secrets that everything is sealed and digested with. It never prints one and never stores one.

use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// The shortest secret accepted.
pub const SECRET_MIN_CHARACTERS: usize = 32;

/// How many secrets may be held at once.
pub const SECRETS_MAX: usize = 8;

/// What a secret is told by in what it sealed.
pub(crate) const KEY_ID_BYTES: usize = 4;

/// One or more secrets: the first one seals and digests, all of them open and verify.
///
/// To rotate, put a new secret in front. What was sealed before stays readable for as long as its secret is listed; a
/// record is sealed anew by its next change. A *digest* cannot be made anew without what it was made from, so a secret
/// must stay listed for as long as any digest made with it has to be recognised: see [`Keyring::digests`].
pub struct Keyring {
    first: Secret,
    older: Vec<Secret>,
}

impl Keyring {
    /// Reads secrets separated by commas, the one to seal with first: `"new,old,older"`.
    pub fn parse(text: &str) -> Result<Self, KeyringError> {
        let mut secrets = Vec::new();
        for (index, part) in text.split(',').map(str::trim).enumerate() {
            if part.chars().count() < SECRET_MIN_CHARACTERS {
                return Err(KeyringError::TooShort { position: index + 1 });
            }
            secrets.push(Secret::new(part));
        }
        if secrets.len() > SECRETS_MAX {
            return Err(KeyringError::TooMany);
        }
        let mut secrets = secrets.into_iter();
        let first = secrets.next().ok_or(KeyringError::TooShort { position: 1 })?;
        Ok(Self { first, older: secrets.collect() })
    }

    /// A keyed digest of `parts` for one `purpose`, with the first secret.
    ///
    /// For what must be recognised but not kept: access codes, idempotency keys, addresses in rate-limit keys; and for
    /// what must come out the same again, as an id derived from an idempotency key. The parts are kept apart: `["ab"]`
    /// and `["a", "b"]` differ.
    pub fn digest(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        self.first.digest(purpose, parts)
    }

    /// The digest with each secret, the first secret's first.
    ///
    /// After a rotation, what was derived before is found under a later one: look there before making something new.
    pub fn digests(&self, purpose: &str, parts: &[&[u8]]) -> Vec<[u8; 32]> {
        self.all().map(|secret| secret.digest(purpose, parts)).collect()
    }

    /// Whether `stored` is the digest of `parts` under any of the secrets, in a time that does not tell how nearly.
    pub fn verify(&self, purpose: &str, parts: &[&[u8]], stored: &[u8; 32]) -> bool {
        let found = self
            .all()
            .fold(subtle::Choice::from(0), |found, secret| found | secret.digest(purpose, parts).ct_eq(stored));
        found.into()
    }

    /// The secret that seals and digests.
    pub(crate) fn first(&self) -> &Secret {
        &self.first
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Secret> {
        std::iter::once(&self.first).chain(&self.older)
    }
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Keyring({} secrets)", 1 + self.older.len())
    }
}

/// A text that is not a list of usable secrets. It does not repeat the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyringError {
    /// One is missing or too short to be a secret.
    #[error("secret number {position} has fewer than {SECRET_MIN_CHARACTERS} characters")]
    TooShort {
        /// Which one, counted from 1.
        position: usize,
    },
    /// More are listed than are kept.
    #[error("more than {SECRETS_MAX} secrets")]
    TooMany,
}

pub(crate) struct Secret {
    id: [u8; KEY_ID_BYTES],
    root: Hkdf<Sha256>,
}

impl Secret {
    fn new(text: &str) -> Self {
        let root = Hkdf::<Sha256>::new(Some(b"front-door records 1"), text.as_bytes());
        let hash: [u8; 32] = Sha256::new().chain_update(b"front-door key id 1").chain_update(text).finalize().into();
        let [a, b, c, d, ..] = hash;
        Self { id: [a, b, c, d], root }
    }

    fn key(&self, purpose: &str, scope: &str) -> [u8; 32] {
        let mut key = [0; 32];
        // Only a key longer than 255 hashes can fail; this one is a single hash.
        let expanded = self.root.expand_multi_info(&[purpose.as_bytes(), b"\0", scope.as_bytes()], &mut key);
        debug_assert!(expanded.is_ok());
        key
    }

    pub(crate) fn id(&self) -> &[u8; KEY_ID_BYTES] {
        &self.id
    }

    /// What seals values of one scope.
    pub(crate) fn cipher(&self, scope: &str) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.key("seal", scope).into())
    }

    fn digest(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        // HMAC takes a key of any length, so the fallback is never reached; it would only make every digest wrong.
        let Ok(mut mac) = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&self.key("digest", purpose)) else {
            return [0; 32];
        };
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}
