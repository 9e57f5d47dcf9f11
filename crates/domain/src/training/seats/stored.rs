//! A run's seats as they are stored: the log, and nothing that follows from it. What cannot be is refused here.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::Seats;
use super::fact::Log;
use super::state::{State, Why};
use super::words::Capacity;

/// A stored log that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("fact {fact} of a run's seats cannot be: {why}")]
pub struct Impossible {
    /// Which fact, counted from 1; 0 is what stands beside them.
    pub fact: u32,
    why: Why,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    capacity: Capacity,
    #[serde(rename = "told")]
    notified: u32,
    facts: Log,
}

#[derive(Serialize)]
struct Written<'a> {
    capacity: Capacity,
    #[serde(rename = "told")]
    notified: u32,
    facts: &'a Log,
}

impl Seats {
    /// Puts stored seats of the first form, in which each fact was an array of its fields, into today's.
    pub(crate) fn take_from_the_first_form(stored: &mut Value) -> Option<()> {
        let facts = stored.get_mut("facts")?;
        *facts = Value::String(facts.as_array()?.iter().map(line).collect::<Option<_>>()?);
        Some(())
    }

    pub(super) fn fold(first_capacity: Capacity, notified: u32, log: Log) -> Result<Self, Impossible> {
        let mut state = State::new(first_capacity);
        for fact in log.facts() {
            fact.and_then(|fact| state.apply(&fact)).map_err(|why| Impossible { fact: state.facts + 1, why })?;
        }
        if notified > state.facts {
            return Err(Impossible { fact: 0, why: "more facts told than there are" });
        }
        Ok(Self { first_capacity, log: Arc::new(log), notified, state: Arc::new(state) })
    }
}

fn line(fact: &Value) -> Option<String> {
    let fields = fact.as_array()?.iter().map(|field| field.as_str().map_or_else(|| field.to_string(), str::to_owned));
    Some(fields.collect::<Vec<_>>().join(",") + ";")
}

impl Serialize for Seats {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Written { capacity: self.first_capacity, notified: self.notified, facts: &self.log }.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Seats {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Read { capacity, notified, facts } = Read::deserialize(from)?;
        Self::fold(capacity, notified, facts).map_err(serde::de::Error::custom)
    }
}
