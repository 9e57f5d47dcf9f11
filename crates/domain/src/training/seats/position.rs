//! What a party that waits is told: its position, or why there was no offer. It decides nothing.

use jiff::Timestamp;

use super::Seats;
use super::fact::What;
use super::party::{LastOffer, Party, PlaceState};
use super::words::PartyNumber;
use crate::calendar::moment_in_words;
use crate::reference::Reference;

/// How a party waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its position among those who wait: 1 is first.
    pub position: u32,
    /// How many places those before it wait for.
    pub places_ahead: u32,
    /// How many places it waits for.
    pub wanted: u16,
    /// Why it was offered nothing, or not all.
    pub why: WhyNoOffer,
    /// How often somebody who asked later got a seat while this party waited.
    pub passed: u32,
}

/// Why a party that waits was offered nothing, or not all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNoOffer {
    /// No seat is free.
    Full,
    /// Fewer seats are free than the party can do with.
    DoesNotFit {
        /// How many are free.
        free: u16,
        /// How many it needs.
        wanted: u16,
    },
    /// What is free will be offered to somebody who asked before.
    BehindOthers,
    /// What is free will be offered to this party next.
    Next,
    /// It is considering an offer, and waits for more.
    Offered {
        /// The first moment at which it is too late to accept.
        until: Timestamp,
    },
    /// The run started while it waited.
    RunStarted,
}

impl WhyNoOffer {
    /// The same for the party to read.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::Full => "All places are taken at the moment.".to_owned(),
            Self::DoesNotFit { free: 1, wanted } => {
                format!("One place is free, but you need {wanted} together.")
            }
            Self::DoesNotFit { free, wanted } => format!("{free} places are free, but you need {wanted} together."),
            Self::BehindOthers => "The free places will be offered to people who asked before you.".to_owned(),
            Self::Next => "The free places will be offered to you next.".to_owned(),
            Self::Offered { until } => {
                format!("We have offered you places. Accept them before {}.", moment_in_words(until))
            }
            Self::RunStarted => "The training started before a place came free.".to_owned(),
        }
    }
}

/// Somebody who asked later got seats while a party waited that they did not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: PartyNumber,
    /// How many seats were free.
    pub free: u16,
    /// How many the waiting party wanted.
    pub wanted: u16,
}

impl Seats {
    /// How a party waits; `None` when it does not wait, and never waited in vain.
    #[must_use]
    pub fn waiting(&self, reference: &Reference) -> Option<Waiting> {
        let party = self.party(reference)?;
        let waits = |state| state == PlaceState::Queued;
        let in_vain = |state| state == PlaceState::NotPlaced;
        let (is_so, why): (fn(PlaceState) -> bool, _) = match party.queued().is_empty() {
            false => (waits, self.why(party)),
            true if !party.those(in_vain).is_empty() => (in_vain, WhyNoOffer::RunStarted),
            true => return None,
        };
        let before = self.state.parties.iter().take(party.number.index());
        let wanted = before.map(|other| other.those(is_so).len()).filter(|wanted| *wanted > 0);
        let (others, places_ahead) =
            wanted.fold((0_u32, 0_u32), |(others, places), wanted| (others + 1, places + u32::from(wanted)));
        let passed = u32::try_from(self.skipped(reference).len()).unwrap_or(u32::MAX);
        Some(Waiting { position: others + 1, places_ahead, wanted: party.those(is_so).len(), why, passed })
    }

    fn why(&self, party: &Party) -> WhyNoOffer {
        if let LastOffer::Open { until } = party.last_offer {
            return WhyNoOffer::Offered { until };
        }
        let free = self.state.available();
        if free == 0 {
            return WhyNoOffer::Full;
        }
        if party.fits(free).is_none() {
            return WhyNoOffer::DoesNotFit { free, wanted: party.queued().len() };
        }
        let mut before = self.state.waiting.iter().take(self.state.waiting_before(party.number));
        let others = before.any(|number| self.state.party(*number).is_some_and(|other| other.fits(free).is_some()));
        if others { WhyNoOffer::BehindOthers } else { WhyNoOffer::Next }
    }

    /// Everybody who asked later and got seats while the party of a booking waited.
    #[must_use]
    pub fn skipped(&self, reference: &Reference) -> Vec<Skipped> {
        let mut skipped = Vec::new();
        let Some(party) = self.state.find(reference) else { return skipped };
        let mut asked = party.index();
        let mut wanted = 0_u16;
        for fact in self.log.facts_since_asked(party).flatten() {
            match &fact.what {
                What::Asked { confirmed, free, emails, .. } => {
                    let by = PartyNumber::at(asked);
                    asked += 1;
                    if by == party {
                        wanted = u16::try_from(emails.len()).unwrap_or_default().saturating_sub((*confirmed).into());
                    } else if wanted > 0 && *confirmed > 0 {
                        skipped.push(Skipped { at: fact.at, by, free: *free, wanted });
                    }
                }
                What::Offered { party: by, places, free, .. } => {
                    if *by == party {
                        wanted = wanted.saturating_sub(places.len());
                    } else if *by > party && wanted > 0 {
                        skipped.push(Skipped { at: fact.at, by: *by, free: *free, wanted });
                    }
                }
                What::Left { party: who, places } if *who == party => wanted = wanted.saturating_sub(places.len()),
                What::Begun => wanted = 0,
                _ => {}
            }
        }
        skipped
    }
}
