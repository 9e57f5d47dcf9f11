//! What stands in a slot of a record: a version, or a tombstone that says that there is none. It never sees a sealing key.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{History, Record, Repeat, Versioned, counter::KnownNotices, decode::decode, hex::Hex};

/// How many changes a record remembers by their idempotency key (or random id).
pub const CHANGES_REMEMBERED_MAX: usize = 256;

/// How many slots to delete a version remembers; past it the oldest stay behind, sealed and never read.
const GARBAGE_MAX: usize = 64;

const VERSION_TAG: u8 = b'v';
const TOMBSTONE_TAG: u8 = b'o';

/// The content of a slot.
pub(crate) enum Slot<T> {
    Version(Version<T>),
    Tombstone(Tombstone),
}

/// A version: the record as a change left it, and its ancestry.
pub(crate) struct Version<T> {
    pub(crate) ancestry: Ancestry,
    pub(crate) current: Arc<Versioned<T>>,
}

impl<T> Clone for Version<T> {
    fn clone(&self) -> Self {
        Self { ancestry: self.ancestry.clone(), current: Arc::clone(&self.current) }
    }
}

/// What a version knows of the versions it stands on.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Ancestry {
    /// The slot of the version it was decided on; 0 for none.
    pub(crate) base: u64,
    #[serde(rename = "standing")]
    pub(crate) notices: KnownNotices,
    pub(crate) changes: Changes,
    /// Slots below that are of no use once this version is acknowledged.
    pub(crate) garbage: Vec<u64>,
}

impl Ancestry {
    /// Notes slots for deletion.
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

/// Fills the slot of a ticket that made no version. It never replaces a version.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Tombstone {
    /// The slot of the version (0: none) it was refused on, with nothing skipped in between.
    pub(crate) on: Option<u64>,
    /// Without `on`: every slot from here up to this one is a tombstone too, or was skipped after a notice.
    pub(crate) below: u64,
    #[serde(rename = "standing")]
    pub(crate) notices: KnownNotices,
}

/// The changes in a version's ancestry, as far as remembered.
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

    /// Whether a change in slot `version` or a higher one may have been forgotten.
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
        if *tag == TOMBSTONE_TAG {
            return decode(rest).map(Self::Tombstone).ok_or(UNREADABLE);
        }
        let (schema, json) =
            rest.split_first_chunk().filter(|_| *tag == VERSION_TAG).ok_or("a slot of no known form")?;
        let schema = u32::from_be_bytes(*schema);
        let stored: Stored<T> = if schema == T::SCHEMA {
            decode(json).ok_or(UNREADABLE)?
        } else {
            let Stored::<Value> { ancestry, made, history, record } = decode(json).ok_or(UNREADABLE)?;
            let upgraded = T::upgrade(schema, record).ok_or("a schema number this program does not know")?;
            Stored { ancestry, made, history, record: serde_json::from_value(upgraded).map_err(|_| UNREADABLE)? }
        };
        let Stored { ancestry, made, history, record } = stored;
        Ok(Self::Version(Version { ancestry, current: Arc::new(Versioned { version: made, record, history }) }))
    }
}

impl<T: Record> Version<T> {
    pub(crate) fn encode(&self) -> Result<Vec<u8>, &'static str> {
        let Versioned { version, record, history } = &*self.current;
        let mut bytes = vec![VERSION_TAG];
        bytes.extend_from_slice(&T::SCHEMA.to_be_bytes());
        let stored = StoredRef { ancestry: &self.ancestry, made: *version, history, record };
        serde_json::to_writer(&mut bytes, &stored).map_err(|_| "a record that cannot be written as JSON")?;
        Ok(bytes)
    }
}

impl Tombstone {
    pub(crate) fn encode(&self) -> Result<Vec<u8>, &'static str> {
        let mut bytes = vec![TOMBSTONE_TAG];
        serde_json::to_writer(&mut bytes, self).map_err(|_| "a tombstone that cannot be written as JSON")?;
        Ok(bytes)
    }
}

/// The stored form of a version.
#[derive(Deserialize)]
struct Stored<T> {
    #[serde(rename = "line")]
    ancestry: Ancestry,
    made: u64,
    history: History,
    record: T,
}

/// The same, to be written.
#[derive(Serialize)]
struct StoredRef<'a, T> {
    #[serde(rename = "line")]
    ancestry: &'a Ancestry,
    made: u64,
    history: &'a History,
    record: &'a T,
}

fn half(digest: &[u8; 32]) -> Hex<16> {
    Hex(digest.first_chunk().copied().unwrap_or_default())
}
