//! One handle on everything that is kept, for callers that know neither the host nor HTTP. It never decides what is kept.

use std::any::Any;
use std::sync::Arc;

use futures::future::join_all;
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    By, ChangeError, Decision, Drafts, Environment, Instance, KeyValue, Keyring, Outcome, Record, RecordId, Records,
    Values, Versioned, version_cache::VersionCache,
};

/// The store, the world around it and what an instance's requests share. Cheap to clone; make one for each request.
#[derive(Clone)]
pub struct Database {
    pub(crate) store: Arc<dyn KeyValue>,
    pub(crate) environment: Arc<dyn Environment>,
    instance: Arc<Instance>,
}

impl Database {
    /// Keeps everything in `store`.
    pub fn new(store: Arc<dyn KeyValue>, environment: Arc<dyn Environment>, instance: Arc<Instance>) -> Self {
        Self { store, environment, instance }
    }

    /// The records of one kind.
    pub fn records<T: Record>(&self) -> Records<'_, T> {
        Records::new(self)
    }

    /// What is half typed, of one kind, whose name is letters and hyphens; see [`Drafts`].
    pub fn drafts<T: Serialize + DeserializeOwned>(&self, kind: &'static str) -> Drafts<'_, T> {
        Drafts::new(self, kind)
    }

    /// Sealed values of one kind, whose name is letters and hyphens; see [`Values`].
    pub fn values(&self, kind: &'static str) -> Values<'_> {
        Values::new(self, kind)
    }

    /// Changes or creates a record; see [`Records::change`]. The decision says itself what went wrong: that there is no such
    /// record, that the caller saw another version, or that the rules refuse.
    ///
    /// # Errors
    /// What the decision said; a key used with another body; the store's.
    pub async fn change<T: Record, X: Send>(
        &self,
        id: &RecordId,
        by: By,
        decide: impl FnMut(Option<&Versioned<T>>) -> Result<Decision<T>, ChangeError<X>> + Send,
    ) -> Result<Outcome<T>, ChangeError<X>> {
        self.records::<T>().change(id, by, decide).await.map_err(ChangeError::flatten)
    }

    /// The store itself, for counters and other keys that hold no record.
    pub fn store(&self) -> &dyn KeyValue {
        &*self.store
    }

    /// The clock, waiting, and randomness.
    pub fn environment(&self) -> &dyn Environment {
        &*self.environment
    }

    /// The secrets that everything is sealed and digested with.
    pub fn keyring(&self) -> &Keyring {
        self.instance.keyring()
    }

    /// The time now, to the millisecond: it is kept and read by people, and no host's clock is truer than that.
    pub fn now(&self) -> Timestamp {
        let now = self.environment.now();
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }

    /// Bytes that cannot be guessed.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.environment.fill_random(&mut bytes);
        bytes
    }

    /// What the requests of this instance share, by type; see [`Instance`].
    pub fn instance_state<T: Any + Default + Send + Sync>(&self) -> Arc<T> {
        self.instance.state()
    }

    pub(crate) fn version_cache(&self) -> &VersionCache {
        self.instance.version_cache()
    }

    /// Deletes `keys` at once, whether or not each succeeds.
    pub(crate) async fn delete_all(&self, keys: &[String]) {
        let _ = join_all(keys.iter().map(|key| self.store.delete(key))).await;
    }
}
