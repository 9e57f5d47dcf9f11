//! Records of whatever kind, as the engine carries them: it is compiled once and not once for each kind, which would cost
//! a component some 60 KiB of wasm for every kind it keeps. It never looks inside.

use std::any::Any;
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use crate::{History, ListName, Record, RecordsError, Versioned, envelope::Line, thaw::thaw};

/// A [`Versioned`] record of some kind.
pub(crate) trait Held: Any + Send + Sync {
    /// Who did what when.
    fn history(&self) -> &History;

    /// Says in which version it was made and by whose doing.
    fn stamp(&mut self, version: u64, history: History);

    /// The lists it belongs on, each with its row.
    fn rows(&self) -> Result<Vec<(ListName, Value)>, &'static str>;

    /// Appends its stored form.
    fn store(&self, line: &Line, bytes: Vec<u8>) -> Result<Vec<u8>, &'static str>;
}

/// Reads a record from its stored form: that form's number, what is stored, the version and history it goes with.
type Read = fn(u32, Value, u64, History) -> Result<Arc<dyn Held>, &'static str>;

/// What the engine needs to know of a kind.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    /// Its name in store keys.
    pub(crate) name: &'static str,
    /// The number of the form it is stored in.
    pub(crate) schema: u32,
    pub(crate) read: Read,
}

impl Kind {
    pub(crate) fn of<T: Record>() -> Self {
        Self { name: T::KIND, schema: T::SCHEMA, read: read::<T> }
    }
}

fn read<T: Record>(schema: u32, stored: Value, version: u64, history: History) -> Result<Arc<dyn Held>, &'static str> {
    let record = if schema == T::SCHEMA {
        thaw(&stored).ok_or("a stored record that cannot be read")
    } else {
        T::upgrade(schema, stored).ok_or("a schema number this program does not know")
    };
    record.map(|record| Arc::new(Versioned { version, record, history }) as Arc<dyn Held>)
}

impl<T: Record> Held for Versioned<T> {
    fn history(&self) -> &History {
        &self.history
    }

    fn stamp(&mut self, version: u64, history: History) {
        (self.version, self.history) = (version, history);
    }

    fn rows(&self) -> Result<Vec<(ListName, Value)>, &'static str> {
        let mut rows = Vec::new();
        for (list, row) in self.record.rows() {
            rows.push((list, serde_json::to_value(row).map_err(|_| "a row that is no JSON")?));
        }
        Ok(rows)
    }

    fn store(&self, line: &Line, mut bytes: Vec<u8>) -> Result<Vec<u8>, &'static str> {
        let stored = Stored { line, made: self.version, history: &self.history, record: &self.record };
        serde_json::to_writer(&mut bytes, &stored).map_err(|_| "a record that cannot be written as JSON")?;
        Ok(bytes)
    }
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
    any.downcast().map(Arc::unwrap_or_clone).map_err(|_| mixed_up())
}

/// The same, to look at.
pub(crate) fn as_typed<T: Record>(held: &dyn Held) -> Result<&Versioned<T>, RecordsError> {
    let any: &dyn Any = held;
    any.downcast_ref().ok_or_else(mixed_up)
}

/// Only to say something where the types cannot say that it cannot be.
fn mixed_up() -> RecordsError {
    RecordsError::Contended("a record of another kind than the one asked for")
}
