//! Reading a log fact by fact, slowly and plainly: each place has one state, every change of it is looked at, and every
//! gift of a seat is held against everybody who waited. A fault is noted, and the reading goes on.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::reference::Reference;
use crate::training::seats::fact::{Fact, What};
use crate::training::seats::party::PlaceStateName as Name;
use crate::training::seats::words::{Capacity, EmailDigest, Lateness};

/// One place.
pub(super) struct Spot {
    pub(super) state: Name,
    pub(super) email: EmailDigest,
    pub(super) marked: bool,
}

/// One party.
pub(super) struct Group {
    pub(super) reference: Reference,
    pub(super) takes_fewer: bool,
    pub(super) places: Vec<Spot>,
    pub(super) offered_until: Option<Timestamp>,
}

impl Group {
    pub(super) fn waits_for(&self) -> u16 {
        let waiting = self.places.iter().filter(|place| place.state == Name::Queued).count();
        u16::try_from(waiting).unwrap_or_default()
    }
}

/// Everything read so far.
pub(in crate::training::seats) struct Reckoner {
    pub(super) capacity: u16,
    pub(super) groups: Vec<Group>,
    /// Those with queued places, by index.
    pub(super) waiting: BTreeSet<usize>,
    /// How many places are in each state.
    pub(super) tally: BTreeMap<Name, u16>,
    pub(super) references: BTreeSet<Reference>,
    pub(super) people: BTreeSet<EmailDigest>,
    pub(super) starts_at: Option<Timestamp>,
    pub(super) last: Option<Timestamp>,
    pub(super) begun: bool,
    pub(super) cancelled: bool,
    pub(super) fact: u32,
    pub(in crate::training::seats) faults: Vec<String>,
}

impl Reckoner {
    pub(super) fn new(capacity: Capacity) -> Self {
        Self {
            capacity: capacity.get(),
            groups: Vec::new(),
            waiting: BTreeSet::new(),
            tally: BTreeMap::new(),
            references: BTreeSet::new(),
            people: BTreeSet::new(),
            starts_at: None,
            last: None,
            begun: false,
            cancelled: false,
            fact: 0,
            faults: Vec::new(),
        }
    }

    pub(super) fn read(&mut self, fact: &Fact) {
        self.fact += 1;
        if self.last.is_some_and(|last| fact.at < last) {
            self.wrong("is older than the one before");
        }
        if self.cancelled {
            self.wrong("comes after the run was cancelled");
        }
        self.last = Some(fact.at);
        match &fact.what {
            What::Starts { starts_at } => {
                self.starts_at = Some(*starts_at);
                self.begun &= fact.at >= *starts_at;
                for until in self.groups.iter_mut().filter_map(|group| group.offered_until.as_mut()) {
                    *until = (*starts_at).min(*until);
                }
            }
            What::Moved => {}
            What::Asked { reference, takes_fewer, confirmed, free, passed, emails } => {
                let confirmed = usize::from(*confirmed);
                if confirmed > 0 {
                    let seats = u16::try_from(confirmed).unwrap_or(u16::MAX);
                    self.gives(fact.at, self.groups.len(), seats, *free, *passed);
                }
                if confirmed > 0 && confirmed < emails.len() && !takes_fewer {
                    self.wrong("gives fewer places than the party can do with");
                }
                self.comes(reference, *takes_fewer, emails);
                for place in 0..confirmed {
                    self.enters(self.groups.len() - 1, place, Name::Confirmed);
                }
            }
            What::Offered { party, places, until, free, passed } => {
                self.gives(fact.at, party.index(), places.len(), *free, *passed);
                let group = self.groups.get(party.index());
                if group.is_some_and(|group| !group.takes_fewer && group.waits_for() != places.len()) {
                    self.wrong("offers fewer places than the party can do with");
                }
                if *until <= fact.at || self.starts_at.is_none_or(|starts_at| *until > starts_at) {
                    self.wrong("makes an offer that ends at no possible time");
                }
                self.change(*party, *places, Name::Queued, Name::Offered);
                self.set_offer(*party, Some(*until));
            }
            What::Accepted { party } => {
                if self.offer(*party).is_none_or(|until| fact.at >= until) {
                    self.wrong("accepts an offer that was not open");
                }
                self.change(*party, self.those(party.index(), Name::Offered), Name::Offered, Name::Confirmed);
                self.set_offer(*party, None);
            }
            What::Lapsed { party } => {
                let started = self.starts_at.is_some_and(|starts_at| fact.at >= starts_at);
                if self.offer(*party).is_none_or(|until| fact.at < until && !started) {
                    self.wrong("ends an offer that had not run out");
                }
                self.change(*party, self.those(party.index(), Name::Offered), Name::Offered, Name::Lapsed);
                self.set_offer(*party, None);
            }
            What::Declined { party, places } => {
                self.change(*party, *places, Name::Offered, Name::Declined);
                if self.those(party.index(), Name::Offered).is_empty() {
                    self.set_offer(*party, None);
                }
            }
            What::Left { party, places } => self.change(*party, *places, Name::Queued, Name::Left),
            What::Cancelled { party, places, lateness } => {
                let to = match lateness {
                    Lateness::Free => Name::CancelledFree,
                    Lateness::Late => Name::CancelledLate,
                };
                self.change(*party, *places, Name::Confirmed, to);
            }
            What::Substituted { party, place, email } => {
                self.swaps(party.index(), place.index(), *email);
            }
            What::Capacity { capacity } => self.capacity = capacity.get(),
            What::Begun => {
                if self.begun || self.starts_at.is_none_or(|starts_at| fact.at < starts_at) {
                    self.wrong("begins a run before its start, or twice");
                }
                if self.count(Name::Offered) > 0 {
                    self.wrong("begins a run over open offers");
                }
                self.begun = true;
                self.change_all(Name::Queued, Name::NotPlaced);
            }
            What::RunCancelled => {
                for live in [Name::Confirmed, Name::Queued, Name::Offered] {
                    self.change_all(live, Name::RunCancelled);
                }
                self.groups.iter_mut().for_each(|group| group.offered_until = None);
                self.cancelled = true;
            }
            What::Marked { party, place, .. } => {
                let spot = self.groups.get_mut(party.index()).and_then(|group| group.places.get_mut(place.index()));
                match spot {
                    Some(spot) if spot.state == Name::Confirmed => spot.marked = true,
                    _ => self.wrong("marks a place that is not confirmed"),
                }
            }
        }
        if u32::from(self.count(Name::Confirmed)) + u32::from(self.count(Name::Offered)) > u32::from(self.capacity) {
            self.wrong("takes more seats than there are");
        }
    }
}
