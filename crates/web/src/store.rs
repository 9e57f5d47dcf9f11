//! The store and the world as handlers see them: Spin's in a component, stand-ins in native tests. Never a choice made at
//! run time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;
use records::{KeyValue, StoreError};

#[cfg(target_family = "wasm")]
use crate::spin::{SpinEnvironment, SpinStore};
#[cfg(not(target_family = "wasm"))]
use crate::stand_in::{InMemoryEnvironment, InMemoryStore};

/// The key-value store of one request.
#[cfg(target_family = "wasm")]
pub type Store = Counted<SpinStore>;
/// Time and randomness.
#[cfg(target_family = "wasm")]
pub type Env = SpinEnvironment;

/// The key-value store of one request.
#[cfg(not(target_family = "wasm"))]
pub type Store = Counted<InMemoryStore>;
/// Time and randomness.
#[cfg(not(target_family = "wasm"))]
pub type Env = InMemoryEnvironment;

/// A store that counts its operations, one handle per request; clones count together.
#[derive(Clone)]
pub struct Counted<K> {
    inner: K,
    operations: Arc<AtomicU32>,
}

impl<K: KeyValue> Counted<K> {
    /// Starts at nought.
    pub fn new(inner: K) -> Self {
        Self { inner, operations: Arc::default() }
    }

    /// How many operations were begun; a `set_many` is one.
    pub fn operations(&self) -> u32 {
        self.operations.load(Ordering::Relaxed)
    }

    fn count(&self) -> &K {
        self.operations.fetch_add(1, Ordering::Relaxed);
        &self.inner
    }
}

#[async_trait]
impl<K: KeyValue> KeyValue for Counted<K> {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.count().get(key).await
    }

    async fn set(&self, key: &str, value: Vec<u8>) -> Result<(), StoreError> {
        self.count().set(key, value).await
    }

    async fn set_many(&self, entries: Vec<(String, Vec<u8>)>) -> Result<(), StoreError> {
        self.count().set_many(entries).await
    }

    async fn delete(&self, key: &str) -> Result<(), StoreError> {
        self.count().delete(key).await
    }

    async fn increment(&self, key: &str, delta: i64) -> Result<i64, StoreError> {
        self.count().increment(key, delta).await
    }

    async fn read_counter(&self, key: &str) -> Result<i64, StoreError> {
        self.count().read_counter(key).await
    }
}
