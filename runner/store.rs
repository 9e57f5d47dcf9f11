//! The embedded key-value store: Spin's own file and table, and one writer that commits waiting changes in batches.
//! Never answers a write before it is on disk.

mod faults;
mod operation;
mod readers;
mod schema;
mod writer;

pub use faults::{Fault, Faults, Seen, When};
pub use operation::Operation;

use crate::limits::{KEY_BYTES, VALUE_BYTES};
use operation::{Answer, Write};
use readers::Readers;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use writer::Writer;

/// A folder of records is its owner's alone, where it is made here.
const FOLDER_MODE: u32 = 0o700;

/// Where the records are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    /// In this folder, made if it is not there.
    Folder(PathBuf),
    /// In a temporary folder that goes when the store does, without waiting for the disk.
    Memory,
}

/// An open database, holding any number of named stores.
pub struct Store {
    // Before the folder, so that the files are closed when it goes.
    writer: Writer,
    readers: Readers,
    faults: Faults,
    _temporary: Option<tempfile::TempDir>,
}

/// Why an operation failed. Never holds a key or a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The operation failed, or its outcome is unknown.
    #[error("{0}")]
    Failed(String),
    /// A test asked for the caller to die here.
    #[error("the caller was killed by a test")]
    Killed,
}

impl StoreError {
    pub(crate) fn of(error: rusqlite::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl Store {
    /// Opens the database of `data`, making it if needed.
    pub fn open(data: &Data, faults: Faults) -> Result<Self, OpenError> {
        let (folder, temporary) = match data {
            Data::Folder(folder) => {
                let made = DirBuilder::new().recursive(true).mode(FOLDER_MODE).create(folder);
                made.map_err(|source| OpenError::Folder(folder.clone(), source))?;
                (folder.clone(), None)
            }
            Data::Memory => {
                let temporary = tempfile::tempdir().map_err(|source| OpenError::Folder(PathBuf::new(), source))?;
                (temporary.path().to_owned(), Some(temporary))
            }
        };
        let file = folder.join(schema::FILE);
        let durable = temporary.is_none();
        let unopened = |source| OpenError::Database(file.clone(), source);
        let connection = schema::open(&file, durable).map_err(unopened)?;
        let readers = Readers::open(&file).map_err(unopened)?;
        let writer = Writer::start(connection).map_err(OpenError::Thread)?;
        Ok(Self { writer, readers, faults, _temporary: temporary })
    }

    /// The value under `key`.
    pub async fn get(&self, store: &str, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let fate = self.faults.meet(Operation::Get, [key]).await?;
        fate.of(self.readers.get(store, key))
    }

    /// The values under `keys` that have one, in no order.
    pub async fn get_many(&self, store: &str, keys: &[String]) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let fate = self.faults.meet(Operation::GetMany, keys.iter().map(String::as_str)).await?;
        fate.of(self.readers.get_many(store, keys))
    }

    /// Whether `key` has a value.
    pub async fn exists(&self, store: &str, key: &str) -> Result<bool, StoreError> {
        let fate = self.faults.meet(Operation::Exists, [key]).await?;
        fate.of(self.readers.exists(store, key))
    }

    /// Every key of the store.
    pub async fn keys(&self, store: &str) -> Result<Vec<String>, StoreError> {
        let fate = self.faults.meet(Operation::Keys, []).await?;
        // A walk over everything may take long; the other tasks of this thread must not wait for it.
        fate.of(tokio::task::block_in_place(|| self.readers.keys(store)))
    }

    /// Writes one value.
    pub async fn set(&self, store: &str, key: String, value: Vec<u8>) -> Result<(), StoreError> {
        let fate = self.faults.meet(Operation::Set, [key.as_str()]).await?;
        fate.of(self.write(store, Write::SetMany(vec![(key, value)])).await.map(drop))
    }

    /// Writes all entries or none.
    pub async fn set_many(&self, store: &str, entries: Vec<(String, Vec<u8>)>) -> Result<(), StoreError> {
        let fate = self.faults.meet(Operation::SetMany, entries.iter().map(|(key, _)| key.as_str())).await?;
        fate.of(self.write(store, Write::SetMany(entries)).await.map(drop))
    }

    /// Removes one key.
    pub async fn delete(&self, store: &str, key: String) -> Result<(), StoreError> {
        let fate = self.faults.meet(Operation::Delete, [key.as_str()]).await?;
        fate.of(self.write(store, Write::DeleteMany(vec![key])).await.map(drop))
    }

    /// Removes all of `keys` or none.
    pub async fn delete_many(&self, store: &str, keys: Vec<String>) -> Result<(), StoreError> {
        let fate = self.faults.meet(Operation::DeleteMany, keys.iter().map(String::as_str)).await?;
        fate.of(self.write(store, Write::DeleteMany(keys)).await.map(drop))
    }

    /// Adds `delta` to a counter and returns the sum.
    pub async fn increment(&self, store: &str, key: String, delta: i64) -> Result<i64, StoreError> {
        let fate = self.faults.meet(Operation::Increment, [key.as_str()]).await?;
        if delta == 0 {
            // Adding nothing is reading: every change that was answered is committed, so a read sees it. An absent
            // counter still goes to the writer, which makes it, as Spin does.
            if let Some(value) = self.readers.get(store, &key)? {
                return fate.of(schema::counter(&value));
            }
        }
        fate.of(match self.write(store, Write::Increment { key, delta }).await {
            Ok(Answer::Sum(sum)) => Ok(sum),
            Ok(_) => Err(StoreError::Failed("the writer answered something else".to_owned())),
            Err(error) => Err(error),
        })
    }

    /// Writes `value` if `key` still holds `old`; says whether it did. Where `old` is none it always writes, as Spin.
    pub async fn swap(
        &self,
        store: &str,
        key: String,
        old: Option<Vec<u8>>,
        value: Vec<u8>,
    ) -> Result<bool, StoreError> {
        let fate = self.faults.meet(Operation::Swap, [key.as_str()]).await?;
        fate.of(match self.write(store, Write::Swap { key, old, value }).await {
            Ok(Answer::Swapped(swapped)) => Ok(swapped),
            Ok(_) => Err(StoreError::Failed("the writer answered something else".to_owned())),
            Err(error) => Err(error),
        })
    }

    async fn write(&self, store: &str, write: Write) -> Result<Answer, StoreError> {
        if write.keys().any(|key| key.len() > KEY_BYTES) {
            return Err(StoreError::Failed(format!("a key is longer than {KEY_BYTES} bytes")));
        }
        if write.values().any(|value| value.len() > VALUE_BYTES) {
            return Err(StoreError::Failed(format!("a value is longer than {VALUE_BYTES} bytes")));
        }
        self.writer.write(store, write).await
    }
}

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder could not be made.
    #[error("cannot make the data folder {0}: {1}")]
    Folder(PathBuf, std::io::Error),
    /// The database could not be opened.
    #[error("cannot open the store {0}: {1}")]
    Database(PathBuf, rusqlite::Error),
    /// The writer could not be started.
    #[error("cannot start the store's writer: {0}")]
    Thread(std::io::Error),
}

/// The database file of a data folder.
pub fn database(folder: &Path) -> PathBuf {
    folder.join(schema::FILE)
}
