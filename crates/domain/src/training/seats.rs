//! The seats of one training run: who has one, who waits, who is offered one. It knows no clock, no store and nobody's
//! name; what was decided is never decided anew.
//!
//! What is stored is a log of facts, and where things stand is a fold over it: so it can be reckoned a second time by code
//! that shares nothing with the first ([`Seats::audit`]), and a later release with other rules reads the same log alike.
//! A log that cannot be is refused when it is read. No log ever holds `confirmed + offered > capacity`.
//!
//! The rules, of which the sources leave these to us:
//!
//! - A party that asks when there is room for it gets its places, if nobody who asked before it fits. One that takes fewer
//!   gets what there is, and waits for the rest.
//! - Freed seats are offered at once, in the order in which parties asked. A party that takes fewer fits whenever a seat is
//!   free; another one when all the places it still wants are. Whoever does not fit is passed, and the fact that gives the
//!   seats says so: [`Seats::skipped`].
//! - An offer is open for [`OFFER_HOURS`] hours of working days: see [`offer_until`].
//! - A seat that comes free for a party that already has an open offer joins that offer, whose time begins anew, so that a
//!   party never has two and nobody slips in before it.
//! - An offer that runs out, or is declined, costs a party those places alone: the others it waits for keep their turn.
//! - From the start on nothing is offered, asked or cancelled: open offers lapse and whoever is queued has no place. Who
//!   does not come is marked so.
//! - A run that began and is put off to a later day is still to come; who was told that there was no place has none.
//! - The register may be marked from the day of the run on, in London, and again at any time after it. Who was marked was
//!   there: such a place is neither cancelled nor given to somebody else.
//! - Hosts' clocks may disagree: time in one log does not run backwards, whatever a clock says.
//! - The log keeps room for those who are in it to answer, leave, cancel and be marked; nobody new comes in once that room
//!   is all there is.

mod answers;
mod asking;
mod audit;
mod fact;
mod offers;
mod party;
mod places;
mod position;
mod refusal;
mod running;
mod state;
mod stored;
mod token;
mod words;
mod work;

pub use audit::{Audit, MAX_FAULTS};
pub use offers::{OFFER_HOURS, offer_until};
pub use party::{Happened, Offer, Party, Place, PlaceState, PlaceStateName};
pub use position::{Skipped, Waiting, WhyNoOffer};
pub use refusal::SeatsRefusal;
pub use stored::Impossible;
pub use words::{
    Asked, Attendance, Capacity, EmailDigest, Lateness, MAX_CAPACITY, MAX_PARTIES, MAX_PLACES, Nonce, PartyNumber,
    PlaceNumber, When,
};

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use self::fact::Log;
use self::party::LastOffer;
use self::state::State;
use crate::reference::Reference;

/// The most facts one log holds.
pub const MAX_FACTS: u32 = 20_000;

/// How often one run may be moved.
pub const MAX_MOVES: u16 = 100;

/// The seats of one run.
#[derive(Clone, Debug, PartialEq)]
pub struct Seats {
    /// How many seats there were at first.
    first_capacity: Capacity,
    /// Both are shared by all copies until one of them changes: most only look.
    log: Arc<Log>,
    /// How many facts everybody they touch was notified of.
    notified: u32,
    /// What the facts come to.
    state: Arc<State>,
}

/// How many seats there are, and how many of them are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Seats.
    pub capacity: u16,
    /// Places that are confirmed.
    pub confirmed: u16,
    /// Places that are offered.
    pub offered: u16,
    /// Places that wait.
    pub queued: u16,
    /// Seats that are neither confirmed nor offered.
    pub available: u16,
}

impl Seats {
    /// Seats that nobody has asked for.
    #[must_use]
    pub fn new(capacity: Capacity) -> Self {
        Self { first_capacity: capacity, log: Arc::default(), notified: 0, state: Arc::new(State::new(capacity)) }
    }

    /// How many seats there are, and how many of them are taken.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let State { capacity, confirmed, offered, queued, .. } = *self.state;
        Counts { capacity: capacity.get(), confirmed, offered, queued, available: self.state.available() }
    }

    /// How many seats there are.
    #[must_use]
    pub fn capacity(&self) -> Capacity {
        self.state.capacity
    }

    /// How many confirmed places the register says something about.
    #[must_use]
    pub fn marked(&self) -> u16 {
        self.state.marked
    }

    /// Whether the run was cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.state.cancelled
    }

    /// Whether the run is known to have begun.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.state.begun
    }

    /// All parties, in the order in which they asked.
    #[must_use]
    pub fn parties(&self) -> &[Party] {
        &self.state.parties
    }

    /// The party of a booking.
    #[must_use]
    pub fn party(&self, reference: &Reference) -> Option<&Party> {
        self.state.find(reference).and_then(|number| self.state.party(number))
    }

    /// Whether what was said about cancelling and not coming still concerns somebody: they have a place or wait for one, or
    /// gave one up late.
    #[must_use]
    pub fn bind_anybody(&self) -> bool {
        let concerns = |place: &Place| place.state.is_live() || place.state == PlaceState::Cancelled(Lateness::Late);
        self.state.parties.iter().any(|party| party.places.iter().any(concerns))
    }

    /// How many facts there are.
    #[must_use]
    pub fn facts_count(&self) -> u32 {
        self.state.facts
    }

    /// When the first open offer runs out. The start of the run is for the caller to know.
    #[must_use]
    pub fn next_due(&self) -> Option<Timestamp> {
        let open = self.state.parties.iter().filter_map(|party| match party.last_offer {
            LastOffer::Open { until } => Some(until),
            _ => None,
        });
        open.min()
    }

    /// The parties to which something happened after so many facts that they are to be notified of.
    #[must_use]
    pub fn affected_since(&self, facts: u32) -> Vec<&Party> {
        self.state.parties.iter().filter(|party| party.changed_at_fact() > facts).collect()
    }

    /// How many facts everybody they touch was notified of.
    #[must_use]
    pub const fn notified(&self) -> u32 {
        self.notified
    }

    /// Everybody was notified of so many facts; never fewer than before, never more than there are.
    pub fn set_notified(&mut self, facts: u32) {
        self.notified = facts.min(self.state.facts).max(self.notified);
    }
}

#[cfg(test)]
mod tests;
