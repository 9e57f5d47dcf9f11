//! Shelves in the store: chains of entries that each tell a shelf whole. It never decides what a row says.

use std::time::Duration;

use futures::future::try_join_all;
use serde_json::value::{RawValue, to_raw_value};
use sha2::{Digest, Sha256};

use crate::{
    Database, ListName, Listed, Record, RecordId, RecordsError,
    chain::delete_all,
    decode::decode,
    names::ShelfKeys,
    shelf::{Delta, HOLE_SPAN_SLOTS, Shelf, Slots},
};

/// Into how many shelves a list is cut. Part of the stored form: never changed.
pub const SHELVES: u8 = 16;

/// A writer quicker than this cannot have fallen half a span behind, nor been waited for in vain.
const QUICK_MILLISECONDS: i64 = 100;

/// How long the writer of a shelf's top entry waits for those it overtook, all in all a little longer than they are quick.
/// The first wait is long enough for the next writer to come by and take it over, while a rush lasts.
const WAITS_MILLISECONDS: [u64; 4] = [16, 16, 32, 64];

/// How many slots without an entry may lie on top of each other, and how many a reader follows upwards.
const WALK_SLOTS_MAX: u32 = 10_000;

/// Holes are looked at again in every so manieth slot, or when there are as many.
const RECHECK_SLOTS: u64 = 8;

const REWRITES_MAX: u32 = 8;

/// How often one writer tells a shelf anew for the sake of readers.
const SETTLES_MAX: u32 = 4;

/// A row as it is stored. Whoever adds a row to a shelf copies the others as they stand, and never looks inside.
pub(crate) type Stored = Box<RawValue>;

/// Slots of one kind's lists.
pub(crate) struct Worklists<'a> {
    database: &'a Database,
    kind: &'static str,
}

/// A shelf's next entry, to be written in one `set_many` with the version it speaks of.
pub(crate) struct Entry {
    keys: ShelfKeys,
    slot: u64,
    /// None where it only tells what others wrote.
    delta: Option<Delta<Stored>>,
    /// Slots missing that nobody has waited for yet.
    open: Slots,
    /// Slots missing that were waited for in vain, as this entry is the first to say.
    noted: Slots,
    garbage: Vec<u64>,
    begun: jiff::Timestamp,
    pub(crate) sealed: (String, Vec<u8>),
}

/// What waiting for missing slots came to.
#[derive(Default)]
struct Waited {
    landed: Vec<(u64, Shelf<Stored>)>,
    in_vain: Slots,
}

impl<'a> Worklists<'a> {
    pub(crate) fn new(database: &'a Database, kind: &'static str) -> Self {
        Self { database, kind }
    }

    /// Takes a slot on each list's shelf and makes the entries ready.
    pub(crate) async fn prepare(
        &self,
        id: &RecordId,
        version: u64,
        rows: Vec<(ListName, Option<Stored>)>,
    ) -> Result<Vec<Entry>, RecordsError> {
        let entry = |(list, row)| {
            let keys = ShelfKeys::new(self.kind, &list, shelf_of(id));
            self.entry(keys, Some(Delta { id: id.clone(), version, row }), Waited::default())
        };
        try_join_all(rows.into_iter().map(entry)).await
    }

    /// After the entries have landed: writes again what came too late to be looked for, settles shelves, and deletes what
    /// is contained.
    pub(crate) async fn finish(&self, entries: Vec<Entry>) -> Result<(), RecordsError> {
        let keys = try_join_all(entries.into_iter().map(|entry| self.finish_one(entry))).await?.concat();
        delete_all(self.database.store(), &keys).await;
        Ok(())
    }

    async fn finish_one(&self, mut entry: Entry) -> Result<Vec<String>, RecordsError> {
        let mut garbage = std::mem::take(&mut entry.garbage);
        for _ in 0..REWRITES_MAX {
            if self.top(&entry).await?.saturating_sub(entry.slot) < HOLE_SPAN_SLOTS / 2 {
                break;
            }
            entry = self.entry(entry.keys, entry.delta, Waited::default()).await?;
            self.land(&mut entry).await?;
            garbage.append(&mut entry.garbage);
        }
        // For the sake of readers only: all is on the shelf already, so a failure is nobody's concern.
        for _ in 0..SETTLES_MAX {
            let Ok(Some(mut settled)) = self.settled(&entry).await else { break };
            garbage.append(&mut settled.garbage);
            entry = settled;
        }
        Ok(garbage.iter().map(|slot| entry.keys.entry(*slot)).collect())
    }

    /// All rows of a list, by record id.
    pub(crate) async fn read(&self, list: &ListName) -> Result<Vec<Listed<Stored>>, RecordsError> {
        let shelves = (0..SHELVES).map(|shelf| self.read_shelf(ShelfKeys::new(self.kind, list, shelf)));
        let mut listed = Vec::new();
        for shelf in try_join_all(shelves).await? {
            listed.extend(shelf.into_rows().map(|(id, row)| Listed { id, row }));
        }
        listed.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(listed)
    }

