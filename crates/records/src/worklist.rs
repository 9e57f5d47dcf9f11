//! The lists of one kind of record: which rows stand on which list, and on which of its shards. It never decides what a row
//! says.

use futures::future::try_join_all;
use serde_json::value::to_raw_value;
use sha2::{Digest, Sha256};

use crate::{
    Database, ListName, Listed, Record, RecordId, RecordsError,
    shard::Delta,
    shard_entries::{Entry, ShardEntries, Stored},
    store_keys::ShardKeys,
};

/// Into how many shards a list is cut. Part of the stored form: never changed.
pub const SHARDS: u8 = 16;

/// The lists of one kind of record.
pub(crate) struct Worklists<'a> {
    database: &'a Database,
    kind: &'static str,
}

impl<'a> Worklists<'a> {
    pub(crate) fn new(database: &'a Database, kind: &'static str) -> Self {
        Self { database, kind }
    }

    /// Takes a slot on each list's shard and makes the entries ready.
    pub(crate) async fn prepare(
        &self,
        id: &RecordId,
        version: u64,
        rows: Vec<(ListName, Option<Stored>)>,
    ) -> Result<Vec<Entry<'a>>, RecordsError> {
        let entry = |(list, row)| self.shard(&list, shard_of(id)).prepare(Delta { id: id.clone(), version, row });
        try_join_all(rows.into_iter().map(entry)).await
    }

    /// After the entries have landed: see [`Entry::finish`].
    pub(crate) async fn finish(&self, entries: Vec<Entry<'a>>) -> Result<(), RecordsError> {
        let keys = try_join_all(entries.into_iter().map(Entry::finish)).await?.concat();
        self.database.delete_all(&keys).await;
        Ok(())
    }

    /// All rows of a list, by record id.
    pub(crate) async fn read(&self, list: &ListName) -> Result<Vec<Listed<Stored>>, RecordsError> {
        let read = async |shard| self.shard(list, shard).read().await;
        let mut listed = Vec::new();
        for shard in try_join_all((0..SHARDS).map(read)).await? {
            listed.extend(shard.into_rows().map(|(id, row)| Listed { id, row }));
        }
        listed.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(listed)
    }

    fn shard(&self, list: &ListName, shard: u8) -> ShardEntries<'a> {
        ShardEntries::new(self.database, ShardKeys::new(self.kind, list, shard))
    }
}

/// The lists a record belongs on, each with its row.
pub(crate) fn rows<T: Record>(record: &T, id: &RecordId) -> Result<Vec<(ListName, Stored)>, RecordsError> {
    let stored = |(list, row)| match to_raw_value(&row) {
        Ok(row) => Ok((list, row)),
        Err(_) => Err(RecordsError::corrupt("a row that is no JSON", id.as_str())),
    };
    record.rows().into_iter().map(stored).collect()
}

/// The shard of a record, on every list that it is on. Part of the stored form: never changed.
fn shard_of(id: &RecordId) -> u8 {
    let hash: [u8; 32] = Sha256::digest(id.as_str()).into();
    hash.first().copied().unwrap_or_default() % SHARDS
}
