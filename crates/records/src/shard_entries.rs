//! The entries of one shard as they stand in the store; each holds the shard whole. It never decides what a row says.

use std::time::Duration;

use futures::future::try_join_all;
use serde_json::value::RawValue;

use crate::{
    Database, RecordsError,
    decode::decode,
    shard::{Delta, MISSING_SPAN_SLOTS, Shard, Slots},
    store_keys::ShardKeys,
};

/// A writer quicker than this has neither fallen half a span behind nor been waited for in vain.
const QUICK_MILLISECONDS: i64 = 100;

/// How long the writer of a shard's top entry waits for those that it overtook, all in all a little longer than a quick one
/// takes. The first wait is long enough for the next writer of a rush to take a slot, and with it the waiting.
const WAITS_MILLISECONDS: [u64; 4] = [16, 16, 32, 64];

/// How many slots in a row may be without an entry, and how many a reader follows upwards.
const WALK_SLOTS_MAX: u32 = 10_000;

/// Missing slots are looked for again in every slot with a multiple of this number, and where more than so many are missing.
const RECHECK_SLOTS: u64 = 8;

const REWRITES_MAX: u32 = 8;

/// How many closing entries one writer adds at most.
const CLOSING_ENTRIES_MAX: u32 = 4;

/// A row as it is stored. A writer that adds a row to a shard copies the others as they stand, and never looks inside.
pub(crate) type Stored = Box<RawValue>;

/// The entries of one shard.
#[derive(Clone)]
pub(crate) struct ShardEntries<'a> {
    database: &'a Database,
    keys: ShardKeys,
}

/// A shard's next entry, to be written in one `set_many` with the version that it shows.
pub(crate) struct Entry<'a> {
    shard: ShardEntries<'a>,
    slot: u64,
    /// `None` in a closing entry, which changes no row.
    delta: Option<Delta<Stored>>,
    /// Missing slots that no writer has waited for yet.
    not_waited_for: Slots,
    /// Missing slots that were waited for in vain, as this entry is the first to say.
    newly_late: Slots,
    garbage: Vec<u64>,
    begun: jiff::Timestamp,
    pub(crate) sealed: (String, Vec<u8>),
}

/// What waiting for missing slots came to.
#[derive(Default)]
struct Waited {
    landed: Vec<(u64, Shard<Stored>)>,
    in_vain: Slots,
}

impl<'a> ShardEntries<'a> {
    pub(crate) fn new(database: &'a Database, keys: ShardKeys) -> Self {
        Self { database, keys }
    }

    /// Takes a slot and makes its entry ready.
    pub(crate) async fn prepare(self, delta: Delta<Stored>) -> Result<Entry<'a>, RecordsError> {
        self.entry(Some(delta), Waited::default()).await
    }

    /// The shard. What had landed before the reading began is in it.
    ///
    /// An entry is deleted only when a higher one contains it. So what is known moves upwards, and a reader that goes upwards
    /// meets it. A reader that went downwards could miss every entry, since entries land above while it goes on.
    pub(crate) async fn read(&self) -> Result<Shard<Stored>, RecordsError> {
        let mut top = self.read_counter().await?;
        let (newest, missing) = self.newest(top).await?;
        let (mut at, mut known) = newest.unwrap_or_default();
        let mut complete = self.fold_missing(&mut known).await? && missing.is_empty();
        for _ in 0..WALK_SLOTS_MAX {
            if complete {
                return Ok(known);
            }
            if at == top {
                top = self.read_counter().await?;
                complete = at == top;
                continue;
            }
            at = at.saturating_add(1);
            if let Some(mut found) = self.get(at).await? {
                self.fold_missing(&mut found).await?;
                known.fold(&found);
            }
        }
        Err(RecordsError::Contended("a list that changes faster than it can be read"))
    }

    /// Folds in the missing slots that have landed, lowest first; whether nothing is missing then.
    async fn fold_missing(&self, shard: &mut Shard<Stored>) -> Result<bool, RecordsError> {
        for slot in shard.missing.clone() {
            if let Some(found) = self.get(slot).await? {
                shard.fill(slot, &found);
            }
        }
        Ok(shard.missing.is_empty())
    }

    async fn entry(self, delta: Option<Delta<Stored>>, waited: Waited) -> Result<Entry<'a>, RecordsError> {
        let begun = self.database.environment.now();
        let slot = self.increment(1).await?;
        let (newest, missing) = self.newest(slot.saturating_sub(1)).await?;
        let mut shard = Shard::default();
        if let Some((below, found)) = newest {
            shard = found;
            shard.contains(below);
        }
        shard.missing.extend(missing);
        let late_before = shard.late.clone();
        let mut landed = waited.landed;
        if slot % RECHECK_SLOTS == 0 || (&shard.missing - &late_before).len() as u64 > RECHECK_SLOTS {
            landed.extend(self.landed(&shard.missing).await?);
        }
        for (below, found) in landed {
            if shard.missing.contains(&below) {
                shard.fill(below, &found);
            }
        }
        shard.note_late(&waited.in_vain);
        if let Some(delta) = &delta {
            shard.put(delta.clone(), slot);
        }
        shard.trim(slot);
        let garbage = shard.take_garbage();
        let (not_waited_for, newly_late) = (&shard.missing - &shard.late, &shard.late - &late_before);
        let key = self.keys.entry(slot);
        let json = serde_json::to_vec(&shard).map_err(|_| RecordsError::corrupt("a row that is no JSON", &key))?;
        let sealed = self.database.seal(&self.keys.scope(), key, &json)?;
        Ok(Entry { shard: self, slot, delta, not_waited_for, newly_late, garbage, begun, sealed })
    }

    /// The highest entry that has landed at or below `top`, and the slots above it that have not.
    async fn newest(&self, top: u64) -> Result<(Option<(u64, Shard<Stored>)>, Vec<u64>), RecordsError> {
        let mut missing = Vec::new();
        let mut slot = top;
        for _ in 0..WALK_SLOTS_MAX {
            if slot == 0 {
                return Ok((None, missing));
            }
            if let Some(shard) = self.get(slot).await? {
                return Ok((Some((slot, shard)), missing));
            }
            missing.push(slot);
            slot = slot.saturating_sub(1);
        }
        Err(RecordsError::Contended("too many slots of a list without an entry"))
    }

    /// Which of `slots` have landed since.
    async fn landed(&self, slots: &Slots) -> Result<Vec<(u64, Shard<Stored>)>, RecordsError> {
        let look = async |slot| Ok::<_, RecordsError>(self.get(slot).await?.map(|shard| (slot, shard)));
        let landed = try_join_all(slots.iter().copied().map(look)).await?;
        Ok(landed.into_iter().flatten().collect())
    }

    async fn get(&self, slot: u64) -> Result<Option<Shard<Stored>>, RecordsError> {
        let key = self.keys.entry(slot);
        let Some(bytes) = self.database.read_sealed(&self.keys.scope(), &key).await? else {
            return Ok(None);
        };
        let shard = decode(&bytes).map(Some);
        shard.ok_or_else(|| RecordsError::corrupt("a list entry that cannot be read", &key))
    }

    async fn increment(&self, delta: i64) -> Result<u64, RecordsError> {
        let key = self.keys.counter();
        slot_number(self.database.store.increment(&key, delta).await?, &key)
    }

    async fn read_counter(&self) -> Result<u64, RecordsError> {
        let key = self.keys.counter();
        slot_number(self.database.store.read_counter(&key).await?, &key)
    }
}

