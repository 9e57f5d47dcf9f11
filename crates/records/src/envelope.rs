//! What stands in a slot of a record's chain: a version, or a mark that there is none. It never sees a sealing key.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{History, Record, Repeat, Versioned, counter::Alarms, decode::decode, hex::Hex};

/// How many changes a record remembers by their idempotency key (or random id).
pub const CHANGES_REMEMBERED_MAX: usize = 256;

/// How many slots to delete a version remembers; past it the oldest stay behind, sealed and never read.
const GARBAGE_MAX: usize = 64;

const VERSION_TAG: u8 = b'v';
const VOID_TAG: u8 = b'o';

/// The content of a slot.
pub(crate) enum Slot<T> {
    Version(Envelope<T>),
    Void(Void),
}

/// A version: the record and what the chain needs to know about it.
pub(crate) struct Envelope<T> {
    pub(crate) line: Line,
    pub(crate) current: Arc<Versioned<T>>,
}

impl<T> Clone for Envelope<T> {
    fn clone(&self) -> Self {
        Self { line: self.line.clone(), current: Arc::clone(&self.current) }
    }
}

/// How a version stands in its chain.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Line {
    /// The slot of the version it was decided on; 0 for none.
    pub(crate) base: u64,
    pub(crate) standing: Standing,
    pub(crate) changes: Changes,
    /// Slots below that nobody needs once this version is settled.
    pub(crate) garbage: Vec<u64>,
}

impl Line {
    pub(crate) fn discard(&mut self, slots: impl IntoIterator<Item = u64>) {
        for slot in slots {
            if slot > 0 && !self.garbage.contains(&slot) {
                self.garbage.push(slot);
            }
        }
        let surplus = self.garbage.len().saturating_sub(GARBAGE_MAX);
        self.garbage.drain(..surplus);
    }
}

/// A mark in a slot whose ticket made no version. It never replaces a version.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Void {
    /// The slot of the version (0: none) it was refused on, with nothing skipped in between.
    pub(crate) on: Option<u64>,
    /// Without `on`: every slot from here up to this one is a mark too, or was skipped under an announcement.
    pub(crate) below: u64,
    pub(crate) standing: Standing,
}

/// Which alarms cannot mean a slot.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Standing {
    /// How many had been raised when its ticket was taken.
    pub(crate) before: u64,
    /// Those raised later, but by this ticket or lower ones, as far as known.
    pub(crate) lower: Alarms,
}

impl Standing {
    /// Whether, with `alarms` raised so far, nobody behind has announced to skip the slot. If it has landed by then,
    /// whatever is acknowledged with a higher ticket contains it.
    pub(crate) fn holds(&self, alarms: u64) -> bool {
        alarms <= self.before || self.lower.account_for(self.before, alarms)
    }
}

/// The changes a version's line contains, as far as remembered.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Changes {
    made: Vec<Made>,
    /// The highest version whose change is no longer remembered.
    forgotten_to: u64,
}

/// One remembered change.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Made {
    id: Hex<16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fingerprint: Option<Hex<16>>,
    pub(crate) version: u64,
}

/// Names one change over all its attempts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChangeId {
    id: Hex<16>,
    fingerprint: Option<Hex<16>>,
}

impl ChangeId {
    pub(crate) fn new(repeat: Option<&Repeat>, random: [u8; 16]) -> Self {
        match repeat {
            None => Self { id: Hex(random), fingerprint: None },
            Some(repeat) => Self { id: half(&repeat.key), fingerprint: Some(half(&repeat.fingerprint)) },
        }
    }

    pub(crate) fn same_body(&self, made: &Made) -> bool {
        self.fingerprint == made.fingerprint
    }
}

impl Changes {
    pub(crate) fn find(&self, change: &ChangeId) -> Option<&Made> {
        self.made.iter().rev().find(|made| made.id == change.id)
    }

    /// Whether a change of version `version` or higher may have been forgotten.
    pub(crate) fn forgot(&self, version: u64) -> bool {
        self.forgotten_to >= version
    }

    pub(crate) fn add(&mut self, change: &ChangeId, version: u64) {
        self.made.push(Made { id: change.id, fingerprint: change.fingerprint, version });
        let surplus = self.made.len().saturating_sub(CHANGES_REMEMBERED_MAX);
        for forgotten in self.made.drain(..surplus) {
            self.forgotten_to = self.forgotten_to.max(forgotten.version);
        }
    }
}

impl<T: Record> Slot<T> {
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, &'static str> {
        const UNREADABLE: &str = "a stored record that cannot be read";
        let (tag, rest) = bytes.split_first().ok_or("an empty slot")?;
        if *tag == VOID_TAG {
            return decode(rest).map(Self::Void).ok_or(UNREADABLE);
        }
        let (schema, json) =
            rest.split_first_chunk().filter(|_| *tag == VERSION_TAG).ok_or("a slot of no known form")?;
        let schema = u32::from_be_bytes(*schema);
        let stored: Stored<T> = if schema == T::SCHEMA {
            decode(json).ok_or(UNREADABLE)?
        } else {
            let Stored::<Value> { line, made, history, record } = decode(json).ok_or(UNREADABLE)?;
            let upgraded = T::upgrade(schema, record).ok_or("a schema number this program does not know")?;
            Stored { line, made, history, record: serde_json::from_value(upgraded).map_err(|_| UNREADABLE)? }
        };
        let Stored { line, made, history, record } = stored;
        Ok(Self::Version(Envelope { line, current: Arc::new(Versioned { version: made, record, history }) }))
    }
}

impl<T: Record> Envelope<T> {
    pub(crate) fn encode(&self) -> Result<Vec<u8>, &'static str> {
        let Versioned { version, record, history } = &*self.current;
        let mut bytes = vec![VERSION_TAG];
        bytes.extend_from_slice(&T::SCHEMA.to_be_bytes());
        let stored = StoredRef { line: &self.line, made: *version, history, record };
        serde_json::to_writer(&mut bytes, &stored).map_err(|_| "a record that cannot be written as JSON")?;
        Ok(bytes)
    }
}

impl Void {
    pub(crate) fn encode(&self) -> Result<Vec<u8>, &'static str> {
        let mut bytes = vec![VOID_TAG];
        serde_json::to_writer(&mut bytes, self).map_err(|_| "a mark that cannot be written as JSON")?;
        Ok(bytes)
    }
}

/// The stored form of a version.
#[derive(Deserialize)]
struct Stored<T> {
    line: Line,
    made: u64,
    history: History,
    record: T,
}

/// The same, to be written.
#[derive(Serialize)]
struct StoredRef<'a, T> {
    line: &'a Line,
    made: u64,
    history: &'a History,
    record: &'a T,
}

fn half(digest: &[u8; 32]) -> Hex<16> {
    Hex(digest.first_chunk().copied().unwrap_or_default())
}
