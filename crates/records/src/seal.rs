//! Sealing: every value in the store is encrypted for its key, so that it opens there and nowhere else. Nothing unsealed is
//! ever stored.

use chacha20poly1305::{
    XNonce,
    aead::{Aead, Payload},
};
use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};

use crate::{Database, Keyring, RecordsError, keyring::KEY_ID_BYTES};

const FORMAT: u8 = 1;
const NONCE_BYTES: usize = 24;
const TAG_BYTES: usize = 16;

/// Stands where a store key would. No store key is empty, so neither can pass for the other.
const TOKEN: &str = "";

impl Database {
    /// The opened value under `key`.
    pub(crate) async fn read_sealed(&self, scope: &str, key: &str) -> Result<Option<Vec<u8>>, RecordsError> {
        let Some(sealed) = self.store.get(key).await? else {
            return Ok(None);
        };
        self.open_sealed(scope, key, &sealed).map(Some)
    }

    /// What was sealed under `key`.
    pub(crate) fn open_sealed(&self, scope: &str, key: &str, sealed: &[u8]) -> Result<Vec<u8>, RecordsError> {
        self.keyring().open(scope, key, sealed).map_err(|what| RecordsError::corrupt(what, key))
    }

    /// `value`, ready to be written under `key`.
    pub(crate) fn seal(&self, scope: &str, key: String, value: &[u8]) -> Result<(String, Vec<u8>), RecordsError> {
        match self.keyring().seal(scope, &key, value, self.random()) {
            Some(sealed) => Ok((key, sealed)),
            None => Err(RecordsError::corrupt("a value too long to seal", &key)),
        }
    }
}

impl Keyring {
    /// Seals `value` for others to keep, such as a browser: lower-case hexadecimal that only [`Keyring::open_token`] with
    /// the same `purpose` opens. `None` for a value of more than 256 GiB.
    pub fn seal_token(&self, purpose: &str, value: &[u8], random: [u8; NONCE_BYTES]) -> Option<String> {
        Some(HEXLOWER.encode(&self.seal(purpose, TOKEN, value, random)?))
    }

    /// What [`Keyring::seal_token`] sealed; `None` for anything else.
    pub fn open_token(&self, purpose: &str, token: &str) -> Option<Vec<u8>> {
        self.open(purpose, TOKEN, &HEXLOWER_PERMISSIVE.decode(token.as_bytes()).ok()?).ok()
    }

    /// Encrypts `value` so that it opens only under this `key` and for this `scope`.
    fn seal(&self, scope: &str, key: &str, value: &[u8], nonce: [u8; NONCE_BYTES]) -> Option<Vec<u8>> {
        let payload = Payload { msg: value, aad: key.as_bytes() };
        let secret = self.first();
        let sealed = secret.cipher(scope).encrypt(&XNonce::from(nonce), payload).ok()?;
        let mut bytes = Vec::with_capacity(1 + KEY_ID_BYTES + NONCE_BYTES + sealed.len());
        bytes.push(FORMAT);
        bytes.extend_from_slice(secret.id());
        bytes.extend_from_slice(&nonce);
        bytes.extend_from_slice(&sealed);
        Some(bytes)
    }

    /// What [`Keyring::seal`] sealed, or why not.
    fn open(&self, scope: &str, key: &str, bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
        let (format, rest) = bytes.split_first().ok_or("an empty value")?;
        if *format != FORMAT {
            return Err("a sealing format this program does not know");
        }
        let (id, rest) = rest.split_first_chunk::<KEY_ID_BYTES>().ok_or("a sealed value cut short")?;
        let (nonce, sealed) = rest.split_first_chunk::<NONCE_BYTES>().ok_or("a sealed value cut short")?;
        let secret = self.all().find(|secret| secret.id() == id).ok_or("sealed with a secret that is not listed")?;
        let payload = Payload { msg: sealed, aad: key.as_bytes() };
        secret
            .cipher(scope)
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| "a sealed value changed, moved or cut short")
    }
}

/// What tells one sealed value from every other: its nonce, drawn anew for each, and the tag over all of it. Two values with
/// the same are the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct SealMark([u8; NONCE_BYTES], [u8; TAG_BYTES]);

impl SealMark {
    /// `None` for what was never sealed here.
    pub(crate) fn of(sealed: &[u8]) -> Option<Self> {
        let (nonce, sealed) = sealed.get(1 + KEY_ID_BYTES..)?.split_first_chunk()?;
        Some(Self(*nonce, *sealed.last_chunk()?))
    }
}
