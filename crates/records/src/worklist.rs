//! Shelves in the store: chains of entries that each tell a shelf whole. It never decides what a row says.

use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use crate::{
    Environment, KeyValue, ListName, Listed, RecordId, RecordsError,
    chain::delete_all,
    names::ShelfKeys,
    shelf::{Delta, HOLE_SPAN_SLOTS, Shelf},
    together::try_all,
    vault::Vault,
};

/// Into how many shelves a list is cut. Part of the stored form: never changed.
pub const SHELVES: u8 = 16;

/// A writer quicker than this cannot have fallen half a span behind.
const QUICK_MILLISECONDS: i64 = 250;

/// How many slots without an entry may lie on top of each other, and how many a reader follows upwards.
const WALK_SLOTS_MAX: u32 = 10_000;

/// Holes are looked at again in every so manieth slot, or when there are as many.
const RECHECK_SLOTS: u64 = 8;

const REWRITES_MAX: u32 = 8;

/// A row as it is stored. Whoever adds a row to a shelf copies the others as they stand, and never looks inside.
pub(crate) type Stored = Box<RawValue>;

/// Slots of one kind's lists.
pub(crate) struct Worklists<'a, K, E> {
    vault: Vault<'a, K, E>,
    kind: &'static str,
}

/// A shelf's next entry, to be written in one `set_many` with the version it speaks of.
pub(crate) struct Entry {
    keys: ShelfKeys,
    slot: u64,
    delta: Delta<Stored>,
    garbage: Vec<u64>,
    begun: jiff::Timestamp,
    pub(crate) sealed: (String, Vec<u8>),
}

impl<'a, K: KeyValue, E: Environment> Worklists<'a, K, E> {
    pub(crate) fn new(vault: Vault<'a, K, E>, kind: &'static str) -> Self {
        Self { vault, kind }
    }

    /// Takes a slot on each list's shelf and makes the entries ready.
    pub(crate) async fn prepare(
        &self,
        id: &RecordId,
        version: u64,
        rows: Vec<(ListName, Option<Stored>)>,
    ) -> Result<Vec<Entry>, RecordsError> {
        let mut entries = Vec::with_capacity(rows.len());
        for (list, row) in rows {
            let keys = ShelfKeys::new(self.kind, &list, shelf_of(id));
            entries.push(self.entry(keys, Delta { id: id.clone(), version, row }));
        }
        try_all(entries).await
    }

    /// After the entries have landed: writes again what came too late to be looked for, and deletes what is contained.
    pub(crate) async fn finish(&self, entries: Vec<Entry>) -> Result<(), RecordsError> {
        let mut keys = Vec::new();
        for mut entry in entries {
            for _ in 0..REWRITES_MAX {
                if self.in_reach(&entry).await? {
                    break;
                }
                entry = self.entry(entry.keys, entry.delta).await?;
                let (key, value) = std::mem::take(&mut entry.sealed);
                self.vault.store.set(&key, value).await?;
            }
            keys.extend(entry.garbage.iter().map(|slot| entry.keys.entry(*slot)));
        }
        delete_all(self.vault.store, &keys).await;
        Ok(())
    }

    /// All rows of a list, by record id.
    pub(crate) async fn read(&self, list: &ListName) -> Result<Vec<Listed<Stored>>, RecordsError> {
        let mut shelves = Vec::with_capacity(usize::from(SHELVES));
        for shelf in 0..SHELVES {
            shelves.push(self.read_shelf(ShelfKeys::new(self.kind, list, shelf)));
        }
        let mut listed = Vec::new();
        for shelf in try_all(shelves).await? {
            listed.extend(shelf.rows().map(|(id, row)| Listed { id: id.clone(), row: row.clone() }));
        }
        // By a text, as rows are sorted elsewhere too: a component holds the code of one such sort.
        listed.sort_by_cached_key(|listed| listed.id.as_str().to_owned());
        Ok(listed)
    }

    async fn entry(&self, keys: ShelfKeys, delta: Delta<Stored>) -> Result<Entry, RecordsError> {
        let begun = self.vault.environment.now();
        let slot = self.count(&keys, 1).await?;
        let (newest, holes) = self.newest(&keys, slot.saturating_sub(1)).await?;
        let mut shelf = Shelf::default();
        if let Some((below, found)) = newest {
            shelf = found;
            shelf.contains(below);
        }
        for hole in holes {
            shelf.missing.insert(hole);
        }
        if slot % RECHECK_SLOTS == 0 || shelf.missing.len() as u64 > RECHECK_SLOTS {
            for (below, found) in self.landed(&keys, &shelf).await? {
                shelf.fold(&found);
                shelf.contains(below);
            }
        }
        shelf.put(delta.clone(), slot);
        shelf.trim(slot);
        let garbage = shelf.take_garbage();
        let key = keys.entry(slot);
        let json = serde_json::to_vec(&shelf).map_err(|_| RecordsError::corrupt("a row that is no JSON", &key))?;
        let sealed = self.vault.seal(&keys.scope(), key, &json)?;
        Ok(Entry { keys, slot, delta, garbage, begun, sealed })
    }

