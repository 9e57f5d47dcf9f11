//! What records ask of a store: a bare key-value store's few safe operations. Never how they are provided.

use async_trait::async_trait;

/// A failed store operation. Whether it took effect is unknown.
///
/// The message is for the log; it never holds a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the key-value store failed: {0}")]
pub struct StoreError(pub String);

/// The few operations that mean the same on every store Spin offers.
///
/// Compare-and-swap, get-many and get-keys are left out on purpose: on some backends they fail, race or walk every key.
/// A key used with [`KeyValue::increment`] is a counter: it is never read or written by the other operations, because
/// its stored form differs between backends.
#[async_trait]
pub trait KeyValue: Send + Sync {
    /// The value under `key`, or `None` where there is none.
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// Writes one value, whatever stood there.
    async fn set(&self, key: &str, value: Vec<u8>) -> Result<(), StoreError>;

    /// Writes all entries or none, on every backend but one that dies in the middle of a non-transactional batch.
    async fn set_many(&self, entries: Vec<(String, Vec<u8>)>) -> Result<(), StoreError>;

    /// Removes `key`; not an error where there is none.
    async fn delete(&self, key: &str) -> Result<(), StoreError>;

    /// Adds `delta` to the counter under `key` (0 where there is none) and returns the sum, atomically.
    async fn increment(&self, key: &str, delta: i64) -> Result<i64, StoreError>;

    /// The counter under `key`, 0 where there is none. Whatever was added and answered before the call is in it.
    ///
    /// Adding nought does that on every store; one that knows a way which neither writes nor waits should take it.
    async fn read_counter(&self, key: &str) -> Result<i64, StoreError> {
        self.increment(key, 0).await
    }
}
