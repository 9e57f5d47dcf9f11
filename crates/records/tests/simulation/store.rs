//! The store as one caller sees it, and the clock of the host it runs on. Both may lie.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use records::{Database, Environment, Instance, KeyValue, Keyring, StoreError};

use crate::world::{Answer, Breakage, Inner, Reply, Under, World};

#[derive(Debug, Clone)]
pub(crate) enum Request {
    Get(String),
    SetMany(Vec<(String, Vec<u8>)>),
    Delete(String),
    Increment(String, i64),
    Sleep(u64),
}

/// One host: its view of the store and its clock.
#[derive(Clone)]
pub(crate) struct Host {
    pub(crate) world: World,
    /// How far the clock is ahead.
    pub(crate) offset_milliseconds: i64,
    /// How much too fast it runs.
    pub(crate) drift_per_mille: i64,
}

impl Host {
    /// A host whose clock is right.
    pub(crate) fn in_time(world: &World) -> Self {
        Self { world: world.clone(), offset_milliseconds: 0, drift_per_mille: 0 }
    }

    /// What a caller on this host keeps records in.
    pub(crate) fn database(&self, instance: &Arc<Instance>) -> Database {
        let host = Arc::new(self.clone());
        Database::new(host.clone(), host, instance.clone())
    }

    fn ask(&self, request: Request) -> Under {
        Under { world: self.world.clone(), request: Some(request), id: 0 }
    }
}

#[async_trait]
impl KeyValue for Host {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match self.ask(Request::Get(key.to_owned())).await? {
            Reply::Value(value) => Ok(value),
            other => panic!("{other:?}"),
        }
    }

    async fn set(&self, key: &str, value: Vec<u8>) -> Result<(), StoreError> {
        self.ask(Request::SetMany(vec![(key.to_owned(), value)])).await.map(drop)
    }

    async fn set_many(&self, entries: Vec<(String, Vec<u8>)>) -> Result<(), StoreError> {
        self.ask(Request::SetMany(entries)).await.map(drop)
    }

    async fn delete(&self, key: &str) -> Result<(), StoreError> {
        self.ask(Request::Delete(key.to_owned())).await.map(drop)
    }

    async fn increment(&self, key: &str, delta: i64) -> Result<i64, StoreError> {
        match self.ask(Request::Increment(key.to_owned(), delta)).await? {
            Reply::Number(number) => Ok(number),
            other => panic!("{other:?}"),
        }
    }
}

#[async_trait]
impl Environment for Host {
    fn now(&self) -> jiff::Timestamp {
        let now = self.world.inner().now as i64 / 1_000;
        let shown = 1_760_000_000_000 + now + now * self.drift_per_mille / 1_000 + self.offset_milliseconds;
        jiff::Timestamp::from_millisecond(shown).unwrap()
    }

    async fn sleep(&self, time: Duration) {
        let answer: Answer = self.ask(Request::Sleep(time.as_micros() as u64)).await;
        answer.unwrap();
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        let mut inner = self.world.inner();
        for byte in bytes {
            *byte = inner.rng().next() as u8;
        }
    }
}

/// What all callers share: short versions are remembered too, so that every run tries what comes of it.
pub(crate) fn instance() -> Arc<Instance> {
    let keyring = Keyring::parse("a secret of at least thirty-two characters").unwrap();
    Arc::new(Instance::new(keyring).caching_short_versions())
}

impl Inner {
    /// What an operation does to the store.
    pub(crate) fn take_effect(&mut self, id: u64) {
        let (task, request) = (self.operations[&id].task, self.operations[&id].request.clone());
        let reply = match request {
            Request::Get(key) => Reply::Value(self.values.get(&key).cloned()),
            Request::SetMany(values) => {
                for key in self.owed.remove(&task).unwrap_or_default() {
                    *self.counters.entry(key).or_default() += GIVE_NOTICE;
                }
                values.into_iter().for_each(|(key, value)| self.put(key, value));
                Reply::Done
            }
            Request::Delete(key) => {
                self.values.remove(&key);
                self.counters.remove(&key);
                Reply::Done
            }
            Request::Increment(key, delta) => Reply::Number(self.increment(task, key, delta)),
            Request::Sleep(_) => Reply::Done,
        };
        self.answer(id, reply);
    }

    /// One key of a `set_many` that is not whole.
    pub(crate) fn take_part(&mut self, id: u64, part: usize) {
        let Request::SetMany(values) = &self.operations[&id].request else { return };
        let (key, value) = values[part].clone();
        self.put(key, value);
        let operation = self.operations.get_mut(&id).unwrap();
        operation.parts_left -= 1;
        if operation.parts_left == 0 {
            self.answer(id, Reply::Done);
        }
    }

    fn put(&mut self, key: String, value: Vec<u8>) {
        if self.breakage == Breakage::BlindList && key.contains("/l/") {
            let shard = key.rsplit_once('/').unwrap().0.to_owned() + "/";
            self.values.retain(|other, _| !other.starts_with(&shard));
        }
        self.values.insert(key, value);
    }

    fn increment(&mut self, task: usize, key: String, delta: i64) -> i64 {
        let chain = key.contains("/t/");
        let late_lease =
            key.starts_with("lease/") && self.breakage == Breakage::NoWindowRule && self.holds_window_before(&key);
        if late_lease {
            return 1;
        }
        if chain && delta == GIVE_NOTICE && matches!(self.breakage, Breakage::SkipSilently | Breakage::NoticeLate) {
            if self.breakage == Breakage::NoticeLate {
                self.owed.entry(task).or_default().push(key.clone());
            }
            return self.counters[&key] + GIVE_NOTICE;
        }
        let counter = self.counters.entry(key.clone()).or_default();
        *counter += delta;
        let mut shown = *counter;
        if chain && self.breakage == Breakage::NoCheck && delta == 0 {
            let seen = self.seen.get(&(task, key.clone())).copied().unwrap_or_default();
            shown = (shown & (GIVE_NOTICE - 1)) | (seen & !(GIVE_NOTICE - 1));
        }
        if delta != 0 {
            self.seen.insert((task, key), shown);
        }
        shown
    }

    /// Whether the caller asks for a window right after asking for the one before: the rule that is to be broken.
    fn holds_window_before(&mut self, key: &str) -> bool {
        let (name, window) = key.rsplit_once('/').unwrap();
        let before = format!("{name}/{}", window.parse::<i64>().unwrap() - 1);
        let task = self.current;
        self.seen.contains_key(&(task, before)) && !self.seen.contains_key(&(task, key.to_owned()))
    }
}

const GIVE_NOTICE: i64 = 1 << 32;
