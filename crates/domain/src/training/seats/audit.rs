//! A second reckoning of a run's seats, from its facts alone, that shares no code with the first and trusts none of it. It
//! says what it finds in sentences, by the numbers of facts and parties, and never changes anything.

mod reckoner;
mod steps;

use serde::Serialize;

use self::reckoner::Reckoner;
use super::fact::Fact;
use super::party::Party;
use super::words::Capacity;
use super::{Counts, Seats};

/// The most faults that are listed. Where there are more, the log is beyond reading anyway.
pub const MAX_FAULTS: usize = 50;

/// What a second reckoning found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// Whether every rule held, after every fact.
    pub holds: bool,
    /// How many facts were looked at.
    pub facts: u32,
    /// What is wrong, in sentences.
    pub faults: Vec<String>,
    /// The counts, as reckoned here.
    pub counts: Counts,
}

impl Seats {
    /// Reckons everything again: no fact ever took more seats than there were, nobody got one before somebody earlier whom
    /// it fitted, nothing was given after the start, nobody is lost, and every count is what it is said to be.
    #[must_use]
    pub fn audit(&self) -> Audit {
        let facts: Vec<Fact> = self.log.facts().flatten().collect();
        let facts_count = u32::try_from(facts.len()).unwrap_or(u32::MAX);
        let mut reckoned = reckon(self.first_capacity, &facts);
        if facts_count != self.state.facts {
            reckoned.fault(format!("{} facts are known, and {facts_count} can be read", self.state.facts));
        }
        if self.notified > self.state.facts {
            reckoned.fault("More facts are noted as told than there are".to_owned());
        }
        let counts = reckoned.counts();
        if self.counts() != counts {
            reckoned.fault("The counts do not follow from the facts".to_owned());
        }
        if self.parties().len() != reckoned.groups() {
            reckoned.fault(format!("{} parties asked, and {} are known", reckoned.groups(), self.parties().len()));
        }
        for party in self.parties() {
            if !reckoned.is_the_same(party) {
                reckoned.fault(format!("The places of party {} do not follow from the facts", party.number()));
            }
        }
        let faults = reckoned.faults;
        Audit { holds: faults.is_empty(), facts: facts_count, faults, counts }
    }
}

/// The reckoning of a log by itself.
pub(super) fn reckon(capacity: Capacity, facts: &[Fact]) -> Reckoner {
    let mut reckoner = Reckoner::new(capacity);
    facts.iter().for_each(|fact| reckoner.read(fact));
    reckoner.finish();
    reckoner
}

impl Reckoner {
    fn is_the_same(&self, party: &Party) -> bool {
        let Some(group) = self.group(party.number().get()) else { return false };
        let states = party.places().iter().map(|place| place.state.name());
        let people = party.places().iter().map(|place| place.email);
        group.reference == *party.reference()
            && states.eq(group.places.iter().map(|place| place.state))
            && people.eq(group.places.iter().map(|place| place.email))
            && party.offer().map(|offer| offer.until) == group.offered_until
    }
}
