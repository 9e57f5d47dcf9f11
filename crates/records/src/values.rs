//! Sealed values under keys that their owner makes up: no versions, no history, no list; the last one to write wins.
//!
//! For what can be made again and is too much for a record, such as an index. A caller that needs more than "there or not"
//! writes under keys that are not read yet, and then has a record name them: the record's change is the promise.

use crate::{Database, ListName, RecordsError};

/// How many values are deleted at the same time.
const DELETES_AT_ONCE: usize = 32;

/// The values of one kind in one store. Cheap to make; make one for each request.
pub struct Values<'a> {
    database: &'a Database,
    kind: &'static str,
}

impl<'a> Values<'a> {
    pub(crate) fn new(database: &'a Database, kind: &'static str) -> Self {
        Self { database, kind }
    }

    /// The value under a name: one store operation.
    ///
    /// # Errors
    /// The store's, and one for a value that cannot be opened.
    pub async fn get(&self, name: &ListName) -> Result<Option<Vec<u8>>, RecordsError> {
        let key = self.key(name);
        self.database.read_sealed(&key, &key).await
    }

    /// Writes all of `values` or none, in one store operation.
    ///
    /// # Errors
    /// The store's.
    pub async fn set_many(&self, values: Vec<(ListName, Vec<u8>)>) -> Result<(), RecordsError> {
        let mut sealed = Vec::with_capacity(values.len());
        for (name, value) in values {
            let key = self.key(&name);
            sealed.push(self.database.seal(&key.clone(), key, &value)?);
        }
        Ok(self.database.store.set_many(sealed).await?)
    }

    /// Deletes values, a few at a time. What cannot be deleted stays behind; it is not an error where there is none.
    pub async fn delete(&self, names: &[ListName]) {
        let keys: Vec<String> = names.iter().map(|name| self.key(name)).collect();
        for keys in keys.chunks(DELETES_AT_ONCE) {
            self.database.delete_all(keys).await;
        }
    }

    /// The key in the store, and what the value is sealed for: no record, list or draft is sealed for a "value/".
    fn key(&self, name: &ListName) -> String {
        format!("value/{}/{name}", self.kind)
    }
}
