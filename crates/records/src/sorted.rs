//! Small maps and sets as sorted vectors, stored like the standard library's. The standard ones are trees, compiled anew for
//! every type: 5 KiB of wasm each, for what is a handful of rows or a few hundred.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Values by key, in the keys' order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sorted<K, V>(Vec<(K, V)>);

impl<K, V> Default for Sorted<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> Sorted<K, V> {
    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        let place = self.place(key).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }

    pub(crate) fn insert(&mut self, key: K, value: V) {
        match self.place(&key) {
            Ok(place) => {
                if let Some(entry) = self.0.get_mut(place) {
                    entry.1 = value;
                }
            }
            Err(place) => self.0.insert(place, (key, value)),
        }
    }

    pub(crate) fn remove(&mut self, key: &K) {
        if let Ok(place) = self.place(key) {
            self.0.remove(place);
        }
    }

    pub(crate) fn retain(&mut self, keep: impl Fn(&K, &V) -> bool) {
        self.0.retain(|(key, value)| keep(key, value));
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    pub(crate) fn into_entries(self) -> Vec<(K, V)> {
        self.0
    }

    fn place(&self, key: &K) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.cmp(key))
    }
}

impl<K: Serialize, V: Serialize> Serialize for Sorted<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl<'de, K: Ord + Deserialize<'de>, V: Deserialize<'de>> Deserialize<'de> for Sorted<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

struct Entries<K, V>(PhantomData<(K, V)>);

impl<'de, K: Ord + Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for Entries<K, V> {
    type Value = Sorted<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Sorted<K, V>, A::Error> {
        let mut sorted = Sorted::default();
        while let Some((key, value)) = map.next_entry()? {
            sorted.insert(key, value);
        }
        Ok(sorted)
    }
}

/// A set of slots, lowest first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<u64>")]
pub(crate) struct Slots(Vec<u64>);

impl Slots {
    pub(crate) fn insert(&mut self, slot: u64) {
        if let Err(place) = self.0.binary_search(&slot) {
            self.0.insert(place, slot);
        }
    }

    pub(crate) fn remove(&mut self, slot: u64) {
        self.0.retain(|known| *known != slot);
    }

    pub(crate) fn has(&self, slot: u64) -> bool {
        self.0.binary_search(&slot).is_ok()
    }

    /// Those that are not in `other`.
    pub(crate) fn without(&self, other: &Self) -> Self {
        Self(self.iter().filter(|slot| !other.has(*slot)).collect())
    }

    pub(crate) fn retain(&mut self, keep: impl Fn(u64) -> bool) {
        self.0.retain(|slot| keep(*slot));
    }

    /// Forgets those below `slot`.
    pub(crate) fn forget_below(&mut self, slot: u64) {
        self.retain(|known| known >= slot);
    }

    /// Takes out the lowest.
    pub(crate) fn take_lowest(&mut self, count: usize) -> Vec<u64> {
        self.0.drain(..count.min(self.0.len())).collect()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = u64> {
        self.0.iter().copied()
    }
}

impl From<Vec<u64>> for Slots {
    fn from(slots: Vec<u64>) -> Self {
        let mut set = Self::default();
        for slot in slots {
            set.insert(slot);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::{Slots, Sorted};

    proptest! {
        #[test]
        fn a_sorted_vector_is_a_map_like_any_other(steps in proptest::collection::vec((0_u8..8, any::<Option<u8>>()), 0..40)) {
            let (mut sorted, mut map) = (Sorted::default(), BTreeMap::new());
            for (key, value) in steps {
                match value {
                    Some(value) => {
                        sorted.insert(key.to_string(), value);
                        map.insert(key.to_string(), value);
                    }
                    None => {
                        sorted.remove(&key.to_string());
                        map.remove(&key.to_string());
                    }
                }
                prop_assert_eq!(sorted.get(&key.to_string()), map.get(&key.to_string()));
                prop_assert!(sorted.iter().eq(map.iter()));
            }
            let json = serde_json::to_string(&sorted).unwrap();
            prop_assert_eq!(&json, &serde_json::to_string(&map).unwrap());
            prop_assert_eq!(serde_json::from_str::<Sorted<String, u8>>(&json).unwrap(), sorted.clone());
            sorted.retain(|_, value| value % 2 == 0);
            map.retain(|_, value| *value % 2 == 0);
            prop_assert_eq!(sorted.into_entries(), map.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn slots_are_a_set_like_any_other(slots in proptest::collection::vec(0_u64..20, 0..40), below in 0_u64..20) {
            let (mut ours, mut set) = (Slots::from(slots.clone()), slots.into_iter().collect::<BTreeSet<_>>());
            prop_assert!(ours.iter().eq(set.iter().copied()));
            prop_assert_eq!(serde_json::to_string(&ours).unwrap(), serde_json::to_string(&set).unwrap());
            prop_assert_eq!((ours.has(below), ours.is_empty()), (set.contains(&below), set.is_empty()));
            let without = ours.without(&Slots::from(vec![below]));
            ours.remove(below);
            set.remove(&below);
            prop_assert_eq!(&without, &ours);
            ours.forget_below(below);
            let set = set.split_off(&below);
            prop_assert!(ours.iter().eq(set.iter().copied()));
            let lowest = ours.take_lowest(3);
            prop_assert_eq!(&lowest, &set.iter().copied().take(3).collect::<Vec<_>>());
            prop_assert_eq!(ours.len(), set.len() - lowest.len());
        }
    }
}
