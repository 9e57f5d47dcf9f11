//! The one writer: takes all changes that wait, applies them in one transaction, commits once, then answers each caller.
//! Never answers before the commit has returned.

use super::StoreError;
use super::operation::{Answer, Write};
use super::schema::{counter, counter_bytes};
use rusqlite::{Connection, OptionalExtension, params};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use tokio::sync::oneshot;

/// How many changes one commit may carry; more would make the first of them wait for the last.
const BATCH: usize = 512;

const GET: &str = "SELECT value FROM spin_key_value WHERE store = ?1 AND key = ?2";
const SET: &str = "INSERT INTO spin_key_value (store, key, value) VALUES (?1, ?2, ?3)
    ON CONFLICT (store, key) DO UPDATE SET value = excluded.value";
const DELETE: &str = "DELETE FROM spin_key_value WHERE store = ?1 AND key = ?2";
const SWAP: &str = "UPDATE spin_key_value SET value = ?3 WHERE store = ?1 AND key = ?2 AND value = ?4";

/// A handle to the writing thread; dropping it lets what is queued be written, then closes the file.
pub(super) struct Writer {
    queue: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

struct Job {
    store: String,
    write: Write,
    answer: oneshot::Sender<Result<Answer, StoreError>>,
}

impl Writer {
    pub(super) fn start(connection: Connection) -> std::io::Result<Self> {
        let (queue, jobs) = channel();
        let named = std::thread::Builder::new().name("store-writer".to_owned());
        let thread = named.spawn(move || write_all(connection, &jobs))?;
        Ok(Self { queue: Some(queue), thread: Some(thread) })
    }

    pub(super) async fn write(&self, store: &str, write: Write) -> Result<Answer, StoreError> {
        let (answer, answered) = oneshot::channel();
        let job = Job { store: store.to_owned(), write, answer };
        let closed = || StoreError::Failed("the store is closed".to_owned());
        self.queue.as_ref().ok_or_else(closed)?.send(job).map_err(|_| closed())?;
        answered.await.map_err(|_| closed())?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // A writer that panicked has nothing left to wait for.
            let _ = thread.join();
        }
    }
}

fn write_all(mut connection: Connection, jobs: &Receiver<Job>) {
    let mut batch = Vec::new();
    while let Ok(first) = jobs.recv() {
        batch.push(first);
        write_batch(&mut connection, &mut batch, jobs);
    }
    // Best effort: a log that is not folded in now is folded in at the next start.
    let _ = connection.pragma_update(None, "wal_checkpoint", "TRUNCATE");
}

/// Writes `batch` and all that arrives while it does, up to the bound, and leaves `batch` empty.
fn write_batch(connection: &mut Connection, batch: &mut Vec<Job>, jobs: &Receiver<Job>) {
    let mut answers = Vec::new();
    let outcome = apply_batch(connection, batch, jobs, &mut answers);
    if outcome.is_err() && !connection.is_autocommit() {
        // A failed batch must not leave its half in the next one.
        let _ = connection.execute_batch("ROLLBACK");
    }
    let mut answers = answers.into_iter();
    for Job { answer, .. } in batch.drain(..) {
        let answered = match (&outcome, answers.next()) {
            (Ok(()), Some(answered)) => answered,
            (Ok(()), None) => Err(StoreError::Failed("the change was not reached".to_owned())),
            (Err(error), _) => Err(error.clone()),
        };
        // The caller may be gone; its change stands.
        let _ = answer.send(answered);
    }
}

fn apply_batch(
    connection: &mut Connection,
    batch: &mut Vec<Job>,
    jobs: &Receiver<Job>,
    answers: &mut Vec<Result<Answer, StoreError>>,
) -> Result<(), StoreError> {
    connection.execute_batch("BEGIN IMMEDIATE").map_err(StoreError::of)?;
    while let Some(job) = next(batch, answers.len(), jobs) {
        let answer = apply(connection, &job.store, &job.write);
        if answer.is_err() && connection.is_autocommit() {
            // Some failures (a full disk) undo the whole transaction: nothing in this batch has happened.
            return Err(StoreError::Failed("the transaction was undone".to_owned()));
        }
        answers.push(answer);
    }
    connection.execute_batch("COMMIT").map_err(StoreError::of)
}

/// The job at `index`, taking one more from the queue if there is one waiting.
fn next<'a>(batch: &'a mut Vec<Job>, index: usize, jobs: &Receiver<Job>) -> Option<&'a Job> {
    if index == batch.len() && index < BATCH {
        batch.extend(jobs.try_recv());
    }
    batch.get(index)
}

/// Applies one change wholly or not at all.
fn apply(connection: &mut Connection, store: &str, write: &Write) -> Result<Answer, StoreError> {
    match write {
        Write::SetMany(entries) if entries.len() > 1 => {
            whole(connection, |part| entries.iter().try_for_each(|(key, value)| set(part, store, key, value)))
        }
        Write::SetMany(entries) => {
            entries.iter().try_for_each(|(key, value)| set(connection, store, key, value)).map(|()| Answer::Done)
        }
        Write::DeleteMany(keys) => whole(connection, |part| keys.iter().try_for_each(|key| delete(part, store, key))),
        Write::Increment { key, delta } => increment(connection, store, key, *delta),
        Write::Swap { key, old: Some(old), value } => {
            let mut swap = connection.prepare_cached(SWAP).map_err(StoreError::of)?;
            let changed = swap.execute(params![store, key, value, old]).map_err(StoreError::of)?;
            Ok(Answer::Swapped(changed == 1))
        }
        Write::Swap { key, old: None, value } => set(connection, store, key, value).map(|()| Answer::Swapped(true)),
    }
}

/// Runs several statements as one: either all stand or none.
fn whole(
    connection: &mut Connection,
    statements: impl FnOnce(&Connection) -> Result<(), StoreError>,
) -> Result<Answer, StoreError> {
    let savepoint = connection.savepoint().map_err(StoreError::of)?;
    // Dropped without a commit, the savepoint takes its statements back.
    statements(&savepoint)?;
    savepoint.commit().map_err(StoreError::of)?;
    Ok(Answer::Done)
}

fn set(connection: &Connection, store: &str, key: &str, value: &[u8]) -> Result<(), StoreError> {
    let mut set = connection.prepare_cached(SET).map_err(StoreError::of)?;
    set.execute(params![store, key, value]).map_err(StoreError::of).map(drop)
}

fn delete(connection: &Connection, store: &str, key: &str) -> Result<(), StoreError> {
    let mut delete = connection.prepare_cached(DELETE).map_err(StoreError::of)?;
    delete.execute(params![store, key]).map_err(StoreError::of).map(drop)
}

fn increment(connection: &Connection, store: &str, key: &str, delta: i64) -> Result<Answer, StoreError> {
    let mut get = connection.prepare_cached(GET).map_err(StoreError::of)?;
    let value: Option<Vec<u8>> =
        get.query_row(params![store, key], |row| row.get(0)).optional().map_err(StoreError::of)?;
    let before = value.as_deref().map_or(Ok(0), counter)?;
    let sum = before.checked_add(delta).ok_or_else(|| StoreError::Failed("the counter is full".to_owned()))?;
    set(connection, store, key, &counter_bytes(sum))?;
    Ok(Answer::Sum(sum))
}
