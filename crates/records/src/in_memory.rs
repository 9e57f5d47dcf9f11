//! A store in memory and a clock set by hand, for unit tests. Never part of a component.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;

use crate::{Environment, KeyValue, StoreError};

/// A store in memory that can be told to fail, and counts its operations. Clones are the same store.
#[derive(Clone, Default)]
pub struct InMemoryStore {
    held: Arc<Mutex<Held>>,
    operations: Arc<AtomicU32>,
}

#[derive(Default)]
struct Held {
    values: BTreeMap<String, Vec<u8>>,
    counters: BTreeMap<String, i64>,
    failing: bool,
}

impl InMemoryStore {
    /// From now on every operation fails, or none does.
    pub fn fail(&self, failing: bool) {
        self.lock().failing = failing;
    }

    /// How many operations were begun; a `set_many` is one.
    pub fn operations(&self) -> u32 {
        self.operations.load(Ordering::Relaxed)
    }

    /// Every key there is, counters among them.
    pub fn keys(&self) -> Vec<String> {
        let held = self.lock();
        held.values.keys().chain(held.counters.keys()).cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn held(&self) -> Result<MutexGuard<'_, Held>, StoreError> {
        self.operations.fetch_add(1, Ordering::Relaxed);
        others_go_first().await;
        let held = self.lock();
        if held.failing { Err(StoreError("told to fail".to_owned())) } else { Ok(held) }
    }
}

#[async_trait]
impl KeyValue for InMemoryStore {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.held().await?.values.get(key).cloned())
    }

    async fn set(&self, key: &str, value: Vec<u8>) -> Result<(), StoreError> {
        self.held().await?.values.insert(key.to_owned(), value);
        Ok(())
    }

    async fn set_many(&self, entries: Vec<(String, Vec<u8>)>) -> Result<(), StoreError> {
        self.held().await?.values.extend(entries);
        Ok(())
    }

    async fn delete(&self, key: &str) -> Result<(), StoreError> {
        let mut held = self.held().await?;
        held.values.remove(key);
        held.counters.remove(key);
        Ok(())
    }

    async fn increment(&self, key: &str, delta: i64) -> Result<i64, StoreError> {
        let mut held = self.held().await?;
        if delta == 0 {
            return Ok(held.counters.get(key).copied().unwrap_or_default());
        }
        let counter = held.counters.entry(key.to_owned()).or_default();
        *counter = counter.saturating_add(delta);
        Ok(*counter)
    }
}

/// A clock that moves when told to or slept on, and "random" bytes that count up: every run is the same.
#[derive(Clone)]
pub struct InMemoryEnvironment {
    now: Arc<Mutex<Timestamp>>,
    drawn: Arc<Mutex<u64>>,
}

impl InMemoryEnvironment {
    /// A clock that shows `now`.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self { now: Arc::new(Mutex::new(now)), drawn: Arc::default() }
    }

    /// Moves the clock on.
    pub fn pass(&self, time: Duration) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now.checked_add(time).unwrap_or(Timestamp::MAX);
    }
}

#[async_trait]
impl Environment for InMemoryEnvironment {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn sleep(&self, time: Duration) {
        others_go_first().await;
        self.pass(time);
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        for chunk in bytes.chunks_mut(size_of::<u64>()) {
            *drawn += 1;
            chunk.iter_mut().zip(drawn.to_be_bytes()).for_each(|(byte, next)| *byte = next);
        }
    }
}

/// Lets whatever else is waited for go on, as it does while a real store is at work.
async fn others_go_first() {
    let mut went = false;
    poll_fn(|context| {
        if std::mem::replace(&mut went, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
