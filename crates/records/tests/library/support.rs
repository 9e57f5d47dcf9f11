//! A store in memory that counts, a clock that stands, and a small kind of record. They never fail.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use async_trait::async_trait;
use records::{
    By, Database, Decision, Environment, Instance, KeyValue, Keyring, ListName, Outcome, Record, RecordId, Records,
    StoreError,
};
use serde::{Deserialize, Serialize};

#[derive(Default)]
pub(crate) struct Memory {
    pub(crate) values: Mutex<BTreeMap<String, Vec<u8>>>,
    pub(crate) counters: Mutex<BTreeMap<String, i64>>,
    operations: Mutex<Vec<String>>,
}

impl Memory {
    /// The operations since last asked.
    pub(crate) fn operations(&self) -> Vec<String> {
        std::mem::take(&mut *self.operations.lock().unwrap())
    }

    fn note(&self, operation: &str, key: &str) {
        self.operations.lock().unwrap().push(format!("{operation} {key}"));
    }
}

#[async_trait]
impl KeyValue for Memory {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.note("get", key);
        Ok(self.values.lock().unwrap().get(key).cloned())
    }

    async fn set(&self, key: &str, value: Vec<u8>) -> Result<(), StoreError> {
        self.note("set", key);
        self.values.lock().unwrap().insert(key.to_owned(), value);
        Ok(())
    }

    async fn set_many(&self, entries: Vec<(String, Vec<u8>)>) -> Result<(), StoreError> {
        self.note("set_many", &entries.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(" "));
        self.values.lock().unwrap().extend(entries);
        Ok(())
    }

    async fn delete(&self, key: &str) -> Result<(), StoreError> {
        self.note("delete", key);
        self.values.lock().unwrap().remove(key);
        self.counters.lock().unwrap().remove(key);
        Ok(())
    }

    async fn increment(&self, key: &str, delta: i64) -> Result<i64, StoreError> {
        self.note("increment", key);
        let mut counters = self.counters.lock().unwrap();
        let counter = counters.entry(key.to_owned()).or_default();
        *counter += delta;
        Ok(*counter)
    }
}

#[derive(Default)]
pub(crate) struct Still {
    random: Mutex<u64>,
    slept: Mutex<Duration>,
}

#[async_trait]
impl Environment for Still {
    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::from_second(1_760_000_000).unwrap() + *self.slept.lock().unwrap()
    }

    async fn sleep(&self, time: Duration) {
        *self.slept.lock().unwrap() += time;
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        let mut random = self.random.lock().unwrap();
        for byte in bytes {
            *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            *byte = (*random >> 56) as u8;
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Note {
    pub(crate) text: String,
    pub(crate) on: String,
}

impl Record for Note {
    const KIND: &'static str = "note";
    const SCHEMA: u32 = 1;
    type Row = String;

    fn rows(&self) -> Vec<(ListName, String)> {
        if self.on.is_empty() { Vec::new() } else { vec![(list(&self.on), self.text.clone())] }
    }
}

pub(crate) struct World {
    pub(crate) store: Arc<Memory>,
    pub(crate) environment: Arc<Still>,
    pub(crate) database: Database,
}

pub(crate) const SECRET: &str = "a secret of at least thirty-two characters";

impl World {
    pub(crate) fn new() -> Self {
        let (store, environment) = (Arc::new(Memory::default()), Arc::new(Still::default()));
        let database = Database::new(store.clone(), environment.clone(), instance(SECRET));
        Self { store, environment, database }
    }

    /// The same store, opened with other secrets.
    pub(crate) fn with_secrets(&self, secrets: &str) -> Self {
        let (store, environment) = (self.store.clone(), self.environment.clone());
        let database = Database::new(store.clone(), environment.clone(), instance(secrets));
        Self { store, environment, database }
    }

    pub(crate) fn records(&self) -> Records<'_, Note> {
        self.database.records()
    }

    /// Writes a note; what it was before does not matter.
    pub(crate) fn write(&self, id: &str, text: &str, on: &str) -> Outcome<Note> {
        let note = Note { text: text.to_owned(), on: on.to_owned() };
        let decide = |_: Option<&_>| Ok::<_, ()>(Decision::Write(note.clone()));
        done(self.records().change(&record_id(id), By::new("staff-1", "write"), decide)).unwrap()
    }

    pub(crate) fn listed(&self, name: &str) -> Vec<(String, String)> {
        let rows = done(self.records().list(&list(name))).unwrap();
        rows.into_iter().map(|listed| (listed.id.to_string(), listed.row)).collect()
    }
}

fn instance(secrets: &str) -> Arc<Instance> {
    Arc::new(Instance::new(Keyring::parse(secrets).unwrap()))
}

pub(crate) fn record_id(text: &str) -> RecordId {
    RecordId::parse(text).unwrap()
}

pub(crate) fn list(text: &str) -> ListName {
    ListName::parse(text).unwrap()
}

/// Runs a future that never really waits.
pub(crate) fn done<F: Future + Send>(future: F) -> F::Output {
    let mut future = pin!(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing here waits"),
    }
}
