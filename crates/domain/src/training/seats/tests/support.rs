//! What the stories of seats share: a run, people who come to it, moments, and what seats look like in one line.

use jiff::Timestamp;

use super::super::*;
use crate::calendar::Calendar;
use crate::reference::Prefix;

/// A run on a Monday, told from two weeks before.
pub(super) const STARTS_AT: &str = "2026-03-16T10:00:00Z";
pub(super) const MONDAY: &str = "2026-03-02T09:00:00Z";

pub(super) fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(super) fn capacity(seats: u16) -> Capacity {
    Capacity::new(seats).unwrap()
}

/// The booking of a letter or number: always the same one.
pub(super) fn booking(number: u32) -> Reference {
    let mut random = [0; 32];
    for (byte, value) in random.iter_mut().zip(number.wrapping_mul(2_654_435_761).to_be_bytes().iter().cycle()) {
        *byte = *value;
    }
    random[..4].copy_from_slice(&number.to_be_bytes());
    Reference::draw(Prefix::Training, random)
}

pub(super) fn email(number: u64) -> EmailDigest {
    EmailDigest(number.to_be_bytes())
}

pub(super) fn place(number: u8) -> PlaceNumber {
    PlaceNumber::new(number).unwrap()
}

pub(super) fn places(numbers: impl IntoIterator<Item = u8>) -> Vec<PlaceNumber> {
    numbers.into_iter().map(place).collect()
}

/// A run and the time it is.
pub(super) struct Run {
    pub(super) seats: Seats,
    pub(super) now: Timestamp,
    pub(super) starts_at: Timestamp,
    pub(super) calendar: Calendar,
}

impl Run {
    pub(super) fn of(seats: u16) -> Self {
        let calendar = Calendar::england_and_wales();
        Self { seats: Seats::new(capacity(seats)), now: moment(MONDAY), starts_at: moment(STARTS_AT), calendar }
    }

    pub(super) fn at(&mut self, now: &str) -> &mut Self {
        self.now = moment(now);
        self
    }

    pub(super) fn change<T>(&mut self, change: impl FnOnce(&mut Seats, &When<'_>) -> T) -> T {
        let when = When { now: self.now, starts_at: self.starts_at, calendar: &self.calendar };
        change(&mut self.seats, &when)
    }

    fn ask_for(&mut self, number: u32, wanted: u8, takes_fewer: bool) -> Result<PartyNumber, SeatsRefusal> {
        let places = (1..=wanted).map(|place| email(u64::from(number) * 100 + u64::from(place))).collect();
        let asked = Asked { reference: booking(number), places, takes_fewer };
        self.change(|seats, when| seats.ask(&asked, when))
    }

    /// A party that wants all of its places or none.
    pub(super) fn asks(&mut self, number: u32, wanted: u8) -> &mut Self {
        self.ask_for(number, wanted, false).unwrap();
        self
    }

    /// One for which fewer will do.
    pub(super) fn asks_for_up_to(&mut self, number: u32, wanted: u8) -> &mut Self {
        self.ask_for(number, wanted, true).unwrap();
        self
    }

    pub(super) fn is_refused(&mut self, number: u32, wanted: u8) -> SeatsRefusal {
        self.ask_for(number, wanted, false).unwrap_err()
    }

    pub(super) fn accepts(&mut self, number: u32) -> Result<bool, SeatsRefusal> {
        self.change(|seats, when| seats.accept(&booking(number), when))
    }

    pub(super) fn declines(&mut self, number: u32) -> Result<bool, SeatsRefusal> {
        self.change(|seats, when| seats.decline(&booking(number), when))
    }

    pub(super) fn leaves(&mut self, number: u32, which: &[u8]) -> Result<bool, SeatsRefusal> {
        self.change(|seats, when| seats.leave(&booking(number), &places(which.iter().copied()), when))
    }

    pub(super) fn cancels(&mut self, number: u32, which: &[u8]) -> Result<bool, SeatsRefusal> {
        let which = places(which.iter().copied());
        self.change(|seats, when| seats.cancel(&booking(number), &which, Lateness::Free, when))
    }

    pub(super) fn applies_due(&mut self) -> bool {
        self.change(|seats, when| seats.apply_due(when))
    }

    pub(super) fn waits(&self, number: u32) -> Waiting {
        self.seats.waiting(&booking(number)).unwrap()
    }

    /// Each party on one line: a letter for each place, upper case where it has a seat.
    pub(super) fn looks(&self) -> String {
        let letter = |place: &Place| match place.state {
            PlaceState::Confirmed => 'C',
            PlaceState::Offered { .. } => 'O',
            PlaceState::Queued => 'q',
            PlaceState::Lapsed => 'l',
            PlaceState::Declined => 'd',
            PlaceState::Left => 'e',
            PlaceState::Cancelled(Lateness::Free) => 'f',
            PlaceState::Cancelled(Lateness::Late) => 't',
            PlaceState::RunCancelled => 'x',
            PlaceState::NotPlaced => 'n',
        };
        let party = |party: &Party| party.places().iter().map(letter).collect::<String>();
        self.seats.parties().iter().map(party).collect::<Vec<_>>().join(" ")
    }
}
