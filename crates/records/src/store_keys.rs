//! The keys in the store under which records and lists stand. What their letters mean is said here.

use crate::{ListName, RecordId};

/// The keys of one record, and what it is sealed for.
#[derive(Debug, Clone)]
pub(crate) struct RecordKeys {
    kind: &'static str,
    id: RecordId,
}

impl RecordKeys {
    pub(crate) fn new(kind: &'static str, id: &RecordId) -> Self {
        Self { kind, id: id.clone() }
    }

    /// `t`: the counter that hands out tickets.
    pub(crate) fn counter(&self) -> String {
        format!("{}/t/{}", self.kind, self.id)
    }

    /// `v`: a slot, which holds a version or a tombstone.
    pub(crate) fn slot(&self, slot: u64) -> String {
        format!("{}/v/{}/{slot}", self.kind, self.id)
    }

    /// `h`: the number of a slot that has landed, the last one as a rule.
    pub(crate) fn head(&self) -> String {
        format!("{}/h/{}", self.kind, self.id)
    }

    pub(crate) fn scope(&self) -> String {
        format!("record/{}/{}", self.kind, self.id)
    }
}

/// The keys of one shard of a list. The number of parts after the list's name is fixed, so a `/` in the name cannot
/// make two keys meet.
#[derive(Debug, Clone)]
pub(crate) struct ShardKeys {
    kind: &'static str,
    list: ListName,
    shard: u8,
}

impl ShardKeys {
    pub(crate) fn new(kind: &'static str, list: &ListName, shard: u8) -> Self {
        Self { kind, list: list.clone(), shard }
    }

    /// `lt`: the counter that hands out the list's tickets.
    pub(crate) fn counter(&self) -> String {
        format!("{}/lt/{}/{}", self.kind, self.list, self.shard)
    }

    /// `l`: an entry of the list.
    pub(crate) fn entry(&self, slot: u64) -> String {
        format!("{}/l/{}/{}/{slot}", self.kind, self.list, self.shard)
    }

    pub(crate) fn scope(&self) -> String {
        format!("list/{}/{}/{}", self.kind, self.list, self.shard)
    }
}
