//! What a handler may use of the world during one request. Never kept beyond it.

use std::any::Any;
use std::sync::{Arc, OnceLock};

use axum::extract::FromRequestParts;
use http::HeaderValue;
use http::request::Parts;
use jiff::Timestamp;
use records::{
    By, Database, Decision, Drafts, Instance, Keyring, Outcome, Record, RecordId, Records, Values, Versioned,
};
use serde::{Serialize, de::DeserializeOwned};

use crate::council::Council;
use crate::problem::Problem;
use crate::settings::Settings;
use crate::store::{Env, Store};

/// One request's store, clock, randomness, keys and settings; cheap to clone.
#[derive(Clone)]
pub struct App {
    store: Store,
    env: Env,
    database: Database,
    shared: Arc<Shared>,
    cookie_later: Arc<OnceLock<HeaderValue>>,
}

/// What becomes of a record as it stands: see [`App::change`].
pub type Decide<'a, T> = dyn FnMut(Option<&Versioned<T>>) -> Result<Decision<T>, Problem> + Send + 'a;

/// What every request of an instance shares.
#[derive(Debug)]
pub struct Shared {
    /// What an operator decided.
    pub settings: Arc<Settings>,
    instance: Arc<Instance>,
}

impl Shared {
    /// Settings and keys, and nothing remembered yet.
    #[must_use]
    pub fn new(settings: Arc<Settings>, keyring: Keyring) -> Self {
        Self { settings, instance: Arc::new(Instance::new(keyring)) }
    }
}

impl App {
    /// What one request may use.
    #[must_use]
    pub fn new(store: Store, env: Env, shared: Arc<Shared>) -> Self {
        let (counted, clock) = (Arc::new(store.clone()), Arc::new(env.clone()));
        let database = Database::new(counted, clock, Arc::clone(&shared.instance));
        Self { store, env, database, shared, cookie_later: Arc::default() }
    }

    /// What is kept: the same store, clock and keys, for callers that know nothing of HTTP.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// The key-value store; it counts what this request does with it.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Time and randomness, as crates/records wants them.
    #[must_use]
    pub fn env(&self) -> &Env {
        &self.env
    }

    /// The keys that seal what is stored.
    #[must_use]
    pub fn keyring(&self) -> &Keyring {
        self.database.keyring()
    }

    /// What an operator decided.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.shared.settings
    }

    pub(crate) fn shared_settings(&self) -> &Arc<Settings> {
        &self.shared.settings
    }

    /// The council that runs this.
    ///
    /// # Errors
    /// 500 where the manifest does not grant the variable to this component.
    pub fn council(&self) -> Result<&Council, Problem> {
        self.settings().council()
    }

    /// The records of one kind.
    #[must_use]
    pub fn records<T: Record>(&self) -> Records<'_, T> {
        self.database.records()
    }

    /// What is half typed, of one kind; see [`Drafts`].
    #[must_use]
    pub fn drafts<T: Serialize + DeserializeOwned>(&self, kind: &'static str) -> Drafts<'_, T> {
        self.database.drafts(kind)
    }

    /// Sealed values of one kind; see [`Values`].
    #[must_use]
    pub fn values(&self, kind: &'static str) -> Values<'_> {
        self.database.values(kind)
    }

    /// Changes or creates a record; see [`Records::change`]. A refusal is the problem to answer with.
    ///
    /// # Errors
    /// What the decision refused with; 422 for a key used with another body; 503 where the store is busy or failing.
    pub async fn change<T: Record>(
        &self,
        id: &RecordId,
        by: By,
        decide: &mut Decide<'_, T>,
    ) -> Result<Outcome<T>, Problem> {
        Ok(self.database.records::<T>().change(id, by, decide).await?)
    }

    /// The time now, to the millisecond: it is kept and read by people, and no clock of ours is truer than that.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.database.now()
    }

    /// Bytes nobody can guess.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        self.database.random()
    }

    /// What the requests of this instance share, by type; see [`Instance`].
    #[must_use]
    pub fn in_common<T: Any + Default + Send + Sync>(&self) -> Arc<T> {
        self.database.instance_state()
    }

    /// Has the answer to this request set a cookie, unless it sets that one itself.
    pub(crate) fn set_cookie_later(&self, cookie: HeaderValue) {
        // Whoever asked twice in one request gets the same twice.
        let _ = self.cookie_later.set(cookie);
    }

    /// The cookie that the answer is to set.
    pub(crate) fn cookie_set_later(&self) -> Option<HeaderValue> {
        self.cookie_later.get().cloned()
    }

    pub(crate) fn of(parts: &Parts) -> Option<&Self> {
        parts.extensions.get()
    }
}

pub(crate) fn to_the_millisecond(time: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(time.as_millisecond()).unwrap_or(time)
}

impl<S: Sync> FromRequestParts<S> for App {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Self::of(parts).cloned().ok_or_else(|| Problem::internal("a component without a store asked for one"))
    }
}
