//! A party and its places as they stand after some facts; it decides nothing.

use jiff::Timestamp;

use super::words::{Attendance, EmailDigest, Lateness, Nonce, PartyNumber, PlaceNumber, PlaceSet};
use crate::reference::Reference;

/// Where a place stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceState {
    /// Somebody has it.
    Confirmed,
    /// It waits for a seat.
    Queued,
    /// A seat is held for it until then.
    Offered {
        /// The first moment at which it is too late to accept.
        until: Timestamp,
    },
    /// The offer ran out.
    Lapsed,
    /// The offer was declined.
    Declined,
    /// It was taken out of the queue.
    Left,
    /// It was confirmed, and given up.
    Cancelled(Lateness),
    /// The whole run was cancelled.
    RunCancelled,
    /// It waited until the run began.
    NotPlaced,
}

crate::choices! {
    /// The name of a [`PlaceState`], for programs, filters and tags.
    pub enum PlaceStateName {
        /// Somebody has it.
        Confirmed = "confirmed", "Confirmed";
        /// It waits for a seat.
        Queued = "queued", "In the queue";
        /// A seat is held for it.
        Offered = "offered", "Offered";
        /// The offer ran out.
        Lapsed = "lapsed", "Offer ran out";
        /// The offer was declined.
        Declined = "declined", "Declined";
        /// It was taken out of the queue.
        Left = "left", "Left the queue";
        /// Given up in time.
        CancelledFree = "cancelled_free", "Cancelled";
        /// Given up too late to cost nothing.
        CancelledLate = "cancelled_late", "Cancelled late";
        /// The whole run was cancelled.
        RunCancelled = "run_cancelled", "Training cancelled";
        /// It waited until the run began.
        NotPlaced = "not_placed", "No place came free";
    }
}

impl PlaceState {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> PlaceStateName {
        match self {
            Self::Confirmed => PlaceStateName::Confirmed,
            Self::Queued => PlaceStateName::Queued,
            Self::Offered { .. } => PlaceStateName::Offered,
            Self::Lapsed => PlaceStateName::Lapsed,
            Self::Declined => PlaceStateName::Declined,
            Self::Left => PlaceStateName::Left,
            Self::Cancelled(Lateness::Free) => PlaceStateName::CancelledFree,
            Self::Cancelled(Lateness::Late) => PlaceStateName::CancelledLate,
            Self::RunCancelled => PlaceStateName::RunCancelled,
            Self::NotPlaced => PlaceStateName::NotPlaced,
        }
    }

    /// Whether it is confirmed, queued or offered: something may still come of it.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Confirmed | Self::Queued | Self::Offered { .. })
    }

    /// Whether its own party gave it up.
    pub(super) const fn was_given_up(self) -> bool {
        matches!(self, Self::Declined | Self::Left | Self::Cancelled(_))
    }
}

/// One place of a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which.
    pub number: PlaceNumber,
    /// Where it stands.
    pub state: PlaceState,
    /// Whose it is.
    pub email: EmailDigest,
    /// Whether they came, as last marked. Only a confirmed place is ever marked.
    pub attendance: Option<Attendance>,
    /// Every mark ever made on it.
    pub(super) nonces: Vec<Nonce>,
}

/// What a party is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The first moment at which it is too late to accept.
    pub until: Timestamp,
    /// Which places.
    pub places: Vec<PlaceNumber>,
}

crate::choices! {
    /// What happened to a party, for whoever writes to it.
    pub enum Happened {
        /// Places were confirmed.
        Confirmed = "confirmed", "Confirmed";
        /// Places were put into the queue.
        Queued = "queued", "Put into the queue";
        /// Places were offered.
        Offered = "offered", "Offered";
        /// An offer ran out.
        Lapsed = "lapsed", "Offer ran out";
        /// Offered places were declined.
        Declined = "declined", "Declined";
        /// Queued places were given up.
        Left = "left", "Left the queue";
        /// Confirmed places were given up.
        Cancelled = "cancelled", "Cancelled";
        /// Somebody else comes instead.
        Substituted = "substituted", "Somebody else comes instead";
        /// The run was moved.
        Moved = "moved", "Training moved";
        /// The run was cancelled.
        RunCancelled = "run_cancelled", "Training cancelled";
        /// The run began while they waited.
        NotPlaced = "not_placed", "No place came free";
    }
}

