//! Asking for places, and putting somebody else in one.

use super::Seats;
use super::fact::What;
use super::refusal::SeatsRefusal;
use super::words::{Asked, EmailDigest, MAX_PARTIES, MAX_PLACES, PartyNumber, PlaceNumber, When};
use crate::reference::Reference;

/// The most facts that one place can come to after it was asked for: an offer, its answer, a cancellation.
const FACTS_OF_A_PLACE: usize = 3;

impl Seats {
    /// A party asks. Asking again under the same reference answers the same party and writes nothing.
    ///
    /// # Errors
    /// The run has started or was cancelled; a wrong number of places; somebody is on this run already; there is no room
    /// for another party.
    pub fn ask(&mut self, asked: &Asked, when: &When<'_>) -> Result<PartyNumber, SeatsRefusal> {
        if let Some(party) = self.state.find(&asked.reference) {
            return Ok(party);
        }
        let now = self.apply_due_at(when)?;
        self.may_ask(asked)?;
        let wanted = u8::try_from(asked.places.len()).unwrap_or(MAX_PLACES);
        let free = self.state.available();
        let confirmed = self.confirmed_at_once(wanted, asked.takes_fewer);
        let passed = if confirmed > 0 { u16::try_from(self.state.waiting.len()).unwrap_or(u16::MAX) } else { 0 };
        let (reference, takes_fewer) = (asked.reference.clone(), asked.takes_fewer);
        let emails = asked.places.clone();
        self.write(now, What::Asked { reference, takes_fewer, confirmed, free, passed, emails })?;
        self.state.find(&asked.reference).ok_or(SeatsRefusal::Unknown)
    }

    /// Whether a party may ask, as things stand.
    ///
    /// # Errors
    /// As of [`Self::ask`].
    pub(in crate::training) fn may_ask(&self, asked: &Asked) -> Result<(), SeatsRefusal> {
        if self.state.cancelled {
            return Err(SeatsRefusal::RunCancelled);
        }
        if self.state.begun {
            return Err(SeatsRefusal::RunStarted);
        }
        let wanted = asked.places.len();
        if wanted == 0 || wanted > usize::from(MAX_PLACES) {
            return Err(SeatsRefusal::WrongNumberOfPlaces { asked: wanted });
        }
        let places = self.already_there(&asked.places);
        if !places.is_empty() {
            return Err(SeatsRefusal::AlreadyThere { places });
        }
        if self.state.parties.len() >= usize::from(MAX_PARTIES) {
            return Err(SeatsRefusal::TooManyParties);
        }
        self.has_room(u32::try_from(1 + wanted * FACTS_OF_A_PLACE).unwrap_or(u32::MAX))
    }

    /// How many places a newcomer gets there and then. What is free was just offered to everybody who waits and whom it
    /// fits, so that nobody is left whose it would be.
    fn confirmed_at_once(&self, wanted: u8, takes_fewer: bool) -> u8 {
        match u8::try_from(self.state.available()) {
            Ok(free) if free < wanted && takes_fewer => free,
            Ok(free) if free < wanted => 0,
            _ => wanted,
        }
    }

    /// The places whose attendees have a live place already, or stand earlier in the same list.
    fn already_there(&self, emails: &[EmailDigest]) -> Vec<PlaceNumber> {
        let twice = |index: usize, email| emails.iter().take(index).any(|earlier| earlier == email);
        let offends = |index, email| self.state.has_live_place(email) || twice(index, email);
        let offending = emails.iter().enumerate().filter(|(index, email)| offends(*index, email));
        offending.map(|(index, _)| PlaceNumber::at(index)).collect()
    }

    /// Somebody else comes instead. Gives whether that is news.
    ///
    /// # Errors
    /// No such party or live place, or attendance was marked; the run was cancelled; they are on this run already.
    pub fn substitute(
        &mut self,
        reference: &Reference,
        place: PlaceNumber,
        email: EmailDigest,
        when: &When<'_>,
    ) -> Result<bool, SeatsRefusal> {
        let party = self.state.find(reference).ok_or(SeatsRefusal::Unknown)?;
        let now = self.apply_due_at(when)?;
        let refused = || SeatsRefusal::NotLive { places: vec![place] };
        let found = self.state.party(party).and_then(|party| party.place(place)).ok_or_else(refused)?;
        if !found.state.is_live() || found.attendance.is_some() {
            return Err(refused());
        }
        if found.email == email {
            return Ok(false);
        }
        if self.state.has_live_place(&email) {
            return Err(SeatsRefusal::AlreadyThere { places: vec![place] });
        }
        self.has_room(1)?;
        self.write(now, What::Substituted { party, place, email })?;
        Ok(true)
    }
}
