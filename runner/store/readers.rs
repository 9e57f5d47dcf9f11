//! Reads of what is committed. Never waits for the writer: in WAL mode each read sees the last commit.

use super::{StoreError, schema};
use crate::limits::VALUE_BYTES;
use rusqlite::{Connection, OptionalExtension, params};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

/// Connections beyond the number of cores would only wait for each other.
const CONNECTIONS_MAX: usize = 8;

const GET: &str = "SELECT value FROM spin_key_value WHERE store = ?1 AND key = ?2";
const EXISTS: &str = "SELECT 1 FROM spin_key_value WHERE store = ?1 AND key = ?2";
const KEYS: &str = "SELECT key FROM spin_key_value WHERE store = ?1";

/// A few connections, used in turn.
pub(super) struct Readers {
    connections: Vec<Mutex<Connection>>,
    next: AtomicUsize,
}

impl Readers {
    pub(super) fn open(file: &Path) -> Result<Self, rusqlite::Error> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let connections = (0..cores.clamp(2, CONNECTIONS_MAX))
            .map(|_| schema::open_reader(file).map(Mutex::new))
            .collect::<Result<_, _>>()?;
        Ok(Self { connections, next: AtomicUsize::new(0) })
    }

    pub(super) fn get(&self, store: &str, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(|connection| {
            connection.prepare_cached(GET)?.query_row(params![store, key], |row| row.get(0)).optional()
        })
    }

    pub(super) fn exists(&self, store: &str, key: &str) -> Result<bool, StoreError> {
        self.read(|connection| connection.prepare_cached(EXISTS)?.exists(params![store, key]))
    }

    /// All of them as of one commit.
    pub(super) fn get_many(&self, store: &str, keys: &[String]) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let found = self.read(|connection| {
            let view = connection.unchecked_transaction()?;
            let mut found = Vec::new();
            {
                let mut get = view.prepare_cached(GET)?;
                for key in keys {
                    if let Some(value) = get.query_row(params![store, key], |row| row.get(0)).optional()? {
                        found.push((key.clone(), value));
                    }
                }
            }
            view.finish()?;
            Ok(found)
        })?;
        bounded(found.iter().map(|(key, value): &(String, Vec<u8>)| key.len() + value.len()))?;
        Ok(found)
    }

    pub(super) fn keys(&self, store: &str) -> Result<Vec<String>, StoreError> {
        let keys: Vec<String> = self.read(|connection| {
            connection.prepare_cached(KEYS)?.query_map(params![store], |row| row.get(0))?.collect()
        })?;
        bounded(keys.iter().map(String::len))?;
        Ok(keys)
    }

    fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T, rusqlite::Error>) -> Result<T, StoreError> {
        let connection = self.connection().ok_or_else(|| StoreError::Failed("there is no reader".to_owned()))?;
        read(&connection).map_err(StoreError::of)
    }

    /// A free connection where there is one, otherwise the next in turn.
    fn connection(&self) -> Option<MutexGuard<'_, Connection>> {
        let turn = self.next.fetch_add(1, Ordering::Relaxed) % self.connections.len().max(1);
        let (before, after) = self.connections.split_at_checked(turn)?;
        let free = after.iter().chain(before).find_map(|connection| match connection.try_lock() {
            Ok(guard) => Some(guard),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        });
        free.or_else(|| Some(after.first()?.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

fn bounded(sizes: impl Iterator<Item = usize>) -> Result<(), StoreError> {
    if sizes.sum::<usize>() > VALUE_BYTES {
        return Err(StoreError::Failed(format!("the answer is larger than {VALUE_BYTES} bytes")));
    }
    Ok(())
}
