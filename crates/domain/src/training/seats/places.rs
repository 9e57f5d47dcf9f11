//! Moving places from one state to another, so that every count, the queue and who is there follow. Nothing else changes
//! the state of a place.

use jiff::Timestamp;

use super::party::{Happened, LastOffer, Party, Place, PlaceState};
use super::state::{State, Why};
use super::words::{PartyNumber, PlaceSet};

impl State {
    /// Until when the party's offer is open.
    pub(super) fn open_offer(&self, party: PartyNumber) -> Result<Timestamp, Why> {
        match self.party(party).map(|party| party.last_offer) {
            Some(LastOffer::Open { until }) => Ok(until),
            _ => Err("no open offer"),
        }
    }

    /// Whether there are such places, at least one, and each is so.
    pub(super) fn all(&self, party: PartyNumber, places: PlaceSet, is_so: impl Fn(&Place) -> bool) -> bool {
        let Some(party) = self.party(party) else { return false };
        !places.is_empty() && places.iter().all(|place| party.place(place).is_some_and(&is_so))
    }

    pub(super) fn live(&self, party: PartyNumber, places: PlaceSet) -> bool {
        self.all(party, places, |place| place.state.is_live())
    }

    pub(super) fn any_marked(&self, party: PartyNumber, places: PlaceSet) -> bool {
        let Some(party) = self.party(party) else { return false };
        places.iter().any(|place| party.place(place).is_some_and(|place| place.attendance.is_some()))
    }

    /// Puts places that are in one kind of state, all of them, into another.
    pub(super) fn put(
        &mut self,
        number: PartyNumber,
        places: PlaceSet,
        from: impl Fn(PlaceState) -> bool,
        to: PlaceState,
    ) -> Result<(), Why> {
        if !self.all(number, places, |place| from(place.state)) {
            return Err("places that are not in such a state");
        }
        let Some(party) = self.parties.get_mut(number.index()) else { return Err("no such party") };
        let waited = !party.queued().is_empty();
        for place in places.iter() {
            let Some(place) = party.places.get_mut(place.index()) else { continue };
            match place.state {
                PlaceState::Confirmed => self.confirmed = self.confirmed.saturating_sub(1),
                PlaceState::Queued => self.queued = self.queued.saturating_sub(1),
                PlaceState::Offered { .. } => self.offered = self.offered.saturating_sub(1),
                _ => {}
            }
            match to {
                PlaceState::Confirmed => self.confirmed += 1,
                PlaceState::Offered { .. } => self.offered += 1,
                // Nothing ever goes back into the queue.
                _ => {}
            }
            place.state = to;
            if !to.is_live() {
                self.emails.remove(&place.email);
            }
        }
        if let PlaceState::Offered { until } = to {
            // An offer that grows has one time for all of it.
            for place in &mut party.places {
                if let PlaceState::Offered { until: own } = &mut place.state {
                    *own = until;
                }
            }
        }
        if waited && party.queued().is_empty() {
            let index = self.waiting_before(number);
            if self.waiting.get(index) == Some(&number) {
                self.waiting.remove(index);
            }
        }
        Ok(())
    }

    /// The same with what is offered, all of it or some; gives what is still offered.
    pub(super) fn put_offered(
        &mut self,
        number: PartyNumber,
        places: Option<PlaceSet>,
        to: PlaceState,
    ) -> Result<PlaceSet, Why> {
        let is_offered = |state| matches!(state, PlaceState::Offered { .. });
        let offered = |state: &Self| state.party(number).map(|party| party.those(is_offered)).unwrap_or_default();
        let places = places.unwrap_or_else(|| offered(self));
        self.put(number, places, is_offered, to)?;
        Ok(offered(self))
    }

    /// Every place of the run that is in one kind of state, at once. From the last party on, so that the queue is cleared
    /// from its end.
    pub(super) fn put_all(&mut self, from: impl Fn(PlaceState) -> bool, to: PlaceState) -> Result<(), Why> {
        for index in (0..self.parties.len()).rev() {
            self.work.add(1);
            let Some(party) = self.parties.get(index) else { continue };
            let (number, places) = (party.number, party.those(&from));
            if !places.is_empty() {
                self.put(number, places, &from, to)?;
            }
        }
        Ok(())
    }

    /// Writes down what happened to a party, and how its offer stands now.
    pub(super) fn note(&mut self, party: PartyNumber, fact: u32, what: Happened, offer: Option<LastOffer>) {
        if let Some(party) = self.parties.get_mut(party.index()) {
            party.history.push((fact, what));
            party.last_offer = offer.unwrap_or(party.last_offer);
        }
    }

    pub(super) fn note_all(&mut self, fact: u32, what: Happened, whom: impl Fn(&Party) -> bool) {
        self.work.add(self.parties.len());
        for party in self.parties.iter_mut().filter(|party| whom(party)) {
            party.history.push((fact, what));
        }
    }
}
