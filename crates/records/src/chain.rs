//! One record's counter, slots and head as they stand in the store. It never decides which version counts.

use std::marker::PhantomData;

use crate::{
    Database, Record, RecordId, RecordsError,
    counter::{READ, Reading},
    slot::{Slot, Tombstone, Version},
    store_keys::RecordKeys,
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

    /// Adds to the counter and reads it.
    pub(crate) async fn increment(&self, delta: i64) -> Result<Reading, RecordsError> {
        let key = self.keys.counter();
        reading(self.database.store.increment(&key, delta).await?, &key)
    }

    /// Reads the counter before a change is acknowledged. It adds nought: by the same operation other callers take tickets
    /// and give notices, so the store itself puts them in an order.
    pub(crate) async fn check(&self) -> Result<Reading, RecordsError> {
        self.increment(READ).await
    }

    /// Reads the counter for a reading, which promises nothing of what comes later.
    pub(crate) async fn read_counter(&self) -> Result<Reading, RecordsError> {
        let key = self.keys.counter();
        reading(self.database.store.read_counter(&key).await?, &key)
    }

    /// What has landed in a slot.
    pub(crate) async fn slot(&self, slot: u64) -> Result<Option<Slot<T>>, RecordsError> {
        let key = self.keys.slot(slot);
        let Some(sealed) = self.database.store.get(&key).await? else {
            return Ok(None);
        };
        let cache = self.database.version_cache();
        if let Some(version) = cache.find(&sealed) {
            return Ok(Some(Slot::Version(version)));
        }
        let bytes = self.database.open_sealed(&self.scope, &key, &sealed)?;
        let slot = Slot::decode(&bytes).map_err(|what| RecordsError::corrupt(what, &key))?;
        if let Slot::Version(version) = &slot {
            cache.add(&sealed, version);
        }
        Ok(Some(slot))
    }

    /// The number of a slot that has landed, the last one as a rule; 0 for none. Every writer overwrites it without looking,
    /// so it is never to be trusted.
    pub(crate) async fn head(&self) -> Result<u64, RecordsError> {
        let key = self.keys.head();
        let Some(bytes) = self.database.read_sealed(&self.scope, &key).await? else {
            return Ok(0);
        };
        let number = bytes.try_into().map(u64::from_be_bytes);
        number.map_err(|_| RecordsError::corrupt("a head that is no number", &key))
    }

    pub(crate) fn sealed_version(&self, slot: u64, version: &Version<T>) -> Result<(String, Vec<u8>), RecordsError> {
        self.sealed_slot(slot, version.encode())
    }

    pub(crate) fn sealed_tombstone(&self, slot: u64, tombstone: &Tombstone) -> Result<(String, Vec<u8>), RecordsError> {
        self.sealed_slot(slot, tombstone.encode())
    }

    pub(crate) fn sealed_head(&self, slot: u64) -> Result<(String, Vec<u8>), RecordsError> {
        self.database.seal(&self.scope, self.keys.head(), &slot.to_be_bytes())
    }

    /// Deletes slots all at once. A slot that cannot be deleted stays behind, sealed and never read: no reason to fail.
    pub(crate) async fn delete(&self, slots: &[u64]) {
        let keys: Vec<String> = slots.iter().map(|slot| self.keys.slot(*slot)).collect();
        self.database.delete_all(&keys).await;
    }

    fn sealed_slot(
        &self,
        slot: u64,
        encoded: Result<Vec<u8>, &'static str>,
    ) -> Result<(String, Vec<u8>), RecordsError> {
        let key = self.keys.slot(slot);
        let bytes = encoded.map_err(|what| RecordsError::corrupt(what, &key))?;
        self.database.seal(&self.scope, key, &bytes)
    }
}

fn reading(value: i64, key: &str) -> Result<Reading, RecordsError> {
    Reading::parse(value).ok_or_else(|| RecordsError::corrupt("a counter that is worn out or no counter", key))
}
