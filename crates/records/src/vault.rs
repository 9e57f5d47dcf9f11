//! The store seen through the seal: values go in and come out in the clear, and nothing unsealed is ever stored.

use crate::{Environment, KeyValue, Keyring, Recent, RecordsError};

/// What every part of this library holds of the world.
pub(crate) struct Vault<'a, K, E> {
    pub(crate) store: &'a K,
    pub(crate) environment: &'a E,
    keyring: &'a Keyring,
    pub(crate) recent: Option<&'a Recent>,
}

impl<'a, K, E> Clone for Vault<'a, K, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<'a, K, E> Copy for Vault<'a, K, E> {}

impl<'a, K: KeyValue, E: Environment> Vault<'a, K, E> {
    pub(crate) fn new(store: &'a K, environment: &'a E, keyring: &'a Keyring) -> Self {
        Self { store, environment, keyring, recent: None }
    }

    /// The opened value under `key`.
    pub(crate) async fn get(&self, scope: &str, key: &str) -> Result<Option<Vec<u8>>, RecordsError> {
        let Some(sealed) = self.store.get(key).await? else {
            return Ok(None);
        };
        self.open(scope, key, &sealed).map(Some)
    }

    /// What was sealed under `key`.
    pub(crate) fn open(&self, scope: &str, key: &str, sealed: &[u8]) -> Result<Vec<u8>, RecordsError> {
        self.keyring.open(scope, key, sealed).map_err(|what| RecordsError::corrupt(what, key))
    }

    /// `value`, ready to be written under `key`.
    pub(crate) fn seal(&self, scope: &str, key: String, value: &[u8]) -> Result<(String, Vec<u8>), RecordsError> {
        let mut nonce = [0; 24];
        self.environment.fill_random(&mut nonce);
        match self.keyring.seal(scope, &key, value, nonce) {
            Some(sealed) => Ok((key, sealed)),
            None => Err(RecordsError::corrupt("a value too long to seal", &key)),
        }
    }
}