    async fn entry(
        &self,
        keys: ShelfKeys,
        delta: Option<Delta<Stored>>,
        waited: Waited,
    ) -> Result<Entry, RecordsError> {
        let begun = self.database.environment.now();
        let slot = self.count(&keys, 1).await?;
        let (newest, holes) = self.newest(&keys, slot.saturating_sub(1)).await?;
        let mut shelf = Shelf::default();
        if let Some((below, found)) = newest {
            shelf = found;
            shelf.contains(below);
        }
        shelf.missing.extend(holes);
        let known = shelf.late.clone();
        let mut landed = waited.landed;
        if slot % RECHECK_SLOTS == 0 || (&shelf.missing - &known).len() as u64 > RECHECK_SLOTS {
            landed.extend(self.landed(&keys, &shelf.missing).await?);
        }
        for (below, found) in landed {
            if shelf.missing.contains(&below) {
                shelf.fill(below, &found);
            }
        }
        shelf.note_late(&waited.in_vain);
        if let Some(delta) = &delta {
            shelf.put(delta.clone(), slot);
        }
        shelf.trim(slot);
        let garbage = shelf.take_garbage();
        let (open, noted) = (&shelf.missing - &shelf.late, &shelf.late - &known);
        let key = keys.entry(slot);
        let json = serde_json::to_vec(&shelf).map_err(|_| RecordsError::corrupt("a row that is no JSON", &key))?;
        let sealed = self.database.seal(&keys.scope(), key, &json)?;
        Ok(Entry { keys, slot, delta, open, noted, garbage, begun, sealed })
    }

    async fn land(&self, entry: &mut Entry) -> Result<(), RecordsError> {
        let (key, value) = std::mem::take(&mut entry.sealed);
        Ok(self.database.store.set(&key, value).await?)
    }

    /// The highest slot taken; of a writer that was quick, its own will do.
    async fn top(&self, entry: &Entry) -> Result<u64, RecordsError> {
        let elapsed = self.database.environment.now().as_millisecond().saturating_sub(entry.begun.as_millisecond());
        if (0..QUICK_MILLISECONDS).contains(&elapsed) {
            return Ok(entry.slot);
        }
        self.count(&entry.keys, 0).await
    }

    /// Tells a shelf anew where its readers would otherwise look for missing slots one by one, until somebody writes to it.
    async fn settled(&self, entry: &Entry) -> Result<Option<Entry>, RecordsError> {
        let Some(waited) = self.wait(entry).await? else { return Ok(None) };
        let mut settled = self.entry(entry.keys.clone(), None, waited).await?;
        self.land(&mut settled).await?;
        Ok(Some(settled))
    }

    /// Waits for the slots that `entry` is missing. `None` where there is nothing to tell, or whoever has taken a higher
    /// slot will: the last writer of a rush settles for all. Costs nothing where nobody was overtaken.
    async fn wait(&self, entry: &Entry) -> Result<Option<Waited>, RecordsError> {
        // Those waited for in vain are not waited for again. So who said it looks once more after saying it, and who was
        // slow looks whether it was said of him: whichever of the two comes last finds that the slot has landed.
        let mut doubtful = entry.noted.clone();
        let top = self.top(entry).await?;
        if top > entry.slot
            && let (Some((_, newest)), _) = self.newest(&entry.keys, top).await?
            && newest.late.contains(&entry.slot)
        {
            doubtful.insert(entry.slot);
        }
        let landed = self.landed(&entry.keys, &doubtful).await?;
        if !landed.is_empty() {
            return Ok(Some(Waited { landed, in_vain: Slots::default() }));
        }
        let mut waited = Waited { landed, in_vain: entry.open.clone() };
        if waited.in_vain.is_empty() || self.look(&entry.keys).await? != entry.slot {
            return Ok(None);
        }
        for milliseconds in WAITS_MILLISECONDS {
            self.database.environment.sleep(Duration::from_millis(milliseconds)).await;
            if self.look(&entry.keys).await? != entry.slot {
                return Ok(None);
            }
            for (slot, found) in self.landed(&entry.keys, &waited.in_vain).await? {
                waited.in_vain.retain(|other| found.lacks(slot, *other));
                waited.landed.push((slot, found));
            }
            if waited.in_vain.is_empty() {
                break;
            }
        }
        Ok(Some(waited))
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

    /// Folds in the holes that have landed, lowest first; whether nothing is missing then.
    async fn fold_missing(&self, keys: &ShelfKeys, shelf: &mut Shelf<Stored>) -> Result<bool, RecordsError> {
        for slot in shelf.missing.clone() {
            if let Some(found) = self.get(keys, slot).await? {
                shelf.fill(slot, &found);
            }
        }
        Ok(shelf.missing.is_empty())
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

    /// Which of `slots` have landed since.
    async fn landed(&self, keys: &ShelfKeys, slots: &Slots) -> Result<Vec<(u64, Shelf<Stored>)>, RecordsError> {
        let look = async |slot| Ok::<_, RecordsError>(self.get(keys, slot).await?.map(|shelf| (slot, shelf)));
        let landed = try_join_all(slots.iter().copied().map(look)).await?;
        Ok(landed.into_iter().flatten().collect())
    }

    async fn get(&self, keys: &ShelfKeys, slot: u64) -> Result<Option<Shelf<Stored>>, RecordsError> {
        let key = keys.entry(slot);
        let Some(bytes) = self.database.read_sealed(&keys.scope(), &key).await? else {
            return Ok(None);
        };
        let shelf = decode(&bytes).map(Some);
        shelf.ok_or_else(|| RecordsError::corrupt("a list entry that cannot be read", &key))
    }

    async fn count(&self, keys: &ShelfKeys, delta: i64) -> Result<u64, RecordsError> {
        let key = keys.counter();
        slot_number(self.database.store.increment(&key, delta).await?, &key)
    }

    async fn look(&self, keys: &ShelfKeys) -> Result<u64, RecordsError> {
        let key = keys.counter();
        slot_number(self.database.store.read_counter(&key).await?, &key)
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

fn slot_number(value: i64, key: &str) -> Result<u64, RecordsError> {
    u64::try_from(value).map_err(|_| RecordsError::corrupt("a list counter below zero", key))
}

/// The shelf a record sits on, on every list it is on. Part of the stored form: never changed.
fn shelf_of(id: &RecordId) -> u8 {
    let hash: [u8; 32] = Sha256::digest(id.as_str()).into();
    hash.first().copied().unwrap_or_default() % SHELVES
}
