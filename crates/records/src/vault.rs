//! The store seen through the seal: values go in and come out in the clear, and nothing unsealed is ever stored.

use crate::{Database, RecordsError};

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
