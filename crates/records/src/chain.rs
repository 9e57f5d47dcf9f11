//! One record's counter, slots and hint in the store. It never decides which version counts.

use std::marker::PhantomData;

use futures::future::join_all;

use crate::{
    Database, KeyValue, Record, RecordId, RecordsError,
    counter::Reading,
    envelope::{Envelope, Slot, Void},
    names::RecordKeys,
};

/// The chain of one record.
pub(crate) struct Chain<'a, T> {
    pub(crate) database: &'a Database,
    keys: RecordKeys,
    scope: String,
    record: PhantomData<fn() -> T>,
}

impl<'a, T: Record> Chain<'a, T> {
    pub(crate) fn new(database: &'a Database, id: &RecordId) -> Self {
        let keys = RecordKeys::new(T::KIND, id);
        let scope = keys.scope();
        Self { database, keys, scope, record: PhantomData }
    }

    /// Adds to the counter and reads it. To look before acknowledging is to add nought: the same operation by which
    /// others take tickets and raise alarms, so that their order is the store's own.
    pub(crate) async fn count(&self, delta: i64) -> Result<Reading, RecordsError> {
        let key = self.keys.counter();
        reading(self.database.store.increment(&key, delta).await?, &key)
    }

    /// Reads the counter, for those who only read.
    pub(crate) async fn look(&self) -> Result<Reading, RecordsError> {
        let key = self.keys.counter();
        reading(self.database.store.read_counter(&key).await?, &key)
    }

    /// What has landed in a slot.
    pub(crate) async fn slot(&self, slot: u64) -> Result<Option<Slot<T>>, RecordsError> {
        let key = self.keys.version(slot);
        let Some(sealed) = self.database.store.get(&key).await? else {
            return Ok(None);
        };
        let recent = self.database.recent();
        if let Some(version) = recent.find(&sealed) {
            return Ok(Some(Slot::Version(version)));
        }
        let bytes = self.database.open_sealed(&self.scope, &key, &sealed)?;
        let slot = Slot::decode(&bytes).map_err(|what| RecordsError::corrupt(what, &key))?;
        if let Slot::Version(version) = &slot {
            recent.add(&sealed, version);
        }
        Ok(Some(slot))
    }

    /// A slot that has landed, probably a late one: written blindly, so never to be trusted. 0 for none.
    pub(crate) async fn hint(&self) -> Result<u64, RecordsError> {
        let key = self.keys.hint();
        let Some(bytes) = self.database.read_sealed(&self.scope, &key).await? else {
            return Ok(0);
        };
        let number = bytes.try_into().map(u64::from_be_bytes);
        number.map_err(|_| RecordsError::corrupt("a hint that is no number", &key))
    }

    pub(crate) fn sealed_version(&self, slot: u64, version: &Envelope<T>) -> Result<(String, Vec<u8>), RecordsError> {
        self.sealed_slot(slot, version.encode())
    }

    pub(crate) fn sealed_void(&self, slot: u64, void: &Void) -> Result<(String, Vec<u8>), RecordsError> {
        self.sealed_slot(slot, void.encode())
    }

    pub(crate) fn sealed_hint(&self, slot: u64) -> Result<(String, Vec<u8>), RecordsError> {
        self.database.seal(&self.scope, self.keys.hint(), &slot.to_be_bytes())
    }

    /// Deletes slots all at once. What cannot be deleted stays behind, sealed and never read: no reason to fail.
    pub(crate) async fn delete(&self, slots: &[u64]) {
        let keys: Vec<String> = slots.iter().map(|slot| self.keys.version(*slot)).collect();
        delete_all(self.database.store(), &keys).await;
    }

    fn sealed_slot(
        &self,
        slot: u64,
        encoded: Result<Vec<u8>, &'static str>,
    ) -> Result<(String, Vec<u8>), RecordsError> {
        let key = self.keys.version(slot);
        let bytes = encoded.map_err(|what| RecordsError::corrupt(what, &key))?;
        self.database.seal(&self.scope, key, &bytes)
    }
}

/// Deletes `keys` at once, whether or not each succeeds.
pub(crate) async fn delete_all(store: &dyn KeyValue, keys: &[String]) {
    let _ = join_all(keys.iter().map(|key| store.delete(key))).await;
}

fn reading(value: i64, key: &str) -> Result<Reading, RecordsError> {
    Reading::parse(value).ok_or_else(|| RecordsError::corrupt("a counter that is worn out or no counter", key))
}
