//! What reading a fact is made of: places changing, seats given, people coming; and what is wrong, in sentences.

use jiff::Timestamp;

use super::MAX_FAULTS;
use super::reckoner::{Group, Reckoner, Spot};
use crate::reference::Reference;
use crate::training::seats::Counts;
use crate::training::seats::party::PlaceStateName as Name;
use crate::training::seats::words::{EmailDigest, MAX_PLACES, PartyNumber, PlaceSet};

impl Reckoner {
    /// A party comes, with places that all wait at first.
    pub(super) fn comes(&mut self, reference: &Reference, takes_fewer: bool, emails: &[EmailDigest]) {
        if !self.references.insert(reference.clone()) {
            self.wrong("asks under a reference that was used before");
        }
        if emails.is_empty() || emails.len() > usize::from(MAX_PLACES) {
            self.wrong("asks for a number of places for which nobody can");
        }
        for email in emails {
            if !self.people.insert(*email) {
                self.wrong("gives somebody a second place");
            }
        }
        let spot = |email: &EmailDigest| Spot { state: Name::Queued, email: *email, marked: false };
        let places: Vec<Spot> = emails.iter().map(spot).collect();
        *self.tally.entry(Name::Queued).or_default() += u16::try_from(places.len()).unwrap_or_default();
        self.waiting.insert(self.groups.len());
        self.groups.push(Group { reference: reference.clone(), takes_fewer, places, offered_until: None });
    }

    /// Seats are given to the group of this index: while the run is to come, no more than there are, and past nobody who
    /// asked before and whom they fit.
    pub(super) fn gives(&mut self, at: Timestamp, to: usize, seats: u16, free: u16, passed: u16) {
        if self.begun || self.starts_at.is_none_or(|starts_at| at >= starts_at) {
            self.wrong("gives seats after the start");
        }
        let really = self.free();
        if seats > really || free != really {
            self.wrong("gives seats that are not free, or miscounts them");
        }
        let fits = |group: &Group| if group.takes_fewer { really >= 1 } else { really >= group.waits_for() };
        let before: Vec<&Group> = self.waiting.range(..to).filter_map(|index| self.groups.get(*index)).collect();
        let (passes, jumped) = (before.len(), before.into_iter().any(fits));
        if jumped {
            self.wrong("gives seats past somebody who asked before and whom they fit");
        }
        if passes != usize::from(passed) {
            self.wrong("does not say how many it passes");
        }
    }

    /// Somebody comes instead of somebody else.
    pub(super) fn swaps(&mut self, group: usize, place: usize, email: EmailDigest) {
        let spot = self.groups.get_mut(group).and_then(|group| group.places.get_mut(place));
        let Some(spot) = spot else { return self.wrong("is about a place that there is not") };
        let may = is_live(spot.state) && !spot.marked;
        let before = std::mem::replace(&mut spot.email, email);
        self.people.remove(&before);
        if !may || !self.people.insert(email) {
            self.wrong("lets somebody come who may not");
        }
    }

    /// Places go from one state to another, every one of them.
    pub(super) fn change(&mut self, party: PartyNumber, places: PlaceSet, from: Name, to: Name) {
        let group = self.groups.get(party.index());
        let spot = |index: usize| group.and_then(|group| group.places.get(index));
        let right =
            places.iter().all(|place| spot(place.index()).is_some_and(|spot| spot.state == from && !spot.marked));
        if places.is_empty() || !right {
            self.wrong(match to {
                Name::Offered => "offers a place that does not wait",
                Name::Confirmed => "confirms a place that is not offered",
                _ => "ends a place that is not there to end",
            });
        }
        places.iter().for_each(|place| self.enters(party.index(), place.index(), to));
    }

    /// The same for the whole run.
    pub(super) fn change_all(&mut self, from: Name, to: Name) {
        for index in 0..self.groups.len() {
            let those = self.those(index, from);
            those.iter().for_each(|place| self.enters(index, place.index(), to));
        }
    }

    /// One place is in another state from now on.
    pub(super) fn enters(&mut self, index: usize, place: usize, to: Name) {
        let Some(group) = self.groups.get_mut(index) else { return };
        let Some(spot) = group.places.get_mut(place) else { return };
        let from = std::mem::replace(&mut spot.state, to);
        if !is_live(to) {
            self.people.remove(&spot.email);
        }
        match group.waits_for() {
            0 => self.waiting.remove(&index),
            _ => self.waiting.insert(index),
        };
        let before = self.tally.entry(from).or_default();
        *before = before.saturating_sub(1);
        *self.tally.entry(to).or_default() += 1;
    }

    /// What can be said only at the end: a seat is free for somebody and was not offered, or a place is in no state.
    pub(super) fn finish(&mut self) {
        let free = self.free();
        let fits = |group: &Group| if group.takes_fewer { free >= 1 } else { free >= group.waits_for() };
        let mut waiting = self.waiting.iter().filter_map(|index| self.groups.get(*index));
        if !self.begun && !self.cancelled && waiting.any(fits) {
            self.fault("A free seat was not offered to somebody whom it fits".to_owned());
        }
        let places: usize = self.groups.iter().map(|group| group.places.len()).sum();
        let counted: usize = self.tally.values().map(|count| usize::from(*count)).sum();
        if places != counted {
            self.fault(format!("{places} places were asked for, and {counted} are counted"));
        }
    }

    pub(super) fn group(&self, number: u16) -> Option<&Group> {
        self.groups.get(usize::from(number).checked_sub(1)?)
    }

    pub(super) fn groups(&self) -> usize {
        self.groups.len()
    }

    pub(super) fn those(&self, index: usize, state: Name) -> PlaceSet {
        let Some(group) = self.groups.get(index) else { return PlaceSet::default() };
        let places = group.places.iter().zip(0..MAX_PLACES).filter(|(place, _)| place.state == state);
        PlaceSet(places.fold(0, |set, (_, index)| set | 1 << index))
    }

    pub(super) fn offer(&self, party: PartyNumber) -> Option<Timestamp> {
        self.groups.get(party.index()).and_then(|group| group.offered_until)
    }

    pub(super) fn set_offer(&mut self, party: PartyNumber, until: Option<Timestamp>) {
        if let Some(group) = self.groups.get_mut(party.index()) {
            group.offered_until = until;
        }
    }

    pub(super) fn count(&self, state: Name) -> u16 {
        self.tally.get(&state).copied().unwrap_or_default()
    }

    fn free(&self) -> u16 {
        self.capacity.saturating_sub(self.count(Name::Confirmed)).saturating_sub(self.count(Name::Offered))
    }

    pub(super) fn counts(&self) -> Counts {
        let (confirmed, offered) = (self.count(Name::Confirmed), self.count(Name::Offered));
        let (queued, available) = (self.count(Name::Queued), self.free());
        Counts { capacity: self.capacity, confirmed, offered, queued, available }
    }

    /// Something is wrong with the fact that is being read.
    pub(super) fn wrong(&mut self, what: &str) {
        self.fault(format!("Fact {} {what}", self.fact));
    }

    pub(super) fn fault(&mut self, sentence: String) {
        if self.faults.len() < MAX_FAULTS {
            self.faults.push(sentence);
        }
    }
}

fn is_live(state: Name) -> bool {
    matches!(state, Name::Confirmed | Name::Queued | Name::Offered)
}
