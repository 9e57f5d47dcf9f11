//! What a party does about its places: accepting, declining, leaving the queue, cancelling. What comes free is offered on.

use jiff::Timestamp;

use super::Seats;
use super::fact::What;
use super::party::{LastOffer, Party, Place, PlaceState};
use super::refusal::SeatsRefusal;
use super::words::{Lateness, PartyNumber, PlaceNumber, PlaceSet, When};
use crate::reference::Reference;

impl Seats {
    /// The party takes what is offered to it. Gives whether that is news: accepting twice is harmless.
    ///
    /// # Errors
    /// The offer has run out, even where nobody has noticed yet; there is none; no such party; the run was cancelled.
    pub fn accept(&mut self, reference: &Reference, when: &When<'_>) -> Result<bool, SeatsRefusal> {
        let (party, now) = self.after_due(reference, when)?;
        match self.last_offer(party) {
            LastOffer::Open { .. } => {
                self.write(now, What::Accepted { party })?;
                Ok(true)
            }
            LastOffer::Accepted => Ok(false),
            LastOffer::Lapsed => Err(SeatsRefusal::OfferExpired),
            LastOffer::None | LastOffer::Declined => Err(SeatsRefusal::NoOffer),
        }
    }

    /// The party gives back what is offered to it; whatever else it waits for keeps its turn. Gives whether that is news.
    ///
    /// # Errors
    /// The offer has run out; there is none; no such party; the run was cancelled.
    pub fn decline(&mut self, reference: &Reference, when: &When<'_>) -> Result<bool, SeatsRefusal> {
        let (party, now) = self.after_due(reference, when)?;
        match self.last_offer(party) {
            LastOffer::Open { .. } => {
                let places = self.those(party, |state| matches!(state, PlaceState::Offered { .. }));
                self.write(now, What::Declined { party, places })?;
                self.offer(now, when)?;
                Ok(true)
            }
            LastOffer::Declined => Ok(false),
            LastOffer::Lapsed => Err(SeatsRefusal::OfferExpired),
            LastOffer::None | LastOffer::Accepted => Err(SeatsRefusal::NoOffer),
        }
    }

    /// Queued places are given up. Gives whether that is news: those already given up are passed over.
    ///
    /// # Errors
    /// Places that are not queued, all of them named; no such party; the run has started or was cancelled.
    pub fn leave(
        &mut self,
        reference: &Reference,
        places: &[PlaceNumber],
        when: &When<'_>,
    ) -> Result<bool, SeatsRefusal> {
        let (party, now) = self.after_due(reference, when)?;
        let queued = |state| state == PlaceState::Queued;
        let places = self.chosen(party, places, queued)?;
        let news = self.write_about(now, places, |places| What::Left { party, places })?;
        self.offer(now, when)?;
        Ok(news)
    }

    /// Places are given up, whatever they are: confirmed ones are cancelled, offered ones declined, queued ones leave. Gives
    /// whether that is news: those already given up are passed over.
    ///
    /// # Errors
    /// Places that are not live, or whose attendance was marked, all of them named; no such party; the run has started or was
    /// cancelled.
    pub fn cancel(
        &mut self,
        reference: &Reference,
        places: &[PlaceNumber],
        lateness: Lateness,
        when: &When<'_>,
    ) -> Result<bool, SeatsRefusal> {
        let (party, now) = self.after_due(reference, when)?;
        let chosen = self.chosen(party, places, PlaceState::is_live)?;
        let of = |kind: fn(PlaceState) -> bool| PlaceSet(self.those(party, kind).0 & chosen.0);
        let confirmed = of(|state| state == PlaceState::Confirmed);
        let queued = of(|state| state == PlaceState::Queued);
        let offered = of(|state| matches!(state, PlaceState::Offered { .. }));
        // Out of the queue first, so that nobody is offered what they are about to give up.
        let left = self.write_about(now, queued, |places| What::Left { party, places })?;
        let declined = self.write_about(now, offered, |places| What::Declined { party, places })?;
        let cancelled = self.write_about(now, confirmed, |places| What::Cancelled { party, places, lateness })?;
        self.offer(now, when)?;
        Ok(left || declined || cancelled)
    }

    fn after_due(&mut self, reference: &Reference, when: &When<'_>) -> Result<(PartyNumber, Timestamp), SeatsRefusal> {
        let party = self.state.find(reference).ok_or(SeatsRefusal::Unknown)?;
        Ok((party, self.apply_due_at(when)?))
    }

    fn last_offer(&self, party: PartyNumber) -> LastOffer {
        self.state.party(party).map_or(LastOffer::None, |party| party.last_offer)
    }

    fn those(&self, party: PartyNumber, kind: impl Fn(PlaceState) -> bool) -> PlaceSet {
        self.state.party(party).map(|party| party.those(kind)).unwrap_or_default()
    }

    /// Of the named places those that are of that kind; the ones already given up are passed over, and any other refused.
    fn chosen(
        &self,
        party: PartyNumber,
        places: &[PlaceNumber],
        kind: impl Fn(PlaceState) -> bool,
    ) -> Result<PlaceSet, SeatsRefusal> {
        if self.state.begun {
            return Err(SeatsRefusal::RunStarted);
        }
        // Who was marked was there, and can give nothing up any more.
        let open = |place: &&Place| place.attendance.is_none();
        let found = |place| self.state.party(party).and_then(|party: &Party| party.place(place)).filter(open);
        let state = |place| found(place).map(|place| place.state);
        let named: PlaceSet = places.iter().copied().collect();
        let refused = |place| state(place).is_none_or(|state| !kind(state) && !state.was_given_up());
        let refused: Vec<PlaceNumber> = named.iter().filter(|place| refused(*place)).collect();
        if !refused.is_empty() {
            return Err(SeatsRefusal::NotLive { places: refused });
        }
        Ok(named.iter().filter(|place| state(*place).is_some_and(&kind)).collect())
    }

    /// Writes a fact about some places, if there are any.
    fn write_about(
        &mut self,
        now: Timestamp,
        places: PlaceSet,
        what: impl FnOnce(PlaceSet) -> What,
    ) -> Result<bool, SeatsRefusal> {
        if places.is_empty() {
            return Ok(false);
        }
        self.write(now, what(places))?;
        Ok(true)
    }
}