impl<'a> Entry<'a> {
    /// After the entry has landed: writes it again where it came too late to be looked for, adds a closing entry where that
    /// is due, and says which keys are to be deleted, since a higher entry contains them.
    pub(crate) async fn finish(mut self) -> Result<Vec<String>, RecordsError> {
        let mut garbage = std::mem::take(&mut self.garbage);
        for _ in 0..REWRITES_MAX {
            if self.top().await?.saturating_sub(self.slot) < MISSING_SPAN_SLOTS / 2 {
                break;
            }
            self = self.shard.entry(self.delta, Waited::default()).await?;
            self.land().await?;
            garbage.append(&mut self.garbage);
        }
        // It only saves readers work: all is on the shard already, so a failure does not matter.
        for _ in 0..CLOSING_ENTRIES_MAX {
            let Ok(Some(mut closing)) = self.closing_entry().await else { break };
            garbage.append(&mut closing.garbage);
            self = closing;
        }
        Ok(garbage.iter().map(|slot| self.shard.keys.entry(*slot)).collect())
    }

    async fn land(&mut self) -> Result<(), RecordsError> {
        let (key, value) = std::mem::take(&mut self.sealed);
        Ok(self.shard.database.store.set(&key, value).await?)
    }

    /// The highest slot taken. A writer that was quick does not ask: its own slot will do.
    async fn top(&self) -> Result<u64, RecordsError> {
        let now = self.shard.database.environment.now();
        let elapsed = now.as_millisecond().saturating_sub(self.begun.as_millisecond());
        if (0..QUICK_MILLISECONDS).contains(&elapsed) {
            return Ok(self.slot);
        }
        self.shard.increment(0).await
    }

    /// Writes one more entry, which changes no row, where readers would otherwise look for missing slots one by one until the
    /// next change.
    async fn closing_entry(&self) -> Result<Option<Entry<'a>>, RecordsError> {
        let Some(waited) = self.wait().await? else { return Ok(None) };
        let mut closing = self.shard.clone().entry(None, waited).await?;
        closing.land().await?;
        Ok(Some(closing))
    }

    /// Waits for the slots that this entry is missing. `None` where a closing entry would say nothing new, or where a higher
    /// slot was taken: then its writer waits, so that the last writer of a rush waits for all. Costs nothing where no slot
    /// was overtaken.
    async fn wait(&self) -> Result<Option<Waited>, RecordsError> {
        // A slot that was waited for in vain is not waited for again. So two writers look once more: the one that noted it as
        // late, after its note has landed; and the slow one, after its own entry has landed, for such a note. The later of the
        // two finds that the slot has landed.
        let mut doubtful = self.newly_late.clone();
        let top = self.top().await?;
        if top > self.slot
            && let (Some((_, newest)), _) = self.shard.newest(top).await?
            && newest.late.contains(&self.slot)
        {
            doubtful.insert(self.slot);
        }
        let landed = self.shard.landed(&doubtful).await?;
        if !landed.is_empty() {
            return Ok(Some(Waited { landed, in_vain: Slots::default() }));
        }
        let mut waited = Waited { landed, in_vain: self.not_waited_for.clone() };
        if waited.in_vain.is_empty() || self.shard.read_counter().await? != self.slot {
            return Ok(None);
        }
        for milliseconds in WAITS_MILLISECONDS {
            self.shard.database.environment.sleep(Duration::from_millis(milliseconds)).await;
            if self.shard.read_counter().await? != self.slot {
                return Ok(None);
            }
            for (slot, found) in self.shard.landed(&waited.in_vain).await? {
                waited.in_vain.retain(|other| found.lacks(slot, *other));
                waited.landed.push((slot, found));
            }
            if waited.in_vain.is_empty() {
                break;
            }
        }
        Ok(Some(waited))
    }
}

fn slot_number(value: i64, key: &str) -> Result<u64, RecordsError> {
    u64::try_from(value).map_err(|_| RecordsError::corrupt("a list counter below zero", key))
}
