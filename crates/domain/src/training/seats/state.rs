//! Where a run's seats stand: the fold over their facts. A fact that cannot follow those before it is refused, whether the
//! engine has just made it or it was read back. It never decides who gets a seat: later releases may decide otherwise.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::fact::{Fact, What};
use super::party::{Happened, LastOffer, Party, Place, PlaceState};
use super::words::{Capacity, EmailDigest, MAX_PARTIES, MAX_PLACES, PartyNumber, PlaceNumber, PlaceSet};
use super::work::Work;
use super::{MAX_FACTS, MAX_MOVES};
use crate::reference::Reference;

/// Why a fact cannot follow those before it.
pub(super) type Why = &'static str;

/// Everything that facts say.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct State {
    pub(super) capacity: Capacity,
    pub(super) confirmed: u16,
    pub(super) offered: u16,
    pub(super) queued: u16,
    /// Confirmed places whose attendance is known.
    pub(super) marked: u16,
    pub(super) parties: Vec<Party>,
    by_reference: BTreeMap<Reference, PartyNumber>,
    /// Who has a live place.
    pub(super) emails: BTreeSet<EmailDigest>,
    /// Parties with queued places, in the order in which they asked.
    pub(super) waiting: Vec<PartyNumber>,
    pub(super) starts_at: Option<Timestamp>,
    /// How many facts moved the run or its start.
    pub(super) moves: u16,
    pub(super) begun: bool,
    pub(super) cancelled: bool,
    pub(super) last_at: Option<Timestamp>,
    pub(super) facts: u32,
    pub(super) work: Work,
}

impl State {
    pub(super) fn new(capacity: Capacity) -> Self {
        Self {
            capacity,
            confirmed: 0,
            offered: 0,
            queued: 0,
            marked: 0,
            parties: Vec::new(),
            by_reference: BTreeMap::new(),
            emails: BTreeSet::new(),
            waiting: Vec::new(),
            starts_at: None,
            moves: 0,
            begun: false,
            cancelled: false,
            last_at: None,
            facts: 0,
            work: Work::default(),
        }
    }

    pub(super) fn available(&self) -> u16 {
        self.capacity.get().saturating_sub(self.confirmed).saturating_sub(self.offered)
    }

    pub(super) fn party(&self, number: PartyNumber) -> Option<&Party> {
        self.parties.get(number.index())
    }

    pub(super) fn find(&self, reference: &Reference) -> Option<PartyNumber> {
        self.by_reference.get(reference).copied()
    }

    pub(super) fn has_live_place(&self, email: &EmailDigest) -> bool {
        self.emails.contains(email)
    }

    /// How many parties that asked before this one wait.
    pub(super) fn waiting_before(&self, number: PartyNumber) -> usize {
        self.waiting.partition_point(|other| *other < number)
    }

    /// Takes in one more fact.
    pub(super) fn apply(&mut self, fact: &Fact) -> Result<(), Why> {
        self.work.add(1);
        if self.facts >= MAX_FACTS {
            return Err("the log is full");
        }
        if self.cancelled {
            return Err("the run was cancelled before");
        }
        if self.last_at.is_some_and(|last| fact.at < last) {
            return Err("time runs backwards");
        }
        let number = self.facts + 1;
        match &fact.what {
            What::Starts { starts_at } => self.move_start(fact.at, Some(*starts_at))?,
            What::Moved => {
                self.move_start(fact.at, None)?;
                self.note_all(number, Happened::Moved, Party::is_live);
            }
            What::Asked { reference, takes_fewer, confirmed, free, passed, emails } => {
                let asked_at = fact.at;
                let party = self.newcomer(reference, *takes_fewer, *confirmed, emails, asked_at)?;
                let passes = if *confirmed > 0 { self.waiting.len() } else { 0 };
                self.gives(u16::from(*confirmed), *free, *passed, passes)?;
                self.add(number, party);
            }
            What::Offered { party, places, until, free, passed } => {
                if self.begun {
                    return Err("an offer after the run began");
                }
                self.gives(places.len(), *free, *passed, self.waiting_before(*party))?;
                let queued = |state| state == PlaceState::Queued;
                self.put(*party, *places, queued, PlaceState::Offered { until: *until })?;
                self.note(*party, number, Happened::Offered, Some(LastOffer::Open { until: *until }));
            }
            What::Accepted { party } => {
                let until = self.open_offer(*party)?;
                if fact.at >= until {
                    return Err("accepted too late");
                }
                self.put_offered(*party, None, PlaceState::Confirmed)?;
                self.note(*party, number, Happened::Confirmed, Some(LastOffer::Accepted));
            }
            What::Declined { party, places } => {
                self.open_offer(*party)?;
                let left = self.put_offered(*party, Some(*places), PlaceState::Declined)?;
                self.note(*party, number, Happened::Declined, left.is_empty().then_some(LastOffer::Declined));
            }
            What::Lapsed { party } => {
                let until = self.open_offer(*party)?;
                if fact.at < until && self.starts_at.is_none_or(|starts_at| fact.at < starts_at) {
                    return Err("lapsed too early");
                }
                self.put_offered(*party, None, PlaceState::Lapsed)?;
                self.note(*party, number, Happened::Lapsed, Some(LastOffer::Lapsed));
            }
            What::Left { party, places } => {
                self.put(*party, *places, |state| state == PlaceState::Queued, PlaceState::Left)?;
                self.note(*party, number, Happened::Left, None);
            }
            What::Cancelled { party, places, lateness } => {
                if self.any_marked(*party, *places) {
                    return Err("cancelled after attendance was marked");
                }
                let confirmed = |state| state == PlaceState::Confirmed;
                self.put(*party, *places, confirmed, PlaceState::Cancelled(*lateness))?;
                self.note(*party, number, Happened::Cancelled, None);
            }
            What::Substituted { party, place, email } => {
                let one = PlaceSet::from_iter([*place]);
                if self.any_marked(*party, one) {
                    return Err("substituted after attendance was marked");
                }
                if !self.live(*party, one) || self.emails.contains(email) {
                    return Err("no such substitution");
                }
                let place = self.parties.get_mut(party.index()).and_then(|p| p.places.get_mut(place.index()));
                if let Some(place) = place {
                    let before = std::mem::replace(&mut place.email, *email);
                    self.emails.remove(&before);
                    self.emails.insert(*email);
                }
                self.note(*party, number, Happened::Substituted, None);
            }
            What::Capacity { capacity } => {
                if capacity.get() < self.confirmed + self.offered {
                    return Err("fewer seats than are taken");
                }
                self.capacity = *capacity;
            }
            What::Begun => self.begin(fact.at, number)?,
            What::RunCancelled => {
                self.note_all(number, Happened::RunCancelled, Party::is_live);
                self.put_all(PlaceState::is_live, PlaceState::RunCancelled)?;
                self.parties.iter_mut().for_each(Party::forget_open_offer);
                self.cancelled = true;
            }
            What::Marked { party, place, attendance, nonce } => {
                let one = PlaceSet::from_iter([*place]);
                let is_confirmed = |found: &Place| found.state == PlaceState::Confirmed;
                if !self.all(*party, one, is_confirmed) {
                    return Err("a mark on a place that is not confirmed");
                }
                let place = self.parties.get_mut(party.index()).and_then(|p| p.places.get_mut(place.index()));
                if let Some(place) = place {
                    self.marked += u16::from(place.attendance.is_none());
                    place.attendance = Some(*attendance);
                    place.nonces.push(*nonce);
                }
            }
        }
        self.last_at = Some(fact.at);
        self.facts = number;
        Ok(())
    }

