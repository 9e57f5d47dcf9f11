//! Records of whatever kind, as the engine carries them: it is compiled once and not once for each kind, which would cost
//! a component some 60 KiB of wasm for every kind it keeps. It never looks inside.

use std::any::{Any, TypeId};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};

use crate::{History, ListName, Record, RecordsError, Versioned, decode::decode, envelope::Line};

/// A [`Versioned`] record of some kind.
pub(crate) trait Held: Any + Send + Sync {
    /// The version in which it last changed, quiet changes aside.
    fn version(&self) -> u64;

    /// Who did what when.
    fn history(&self) -> &History;

    /// Says in which version it was made and by whose doing.
    fn stamp(&mut self, version: u64, history: History);
}

impl<T: Record> Held for Versioned<T> {
    fn version(&self) -> u64 {
        self.version
    }

    fn history(&self) -> &History {
        &self.history
    }

    fn stamp(&mut self, version: u64, history: History) {
        (self.version, self.history) = (version, history);
    }
}

/// What it takes to read records of a kind.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    /// Its name in store keys.
    pub(crate) name: &'static str,
    /// Its type: one kind may be read in two ways, of which one leaves out what it does not need.
    pub(crate) record: TypeId,
    /// Reads a record from its stored version: its form's number, the whole as JSON, the version and history read of it.
    pub(crate) read: Read,
}

type Read = fn(u32, &[u8], u64, History) -> Result<Arc<dyn Held>, Fault>;
type Store = fn(&dyn Held, &Line, Vec<u8>) -> Result<Vec<u8>, Fault>;

/// What it takes to write them, apart, so that a component that only reads a kind holds none of it.
#[derive(Clone, Copy)]
pub(crate) struct Writing {
    pub(crate) kind: Kind,
    /// The number of the form it is stored in.
    pub(crate) schema: u32,
    /// Appends a record's stored form.
    pub(crate) store: Store,
    /// The lists a record belongs on, each with its row.
    pub(crate) rows: fn(&dyn Held) -> Result<Rows, Fault>,
}

/// Rows by the list they belong on.
pub(crate) type Rows = Vec<(ListName, Box<RawValue>)>;

/// What is wrong with a record, for a [`RecordsError::Corrupt`] that says where it stands.
type Fault = &'static str;

impl Kind {
    pub(crate) fn of<T: Record>() -> Self {
        Self { name: T::KIND, record: TypeId::of::<T>(), read: read::<T> }
    }
}

impl Writing {
    pub(crate) fn of<T: Record>() -> Self {
        Self { kind: Kind::of::<T>(), schema: T::SCHEMA, store: store::<T>, rows: rows::<T> }
    }
}

fn read<T: Record>(schema: u32, stored: &[u8], version: u64, history: History) -> Result<Arc<dyn Held>, Fault> {
    let record = if schema == T::SCHEMA {
        decode(stored).map(|Recorded::<T> { record }| record)
    } else {
        let Recorded::<serde_json::Value> { record } = decode(stored).ok_or(UNREADABLE)?;
        let upgraded = T::upgrade(schema, record).ok_or("a schema number this program does not know")?;
        serde_json::from_value(upgraded).ok()
    };
    Ok(Arc::new(Versioned { version, record: record.ok_or(UNREADABLE)?, history }))
}

const UNREADABLE: &str = "a stored record that cannot be read";

/// The record of a stored version, without what goes with it.
#[derive(Deserialize)]
struct Recorded<T> {
    record: T,
}

fn rows<T: Record>(held: &dyn Held) -> Result<Rows, Fault> {
    let mut rows = Vec::new();
    for (list, row) in downcast::<T>(held).ok_or(MIXED_UP)?.record.rows() {
        rows.push((list, to_raw_value(&row).map_err(|_| "a row that is no JSON")?));
    }
    Ok(rows)
}

fn store<T: Record>(held: &dyn Held, line: &Line, mut bytes: Vec<u8>) -> Result<Vec<u8>, Fault> {
    let Versioned { version, record, history } = downcast::<T>(held).ok_or(MIXED_UP)?;
    let stored = Stored { line, made: *version, history, record };
    serde_json::to_writer(&mut bytes, &stored).map_err(|_| "a record that cannot be written as JSON")?;
    Ok(bytes)
}

/// The stored form of a version. What is read of it is an [`Envelope`](crate::envelope::Envelope).
#[derive(Serialize)]
struct Stored<'a, T> {
    line: &'a Line,
    made: u64,
    history: &'a History,
    record: &'a T,
}

/// A record of the caller's kind again.
pub(crate) fn typed<T: Record>(held: Arc<dyn Held>) -> Result<Versioned<T>, RecordsError> {
    let any: Arc<dyn Any + Send + Sync> = held;
    any.downcast().map(Arc::unwrap_or_clone).map_err(|_| RecordsError::Contended(MIXED_UP))
}

/// The same, to look at.
pub(crate) fn as_typed<T: Record>(held: &dyn Held) -> Result<&Versioned<T>, RecordsError> {
    downcast(held).ok_or(RecordsError::Contended(MIXED_UP))
}

/// Only to say something where the types cannot say that it cannot be.
const MIXED_UP: &str = "a record of another kind than the one asked for";

fn downcast<T: Record>(held: &dyn Held) -> Option<&Versioned<T>> {
    let any: &dyn Any = held;
    any.downcast_ref()
}
