//! Who did what when: entries that each hold the hash of the one before. It never holds what a record said.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::hex::Hex;

/// How many entries a record keeps; older ones are folded into a checkpoint from which the chain still verifies.
pub const HISTORY_ENTRIES_MAX: usize = 200;

/// One thing that was done to a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// The version it made.
    pub version: u64,
    /// When, by the clock of the host that did it.
    pub at: Timestamp,
    /// Who, as the caller named them.
    pub actor: String,
    /// What, as the caller named it.
    pub action: String,
    before: Hex<32>,
    hash: Hex<32>,
}

impl HistoryEntry {
    /// The hash of this entry, which the next one holds.
    pub fn hash(&self) -> &[u8; 32] {
        &self.hash.0
    }
}

/// A record's history, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    folded: u64,
    folded_hash: Hex<32>,
    entries: Vec<HistoryEntry>,
}

impl History {
    /// The entries kept, oldest first: the last [`HISTORY_ENTRIES_MAX`] at most.
    pub fn entries(&self) -> &[HistoryEntry] {
        &self.entries
    }

    /// How many things were done to the record altogether, those no longer kept included.
    pub fn count(&self) -> u64 {
        self.folded.saturating_add(self.entries.len() as u64)
    }

    /// Whether every entry follows from the one before, and the first from the checkpoint (or the record's name).
    pub fn verify(&self, kind: &str, id: &crate::RecordId) -> bool {
        if self.folded == 0 && self.folded_hash != genesis(kind, id.as_str()) {
            return false;
        }
        let mut before = self.folded_hash;
        self.entries.iter().all(|entry| {
            let follows = entry.before == before && entry.hash == hash(before, entry);
            before = entry.hash;
            follows
        })
    }

    pub(crate) fn new(kind: &str, id: &str) -> Self {
        Self { folded: 0, folded_hash: genesis(kind, id), entries: Vec::new() }
    }

    pub(crate) fn push(&mut self, version: u64, at: Timestamp, actor: &str, action: &str) {
        let before = self.entries.last().map_or(self.folded_hash, |last| last.hash);
        let (actor, action) = (actor.to_owned(), action.to_owned());
        let mut entry = HistoryEntry { version, at, actor, action, before, hash: before };
        entry.hash = hash(before, &entry);
        self.entries.push(entry);
        let surplus = self.entries.len().saturating_sub(HISTORY_ENTRIES_MAX);
        for folded in self.entries.drain(..surplus) {
            self.folded = self.folded.saturating_add(1);
            self.folded_hash = folded.hash;
        }
    }
}

fn genesis(kind: &str, id: &str) -> Hex<32> {
    chained(&[b"front-door history 1", kind.as_bytes(), id.as_bytes()])
}

fn hash(before: Hex<32>, entry: &HistoryEntry) -> Hex<32> {
    chained(&[
        &before.0,
        &entry.version.to_be_bytes(),
        &entry.at.as_nanosecond().to_be_bytes(),
        entry.actor.as_bytes(),
        entry.action.as_bytes(),
    ])
}

fn chained(parts: &[&[u8]]) -> Hex<32> {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    Hex(hash.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::{HISTORY_ENTRIES_MAX, History};
    use crate::RecordId;
    use jiff::Timestamp;

    fn history(entries: usize) -> (History, RecordId) {
        let mut history = History::new("advice", "A-1");
        for n in 0..entries {
            history.push(n as u64 + 1, Timestamp::from_second(n as i64).unwrap(), "staff-1", "assign");
        }
        (history, RecordId::parse("A-1").unwrap())
    }

    #[test]
    fn a_history_verifies_and_an_edited_one_does_not() {
        let (history, id) = history(5);
        assert!(history.verify("advice", &id));
        let mut edited = history.clone();
        edited.entries[2].actor = "staff-2".to_owned();
        assert!(!edited.verify("advice", &id));
        let mut shortened = history.clone();
        shortened.entries.remove(2);
        assert!(!shortened.verify("advice", &id));
        let mut reordered = history;
        reordered.entries.swap(1, 2);
        assert!(!reordered.verify("advice", &id));
    }

    #[test]
    fn a_history_moved_to_another_record_does_not_verify() {
        let (history, _) = history(1);
        assert!(!history.verify("advice", &RecordId::parse("A-2").unwrap()));
        assert!(!history.verify("training", &RecordId::parse("A-1").unwrap()));
    }

    #[test]
    fn a_history_past_its_limit_still_verifies_and_counts_all() {
        let (history, id) = history(HISTORY_ENTRIES_MAX + 7);
        assert_eq!(history.entries().len(), HISTORY_ENTRIES_MAX);
        assert_eq!(history.count(), HISTORY_ENTRIES_MAX as u64 + 7);
        assert!(history.verify("advice", &id));
        let mut edited = history;
        edited.entries[0].action = "nothing".to_owned();
        assert!(!edited.verify("advice", &id));
    }
}