    /// A fact that gives seats says how many were free and how many waiting parties it passed: both must be so.
    fn gives(&self, seats: u16, free: u16, passed: u16, passes: usize) -> Result<(), Why> {
        if seats > self.available() {
            return Err("more seats than there are");
        }
        if free != self.available() || usize::from(passed) != passes {
            return Err("counted wrongly");
        }
        Ok(())
    }

    fn move_start(&mut self, at: Timestamp, starts_at: Option<Timestamp>) -> Result<(), Why> {
        if self.moves >= MAX_MOVES {
            return Err("moved too often");
        }
        self.moves += 1;
        if let Some(starts_at) = starts_at {
            self.starts_at = Some(starts_at);
            self.parties.iter_mut().for_each(|party| party.offer_ends_by(starts_at));
            // A run that began and was then put off is still to come.
            self.begun &= at >= starts_at;
        }
        Ok(())
    }

    fn begin(&mut self, at: Timestamp, number: u32) -> Result<(), Why> {
        if self.begun || self.offered > 0 || self.starts_at.is_none_or(|starts_at| at < starts_at) {
            return Err("begun too early, twice, or over open offers");
        }
        self.begun = true;
        self.note_all(number, Happened::NotPlaced, |party| !party.queued().is_empty());
        self.put_all(|state| state == PlaceState::Queued, PlaceState::NotPlaced)
    }

    fn newcomer(
        &self,
        reference: &Reference,
        takes_fewer: bool,
        confirmed: u8,
        emails: &[EmailDigest],
        asked_at: Timestamp,
    ) -> Result<Party, Why> {
        if self.begun || self.starts_at.is_none() {
            return Err("asked after the run began, or before it had a start");
        }
        if self.parties.len() >= usize::from(MAX_PARTIES) || self.by_reference.contains_key(reference) {
            return Err("too many parties, or the same twice");
        }
        if emails.is_empty() || emails.len() > usize::from(MAX_PLACES) || usize::from(confirmed) > emails.len() {
            return Err("a wrong number of places");
        }
        let twice = |index: usize, email| emails.iter().take(index).any(|earlier| earlier == email);
        if emails.iter().enumerate().any(|(index, email)| self.emails.contains(email) || twice(index, email)) {
            return Err("the same attendee twice");
        }
        let number = PartyNumber::at(self.parties.len());
        let reference = reference.clone();
        let places = places(emails, confirmed);
        let (last_offer, history) = (LastOffer::None, Vec::new());
        Ok(Party { number, reference, takes_fewer, asked_at, places, last_offer, history })
    }

    fn add(&mut self, fact: u32, mut party: Party) {
        let asked = u16::try_from(party.places.len()).unwrap_or_default();
        let queued = party.queued().len();
        self.queued += queued;
        self.confirmed += asked - queued;
        self.emails.extend(party.places.iter().map(|place| place.email));
        self.by_reference.insert(party.reference.clone(), party.number);
        if asked > queued {
            party.history.push((fact, Happened::Confirmed));
        }
        if queued > 0 {
            party.history.push((fact, Happened::Queued));
            self.waiting.push(party.number);
        }
        self.parties.push(party);
    }
}

fn places(emails: &[EmailDigest], confirmed: u8) -> Vec<Place> {
    let state = |index| if index < usize::from(confirmed) { PlaceState::Confirmed } else { PlaceState::Queued };
    let place = |(index, email): (usize, &EmailDigest)| Place {
        number: PlaceNumber::at(index),
        state: state(index),
        email: *email,
        attendance: None,
        nonces: Vec::new(),
    };
    emails.iter().enumerate().map(place).collect()
}
