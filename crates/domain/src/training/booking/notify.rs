//! What the booker is told of what happened on the run: once each, in the message that says where things stand.

use jiff::Timestamp;

use super::{About, Booking};
use crate::messages::{Addressee, Kind};
use crate::training::seats::Happened;

impl Booking {
    /// Notifies the booker of what happened on the run up to `facts`, and of what it is now. Nothing is told twice.
    pub fn notify(&mut self, happened: &[Happened], facts: u32, about: About, now: Timestamp) {
        if facts <= self.seen {
            return;
        }
        (self.seen, self.about) = (facts, about);
        if happened.iter().any(|happened| shows_in_a_calendar(*happened)) {
            self.sequence = self.sequence.saturating_add(1);
        }
        if let Some(kind) = kind_of(happened) {
            for before in BY_THE_RUN {
                self.outgoing.call_off(before);
            }
            self.outgoing.write(kind, Addressee::Subject, now);
        }
    }
}

/// Messages about what happened on the run. A newer one makes those untrue that have not gone out.
const BY_THE_RUN: [Kind; 9] = [
    Kind::PlaceConfirmed,
    Kind::PlaceQueued,
    Kind::PlaceOffered,
    Kind::OfferLapsed,
    Kind::PlaceCancelled,
    Kind::AttendeeChanged,
    Kind::RunMoved,
    Kind::RunCancelled,
    Kind::NotPlaced,
];

const fn shows_in_a_calendar(happened: Happened) -> bool {
    match happened {
        Happened::Confirmed | Happened::Cancelled | Happened::Moved | Happened::RunCancelled => true,
        Happened::Queued
        | Happened::Offered
        | Happened::Lapsed
        | Happened::Declined
        | Happened::Left
        | Happened::Substituted
        | Happened::NotPlaced => false,
    }
}

/// The message that says it all: of what happened between two looks the last thing counts. It leads to the page that tells
/// how every place stands.
fn kind_of(happened: &[Happened]) -> Option<Kind> {
    happened.last().map(|last| match last {
        Happened::Confirmed => Kind::PlaceConfirmed,
        Happened::Queued => Kind::PlaceQueued,
        Happened::Offered => Kind::PlaceOffered,
        Happened::Lapsed => Kind::OfferLapsed,
        Happened::Declined | Happened::Left | Happened::Cancelled => Kind::PlaceCancelled,
        Happened::Substituted => Kind::AttendeeChanged,
        Happened::Moved => Kind::RunMoved,
        Happened::RunCancelled => Kind::RunCancelled,
        Happened::NotPlaced => Kind::NotPlaced,
    })
}
