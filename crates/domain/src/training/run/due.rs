//! What is due on a run by itself, and what was seen to: whoever calls now and again finds here what to do, and when next.
//! It changes no place but as the engine does.

use jiff::{SignedDuration, Timestamp};

use super::{Run, RunDetails};
use crate::calendar::Calendar;

/// For how many days after its end a run stands among those that are worked on: registers, evaluations, charges.
pub const WORKED_ON_DAYS: i64 = 30;

impl Run {
    /// What is due by itself: offers that ran out, the start, and, long after its end, leaving the list of those that are
    /// worked on. Answers whether anything changed.
    pub fn apply_due(&mut self, at: (&Calendar, Timestamp)) -> bool {
        let changed = self.with_seats(at, |seats, when| seats.apply_due(when));
        let over = self.filed_from().is_some_and(|from| at.1 >= from);
        let files = over && !self.filed && !self.has_to_notify();
        self.filed |= files;
        changed || files
    }

    /// Notes that everybody was notified of what happened up to `facts`.
    pub fn note_notified(&mut self, facts: u32) {
        self.seats.set_notified(facts);
    }

    /// Whether something happened of which somebody may still have to be notified.
    #[must_use]
    pub fn has_to_notify(&self) -> bool {
        self.seats.notified() < self.seats.facts_count()
    }

    /// Whether it has ended and not everybody who came may have been asked what they thought of it.
    #[must_use]
    pub fn wants_evaluations(&self, now: Timestamp) -> bool {
        self.is_to_be_evaluated() && now >= self.details.ends_at
    }

    /// Notes that everybody was asked who had come by `facts`.
    pub fn asked_for_evaluations(&mut self, facts: u32) {
        self.evaluations_at = self.evaluations_at.max(facts);
    }

    fn is_to_be_evaluated(&self) -> bool {
        self.cancelled.is_none() && self.evaluations_at < self.seats.facts_count()
    }

    /// When [`Run::apply_due`] or the asking for evaluations has something to do next.
    #[must_use]
    pub fn next_due(&self) -> Option<Timestamp> {
        if self.filed {
            return None;
        }
        let RunDetails { starts_at, ends_at, .. } = self.details;
        let takes_place = self.cancelled.is_none() && !self.seats.parties().is_empty();
        let starts = (takes_place && !self.seats.has_begun()).then_some(starts_at);
        let ends = self.is_to_be_evaluated().then_some(ends_at);
        let offers = self.seats.next_due().filter(|_| self.cancelled.is_none());
        offers.into_iter().chain(starts).chain(ends).chain(self.filed_from()).min()
    }

    fn filed_from(&self) -> Option<Timestamp> {
        self.details.ends_at.checked_add(SignedDuration::from_hours(24 * WORKED_ON_DAYS)).ok()
    }
}

#[cfg(test)]
mod tests;