    async fn in_reach(&self, entry: &Entry) -> Result<bool, RecordsError> {
        let elapsed = self.vault.environment.now().as_millisecond().saturating_sub(entry.begun.as_millisecond());
        if (0..QUICK_MILLISECONDS).contains(&elapsed) {
            return Ok(true);
        }
        let newest = self.count(&entry.keys, 0).await?;
        Ok(newest.saturating_sub(entry.slot) < HOLE_SPAN_SLOTS / 2)
    }

    /// Reads one shelf. What had landed before the read began is in the answer.
    ///
    /// An entry is deleted only when a higher one contains it, so what is known moves upwards, and a reader that goes
    /// upwards meets it. Going down, past slots that land behind its back, it could miss every one.
    async fn read_shelf(&self, keys: ShelfKeys) -> Result<Shelf<Stored>, RecordsError> {
        let mut top = self.look(&keys).await?;
        let (newest, holes) = self.newest(&keys, top).await?;
        let (mut at, mut known) = newest.unwrap_or_default();
        let mut sure = self.fold_missing(&keys, &mut known).await? && holes.is_empty();
        for _ in 0..WALK_SLOTS_MAX {
            if sure {
                return Ok(known);
            }
            if at == top {
                top = self.look(&keys).await?;
                sure = at == top;
                continue;
            }
            at = at.saturating_add(1);
            if let Some(mut found) = self.get(&keys, at).await? {
                self.fold_missing(&keys, &mut found).await?;
                known.fold(&found);
            }
        }
        Err(RecordsError::Contended("a list that changes faster than it can be read"))
    }

    /// Folds in the holes that have landed, lowest first; whether all have.
    async fn fold_missing(&self, keys: &ShelfKeys, shelf: &mut Shelf<Stored>) -> Result<bool, RecordsError> {
        let mut all = true;
        for slot in std::mem::take(&mut shelf.missing).iter() {
            match self.get(keys, slot).await? {
                Some(found) => shelf.fold(&found),
                None => all = false,
            }
        }
        Ok(all)
    }

    /// The highest entry that has landed at or below `top`, and the slots above it that have not.
    async fn newest(
        &self,
        keys: &ShelfKeys,
        top: u64,
    ) -> Result<(Option<(u64, Shelf<Stored>)>, Vec<u64>), RecordsError> {
        let mut holes = Vec::new();
        let mut slot = top;
        for _ in 0..WALK_SLOTS_MAX {
            if slot == 0 {
                return Ok((None, holes));
            }
            if let Some(shelf) = self.get(keys, slot).await? {
                return Ok((Some((slot, shelf)), holes));
            }
            holes.push(slot);
            slot = slot.saturating_sub(1);
        }
        Err(RecordsError::Contended("too many slots of a list without an entry"))
    }

    /// Which of a shelf's holes have landed since.
    async fn landed(&self, keys: &ShelfKeys, shelf: &Shelf<Stored>) -> Result<Vec<(u64, Shelf<Stored>)>, RecordsError> {
        let mut looks = Vec::with_capacity(shelf.missing.len());
        for slot in shelf.missing.iter() {
            looks.push(async move { Ok::<_, RecordsError>((slot, self.get(keys, slot).await?)) });
        }
        let mut landed = Vec::new();
        for (slot, shelf) in try_all(looks).await? {
            if let Some(shelf) = shelf {
                landed.push((slot, shelf));
            }
        }
        Ok(landed)
    }

    async fn get(&self, keys: &ShelfKeys, slot: u64) -> Result<Option<Shelf<Stored>>, RecordsError> {
        let key = keys.entry(slot);
        let Some(bytes) = self.vault.get(&keys.scope(), &key).await? else {
            return Ok(None);
        };
        let shelf = serde_json::from_slice(&bytes).map(Some);
        shelf.map_err(|_| RecordsError::corrupt("a list entry that cannot be read", &key))
    }

    async fn count(&self, keys: &ShelfKeys, delta: i64) -> Result<u64, RecordsError> {
        let key = keys.counter();
        slot_number(self.vault.store.increment(&key, delta).await?, &key)
    }

    async fn look(&self, keys: &ShelfKeys) -> Result<u64, RecordsError> {
        let key = keys.counter();
        slot_number(self.vault.store.read_counter(&key).await?, &key)
    }
}

fn slot_number(value: i64, key: &str) -> Result<u64, RecordsError> {
    u64::try_from(value).map_err(|_| RecordsError::corrupt("a list counter below zero", key))
}

/// The shelf a record sits on, on every list it is on. Part of the stored form: never changed.
fn shelf_of(id: &RecordId) -> u8 {
    let hash: [u8; 32] = Sha256::digest(id.as_str()).into();
    hash.first().copied().unwrap_or_default() % SHELVES
}
