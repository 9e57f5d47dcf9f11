//! The file and the table, exactly as Spin makes them, and how connections to them are set. Knows no operation.

use super::StoreError;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// The file's name in the data folder.
pub(super) const FILE: &str = "sqlite_key_value.db";

/// How long to wait for another process that has the file.
const BUSY_MS: u64 = 10_000;
/// How often the log is tried to be turned on, and how long to wait between two tries.
const LOG_TRIES: u32 = 500;
const LOG_PAUSE: Duration = Duration::from_millis(20);
/// How much of the file is read through memory mapping.
const MAPPED_BYTES: i64 = 1024 * 1024 * 1024;
/// How many pages the log may hold before it is folded into the file; folding costs two more syncs.
const CHECKPOINT_PAGES: i64 = 4_000;
/// How many prepared statements a connection keeps.
const STATEMENTS: usize = 16;

const TABLE: &str = "CREATE TABLE IF NOT EXISTS spin_key_value (
    store TEXT NOT NULL,
    key TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (store, key)
)";

/// Opens the file for writing, making it and its table if needed.
pub(super) fn open(file: &Path, durable: bool) -> Result<Connection, rusqlite::Error> {
    let connection = Connection::open(file)?;
    settings(&connection)?;
    write_ahead(&connection)?;
    connection.pragma_update(None, "synchronous", if durable { "FULL" } else { "OFF" })?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    connection.execute(TABLE, [])?;
    Ok(connection)
}

/// Turns the write-ahead log on. Of several that do so at once to a new file SQLite lets all but one know that it is busy,
/// at once and without waiting as it does elsewhere, so that none waits for the other for ever.
fn write_ahead(connection: &Connection) -> Result<(), rusqlite::Error> {
    let turn_on = || connection.pragma_update(None, "journal_mode", "WAL");
    for _ in 1..LOG_TRIES {
        match turn_on() {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => std::thread::sleep(LOG_PAUSE),
            done => return done,
        }
    }
    turn_on()
}

/// Opens the file, which is there, for reading.
pub(super) fn open_reader(file: &Path) -> Result<Connection, rusqlite::Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    settings(&connection)?;
    Ok(connection)
}

fn settings(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.busy_timeout(Duration::from_millis(BUSY_MS))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "mmap_size", MAPPED_BYTES)
}

/// A counter's stored form, read.
pub(super) fn counter(value: &[u8]) -> Result<i64, StoreError> {
    let bytes = value.try_into().map_err(|_| StoreError::Failed("the value is not a counter".to_owned()))?;
    Ok(i64::from_le_bytes(bytes))
}

/// A counter's stored form.
pub(super) fn counter_bytes(sum: i64) -> [u8; 8] {
    sum.to_le_bytes()
}
