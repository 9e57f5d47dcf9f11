//! What a handler may use of the world during one request. Never kept beyond it.

use std::any::Any;
use std::sync::{Arc, OnceLock};

use axum::extract::FromRequestParts;
use http::HeaderValue;
use http::request::Parts;
use jiff::Timestamp;
use records::{
    By, Decision, Drafts, Environment, Keyring, Outcome, Recent, Record, RecordId, Records, Values, Versioned,
};

use serde::{Serialize, de::DeserializeOwned};

use crate::council::Council;
use crate::in_common::InCommon;
use crate::problem::Problem;
use crate::session::Lately;
use crate::settings::Settings;
use crate::store::{Env, Store};

/// One request's store, clock, randomness, keys and settings; cheap to clone.
#[derive(Clone)]
pub struct App {
    store: Store,
    env: Env,
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
    /// The keys that seal what is stored.
    pub keyring: Keyring,
    lately: Lately,
    recent: Recent,
    in_common: InCommon,
}

impl Shared {
    /// Settings and keys, and nothing remembered yet.
    #[must_use]
    pub fn new(settings: Arc<Settings>, keyring: Keyring) -> Self {
        Self { settings, keyring, lately: Lately::default(), recent: Recent::default(), in_common: InCommon::default() }
    }
}

impl App {
    /// What one request may use.
    #[must_use]
    pub fn new(store: Store, env: Env, shared: Arc<Shared>) -> Self {
        Self { store, env, shared, cookie_later: Arc::default() }
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
        &self.shared.keyring
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
    /// 500 where the manifest does not grant its variables to this component.
    pub fn council(&self) -> Result<&Council, Problem> {
        self.settings().council()
    }

    /// The records of one kind.
    #[must_use]
    pub fn records<T: Record>(&self) -> Records<'_, T, Store, Env> {
        Records::new(&self.store, &self.env, &self.shared.keyring).with_recent(&self.shared.recent)
    }

    /// What is half typed, of one kind; see [`Drafts`].
    #[must_use]
    pub fn drafts<T: Serialize + DeserializeOwned>(&self, kind: &'static str) -> Drafts<'_, T, Store, Env> {
        Drafts::new(kind, &self.store, &self.env, &self.shared.keyring)
    }

    /// Sealed values of one kind; see [`Values`].
    #[must_use]
    pub fn values(&self, kind: &'static str) -> Values<'_, Store, Env> {
        Values::new(kind, &self.store, &self.env, &self.shared.keyring)
    }

    /// Changes or creates a record; see [`Records::change`]. A refusal is the problem to answer with.
    ///
    /// The decision comes as a `dyn`: the machinery of a change is then compiled once for a kind of record and not once
    /// for each decision, which would cost a component some 40 KiB of wasm for every handler.
    ///
    /// # Errors
    /// What the decision refused with; 422 for a key used with another body; 503 where the store is busy or failing.
    pub async fn change<T: Record>(
        &self,
        id: &RecordId,
        by: By,
        decide: &mut Decide<'_, T>,
    ) -> Result<Outcome<T>, Problem> {
        Ok(self.records::<T>().change(id, by, decide).await?)
    }

    /// The time now, to the millisecond: it is kept and read by people, and no clock of ours is truer than that.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        to_the_millisecond(self.env.now())
    }

    /// Bytes nobody can guess.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.env.fill_random(&mut bytes);
        bytes
    }

    /// What the requests that this instance serves have in common, by type. It ends with the instance, and another one
    /// knows nothing of it: it may save work, and nothing may rest on it.
    #[must_use]
    pub fn in_common<T: Any + Default + Send + Sync>(&self) -> Arc<T> {
        self.shared.in_common.of()
    }

    /// The sessions that this instance looked up lately.
    pub(crate) fn lately(&self) -> &Lately {
        &self.shared.lately
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
