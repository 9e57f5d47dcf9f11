//! One shard of a list as a value: rows by record version, in whatever order they come. It never touches the store.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::RecordId;

/// How many slots later a missing slot is forgotten. A writer that lands later than half of that writes again.
pub(crate) const MISSING_SPAN_SLOTS: u64 = 128;

/// An entry that is folded in late is at most two spans old, so a row's removal is remembered for as long.
const REMOVAL_SPAN_SLOTS: u64 = 2 * MISSING_SPAN_SLOTS;

const GARBAGE_MAX: usize = 256;

/// Slots of a shard.
pub(crate) type Slots = BTreeSet<u64>;

/// Everything on a shard, as one entry holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Shard<R> {
    rows: BTreeMap<RecordId, Row<R>>,
    #[serde(rename = "gone")]
    removed: BTreeMap<RecordId, Removal>,
    /// Slots below that had not landed when the entry was written.
    pub(crate) missing: Slots,
    /// Those of the missing slots that a writer waited for in vain, so that no other one does. Their writers are dead or
    /// stalled.
    #[serde(default, skip_serializing_if = "Slots::is_empty")]
    pub(crate) late: Slots,
    /// Slots below whose content is contained in this one.
    garbage: Slots,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Row<R> {
    version: u64,
    row: R,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Removal {
    version: u64,
    /// The slot that brought it, which says how old it is.
    slot: u64,
}

/// What one version of a record says about one list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Delta<R> {
    pub(crate) id: RecordId,
    pub(crate) version: u64,
    pub(crate) row: Option<R>,
}

impl<R> Default for Shard<R> {
    fn default() -> Self {
        Self {
            rows: BTreeMap::new(),
            removed: BTreeMap::new(),
            missing: Slots::default(),
            late: Slots::default(),
            garbage: Slots::default(),
        }
    }
}

impl<R: Clone> Shard<R> {
    pub(crate) fn into_rows(self) -> impl Iterator<Item = (RecordId, R)> {
        self.rows.into_iter().map(|(id, row)| (id, row.row))
    }

    /// Puts one row, or takes it away, unless a higher version of its record has done so.
    pub(crate) fn put(&mut self, delta: Delta<R>, slot: u64) {
        if self.version(&delta.id).is_some_and(|known| known > delta.version) {
            return;
        }
        match delta.row {
            Some(row) => {
                self.removed.remove(&delta.id);
                self.rows.insert(delta.id, Row { version: delta.version, row });
            }
            None => {
                self.rows.remove(&delta.id);
                self.removed.insert(delta.id, Removal { version: delta.version, slot });
            }
        }
    }

    /// Takes over what another entry knows of higher versions.
    pub(crate) fn fold(&mut self, other: &Self) {
        for (id, row) in &other.rows {
            if self.version(id).is_none_or(|known| known < row.version) {
                self.removed.remove(id);
                self.rows.insert(id.clone(), row.clone());
            }
        }
        for (id, removal) in &other.removed {
            if self.version(id).is_none_or(|known| known < removal.version) {
                self.rows.remove(id);
                self.removed.insert(id.clone(), *removal);
            }
        }
    }

    /// Takes over what stood in a slot that was missing. Other missing slots that it contains are no longer missing: they
    /// may have been deleted since it contains them, and would be looked for in vain.
    pub(crate) fn fill(&mut self, slot: u64, found: &Self) {
        self.fold(found);
        for other in self.missing.clone() {
            if !found.lacks(slot, other) {
                self.contains(other);
            }
        }
    }

    /// Whether this, standing in slot `at`, knows nothing of what stands in `slot`.
    pub(crate) fn lacks(&self, at: u64, slot: u64) -> bool {
        slot > at || self.missing.contains(&slot)
    }

    /// Notes that a slot's content is contained here.
    pub(crate) fn contains(&mut self, slot: u64) {
        self.missing.remove(&slot);
        self.late.remove(&slot);
        self.garbage.insert(slot);
    }

    /// Notes which of the missing slots were waited for in vain.
    pub(crate) fn note_late(&mut self, waited_for: &Slots) {
        self.late.extend(waited_for & &self.missing);
    }

    /// Forgets what is too far behind `slot` to matter.
    pub(crate) fn trim(&mut self, slot: u64) {
        let oldest = slot.saturating_sub(MISSING_SPAN_SLOTS);
        self.missing = self.missing.split_off(&oldest);
        self.late = self.late.split_off(&oldest);
        self.removed.retain(|_, removal| removal.slot.saturating_add(REMOVAL_SPAN_SLOTS) > slot);
        while self.garbage.len() > GARBAGE_MAX {
            self.garbage.pop_first();
        }
    }

    /// Takes out slots for the entry's writer to delete: one, and a few more where they have heaped up.
    pub(crate) fn take_garbage(&mut self) -> Vec<u64> {
        (0..4).map_while(|_| self.garbage.pop_first()).collect()
    }

    fn version(&self, id: &RecordId) -> Option<u64> {
        let row = self.rows.get(id).map(|row| row.version);
        row.max(self.removed.get(id).map(|removal| removal.version))
    }
}

#[cfg(test)]
mod tests {
    use super::{Delta, MISSING_SPAN_SLOTS, Shard, Slots};
    use crate::RecordId;
    use proptest::prelude::*;

    fn delta(id: u8, version: u64) -> Delta<u64> {
        let row = (!version.is_multiple_of(3)).then_some(version);
        Delta { id: RecordId::parse(&format!("r{id}")).unwrap(), version, row }
    }

    fn shown(shard: &Shard<u64>) -> Vec<(String, u64)> {
        shard.clone().into_rows().map(|(id, row)| (id.to_string(), row)).collect()
    }

    proptest! {
        #[test]
        fn a_shard_shows_the_same_whatever_order_its_rows_come_in(
            (deltas, other) in proptest::collection::vec((0_u8..4, 1_u64..9), 0..20)
                .prop_flat_map(|deltas| (Just(deltas.clone()), Just(deltas).prop_shuffle())),
            cut in 0_usize..20,
        ) {
            let mut whole = Shard::default();
            deltas.iter().for_each(|(id, version)| whole.put(delta(*id, *version), 1));
            let (mut first, mut second) = (Shard::default(), Shard::default());
            for (index, (id, version)) in other.iter().enumerate() {
                if index < cut { &mut first } else { &mut second }.put(delta(*id, *version), 1);
            }
            first.fold(&second);
            prop_assert_eq!(shown(&whole), shown(&first));
        }
    }

    #[test]
    fn a_slot_that_was_missing_brings_what_it_contains_of_the_others() {
        let mut shard = Shard::<u64>::default();
        shard.missing.extend([3, 4, 5, 7]);
        shard.note_late(&Slots::from([2, 4]));
        assert_eq!(shard.late, Slots::from([4]), "only what is missing is late");
        let mut found = Shard::default();
        found.missing.insert(4);
        found.put(delta(1, 1), 5);
        shard.fill(5, &found);
        assert_eq!(shard.missing, Slots::from([4, 7]), "3 is contained in 5; 4 is not, and of 7 it knows nothing");
        shard.contains(4);
        assert_eq!((shard.late.is_empty(), shown(&shard)), (true, vec![("r1".to_owned(), 1)]));
    }

    #[test]
    fn a_removal_is_remembered_longer_than_a_missing_slot() {
        let mut shard = Shard::default();
        shard.put(delta(1, 3), 10);
        shard.trim(10 + MISSING_SPAN_SLOTS + 1);
        shard.put(delta(1, 2), 11);
        assert_eq!(shown(&shard), [], "an older row must not come back");
    }
}
