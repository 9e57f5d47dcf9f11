//! What time does to seats, and who is offered a freed one. It never takes anything from anybody but an offer that ran out.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::fact::{Fact, What, whole_milliseconds};
use super::party::LastOffer;
use super::refusal::SeatsRefusal;
use super::words::{PartyNumber, When};
use super::{MAX_FACTS, MAX_MOVES, Seats};
use crate::calendar::{Calendar, london_date, next_london_midnight};

/// For how many hours of working days an offer is open.
pub const OFFER_HOURS: i64 = 48;

/// How many days are looked at for those hours: no office is closed for longer.
const MAX_OFFER_DAYS: u32 = 60;

/// Facts about the run itself that room is always kept for: that it began, was cancelled.
const RUN_FACTS: u32 = 2;

/// The first moment at which it is too late to accept what is offered now: [`OFFER_HOURS`] hours later, of which those of
/// days that are not worked (Saturdays, Sundays, bank holidays, in London) do not count, and never later than the start.
#[must_use]
pub fn offer_until(now: Timestamp, starts_at: Timestamp, calendar: &Calendar) -> Timestamp {
    let mut at = now;
    let mut left = SignedDuration::from_hours(OFFER_HOURS);
    for _ in 0..MAX_OFFER_DAYS {
        if at >= starts_at {
            break;
        }
        let midnight = next_london_midnight(at);
        if calendar.is_working_day(london_date(at)) {
            let today = midnight.duration_since(at);
            if left <= today {
                return at.checked_add(left).unwrap_or(starts_at).min(starts_at);
            }
            left = left.saturating_sub(today);
        }
        at = midnight;
    }
    at.min(starts_at)
}

impl Seats {
    /// Does what time has made due: offers that ran out lapse, freed seats are offered, the start of the run ends the
    /// queue. Gives whether anything changed.
    pub fn apply_due(&mut self, when: &When<'_>) -> bool {
        let before = self.state.facts;
        // A run that was cancelled, or moved too often, has nothing due.
        let _ = self.apply_due_at(when);
        self.state.facts > before
    }

    /// The same before anything else happens; gives the moment that facts of now bear.
    pub(super) fn apply_due_at(&mut self, when: &When<'_>) -> Result<Timestamp, SeatsRefusal> {
        if self.state.cancelled {
            return Err(SeatsRefusal::RunCancelled);
        }
        let now = self.time(when);
        let started = now >= self.learn_start(now, when)?;
        self.lapse(now, started)?;
        if started && !self.state.begun {
            self.write(now, What::Begun)?;
        }
        self.offer(now, when)?;
        Ok(now)
    }

    /// The moment that facts of now bear: no clock turns a log's time back.
    pub(super) fn time(&self, when: &When<'_>) -> Timestamp {
        whole_milliseconds(when.now).max(self.state.last_at.unwrap_or(Timestamp::MIN))
    }

    /// Writes down when the run starts, where that is news.
    fn learn_start(&mut self, now: Timestamp, when: &When<'_>) -> Result<Timestamp, SeatsRefusal> {
        let starts_at = whole_milliseconds(when.starts_at);
        if self.state.starts_at != Some(starts_at) {
            self.has_room(1)?;
            if self.state.moves >= MAX_MOVES {
                return Err(SeatsRefusal::LogFull);
            }
            self.write(now, What::Starts { starts_at })?;
        }
        Ok(starts_at)
    }

    fn lapse(&mut self, now: Timestamp, started: bool) -> Result<(), SeatsRefusal> {
        if self.state.offered == 0 {
            return Ok(());
        }
        self.state.work.add(self.state.parties.len());
        let due = self.state.parties.iter().filter_map(|party| match party.last_offer {
            LastOffer::Open { until } if until <= now || started => Some(party.number),
            _ => None,
        });
        let due: Vec<PartyNumber> = due.collect();
        due.into_iter().try_for_each(|party| self.write(now, What::Lapsed { party }))
    }

    /// Offers what is free to whom it fits, in the order in which they asked. One pass is enough: less and less is free, so
    /// whoever did not fit will not fit further on.
    pub(super) fn offer(&mut self, now: Timestamp, when: &When<'_>) -> Result<(), SeatsRefusal> {
        if self.state.begun || self.state.available() == 0 || self.state.waiting.is_empty() {
            return Ok(());
        }
        let until = whole_milliseconds(offer_until(now, when.starts_at, when.calendar));
        for number in self.state.waiting.clone() {
            self.state.work.add(1);
            let free = self.state.available();
            if free == 0 {
                break;
            }
            let Some(party) = self.state.party(number) else { continue };
            let Some(given) = party.fits(free) else { continue };
            let places = party.queued().iter().take(usize::from(given)).collect();
            let passed = u16::try_from(self.state.waiting_before(number)).unwrap_or(u16::MAX);
            self.write(now, What::Offered { party: number, places, until, free, passed })?;
        }
        Ok(())
    }

    /// Whether so many facts more leave room for all that those who are in may still do: of each place that waits, an
    /// offer, its answer and a cancellation; of one that is offered the last two; of one confirmed, a cancellation or a
    /// mark.
    pub(super) fn has_room(&self, facts: u32) -> Result<(), SeatsRefusal> {
        let state = &self.state;
        let (queued, offered) = (u32::from(state.queued), u32::from(state.offered));
        let confirmed = u32::from(state.confirmed.saturating_sub(state.marked));
        let kept = RUN_FACTS + 3 * queued + 2 * offered + confirmed;
        if state.facts.saturating_add(facts).saturating_add(kept) > MAX_FACTS {
            return Err(SeatsRefusal::LogFull);
        }
        Ok(())
    }

    pub(super) fn write(&mut self, at: Timestamp, what: What) -> Result<(), SeatsRefusal> {
        let fact = Fact { at, what };
        Arc::make_mut(&mut self.state).apply(&fact).map_err(SeatsRefusal::Impossible)?;
        Arc::make_mut(&mut self.log).add(&fact).map_err(SeatsRefusal::Impossible)
    }
}