/// How a party's last offer ended, if it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LastOffer {
    None,
    Open { until: Timestamp },
    Accepted,
    Declined,
    Lapsed,
}

/// The group of one booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    pub(super) number: PartyNumber,
    pub(super) reference: Reference,
    pub(super) takes_fewer: bool,
    pub(super) asked_at: Timestamp,
    pub(super) places: Vec<Place>,
    pub(super) last_offer: LastOffer,
    /// What happened, each with the number of the fact.
    pub(super) history: Vec<(u32, Happened)>,
}

impl Party {
    /// The booking it belongs to.
    #[must_use]
    pub const fn reference(&self) -> &Reference {
        &self.reference
    }

    /// Its number: 1 asked first.
    #[must_use]
    pub const fn number(&self) -> PartyNumber {
        self.number
    }

    /// Whether fewer places than all will do for now.
    #[must_use]
    pub const fn takes_fewer(&self) -> bool {
        self.takes_fewer
    }

    /// When it asked.
    #[must_use]
    pub const fn asked_at(&self) -> Timestamp {
        self.asked_at
    }

    /// Its places in order.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The place of this number.
    #[must_use]
    pub fn place(&self, number: PlaceNumber) -> Option<&Place> {
        self.places.get(number.index())
    }

    /// How many of its places are in such a state.
    #[must_use]
    pub fn how_many(&self, state: PlaceStateName) -> u16 {
        let found = self.places.iter().filter(|place| place.state.name() == state).count();
        u16::try_from(found).unwrap_or_default()
    }

    /// Whether any of its places is live.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.places.iter().any(|place| place.state.is_live())
    }

    /// What is offered to it, until then.
    #[must_use]
    pub fn offer(&self) -> Option<Offer> {
        let LastOffer::Open { until } = self.last_offer else { return None };
        let places = self.those(|state| matches!(state, PlaceState::Offered { .. })).iter().collect();
        Some(Offer { until, places })
    }

    /// The number of the last fact that the party was, or is, to be told of; marks of the register are none.
    #[must_use]
    pub fn changed_at_fact(&self) -> u32 {
        self.history.last().map_or(0, |(fact, _)| *fact)
    }

    /// What happened to it after so many facts, in order, each kind once in a row.
    #[must_use]
    pub fn what_happened_since(&self, facts: u32) -> Vec<Happened> {
        let from = self.history.partition_point(|(fact, _)| *fact <= facts);
        let mut happened: Vec<Happened> = self.history.iter().skip(from).map(|(_, what)| *what).collect();
        happened.dedup();
        happened
    }

    /// Its places in a state of that kind.
    pub(super) fn those(&self, kind: impl Fn(PlaceState) -> bool) -> PlaceSet {
        self.places.iter().filter(|place| kind(place.state)).map(|place| place.number).collect()
    }

    /// No offer is open after the start.
    pub(super) fn offer_ends_by(&mut self, starts_at: Timestamp) {
        let LastOffer::Open { until } = &mut self.last_offer else { return };
        *until = starts_at.min(*until);
        let until = *until;
        for place in &mut self.places {
            if let PlaceState::Offered { until: own } = &mut place.state {
                *own = until;
            }
        }
    }

    /// The run is no more: nothing is offered.
    pub(super) fn forget_open_offer(&mut self) {
        if matches!(self.last_offer, LastOffer::Open { .. }) {
            self.last_offer = LastOffer::None;
        }
    }

    /// Its queued places.
    pub(super) fn queued(&self) -> PlaceSet {
        self.those(|state| state == PlaceState::Queued)
    }

    /// How many of its queued places so many free seats would be offered to; `None` when the party does not fit, or waits
    /// for nothing.
    pub(super) fn fits(&self, free: u16) -> Option<u16> {
        let wanted = self.queued().len();
        let given = if self.takes_fewer { wanted.min(free) } else { wanted };
        (given >= 1 && given <= free).then_some(given)
    }
}
