//! What holds between a booking and its run, which are two records: a caller that dies between changing the one and the
//! other leaves something here by which the next one goes on. It never says who has a place: the run does.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Attendee, Booking, BookingRefusal, MAX_SUBSTITUTIONS};
use crate::messages::{Addressee, Kind};
use crate::training::course::CourseTitle;
use crate::training::run::Run;
use crate::training::seats::PlaceNumber;

/// How many substitutions that the run has not decided a booking remembers: as many as there are places. The oldest makes
/// room.
pub const MAX_PENDING_SUBSTITUTIONS: usize = super::MAX_PLACES;

/// What a booker was last told of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// What it is called.
    pub title: CourseTitle,
    /// When it starts.
    pub starts_at: Timestamp,
}

/// Somebody else is to come, as soon as the run says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PendingSubstitution {
    place: PlaceNumber,
    attendee: Attendee,
}

impl About {
    /// What there is to tell of a run.
    #[must_use]
    pub fn of(run: &Run) -> Self {
        Self { title: run.title().clone(), starts_at: run.details().starts_at }
    }
}

impl Booking {
    /// What the booker was last told of the run.
    #[must_use]
    pub const fn about(&self) -> &About {
        &self.about
    }

    /// Whether nobody is to ask the run for these places any more. A run that knows the booking all the same is right: it
    /// was asked again, and the booker was told of it.
    #[must_use]
    pub const fn is_given_up(&self) -> bool {
        self.given_up && self.seen == 0
    }

    /// The run refused the places for good.
    pub const fn give_up(&mut self) {
        self.given_up = true;
    }

    /// Notes that somebody else is to come; the run is still to be asked.
    ///
    /// # Errors
    /// No such place; its attendee was changed too often.
    pub fn note_substitution(&mut self, place: PlaceNumber, attendee: Attendee) -> Result<(), BookingRefusal> {
        let (_, notes) = self.attendee(place).ok_or(BookingRefusal::NoSuchPlace)?;
        if notes.before.len() >= MAX_SUBSTITUTIONS {
            return Err(BookingRefusal::TooManySubstitutions);
        }
        let pending = PendingSubstitution { place, attendee };
        self.pending_substitutions.retain(|known| *known != pending);
        if self.pending_substitutions.len() >= MAX_PENDING_SUBSTITUTIONS {
            self.pending_substitutions.remove(0);
        }
        self.pending_substitutions.push(pending);
        Ok(())
    }

    /// Forgets a substitution that the run refused.
    pub fn forget_substitution(&mut self, place: PlaceNumber, attendee: &Attendee) {
        self.pending_substitutions.retain(|pending| pending.place != place || pending.attendee != *attendee);
    }

    /// Puts everybody in their place of whom the run says that it is theirs: `is_theirs` tells whether an attendee is whom
    /// the run has there. A substitution that the run does not know is kept, since it may be about to.
    pub fn apply_substitutions(&mut self, is_theirs: impl Fn(PlaceNumber, &Attendee) -> bool) {
        let (applied, kept) = std::mem::take(&mut self.pending_substitutions)
            .into_iter()
            .partition(|pending| is_theirs(pending.place, &pending.attendee));
        self.pending_substitutions = kept;
        let applied: Vec<PendingSubstitution> = applied;
        for PendingSubstitution { place, attendee } in applied {
            // A place and the number of its changes were checked when it was noted.
            let _ = self.substitute(place, attendee);
        }
    }

    /// Asks the booker, once, to have the attendees say what they thought of it. Answers whether that is new.
    pub fn ask_for_evaluations(&mut self, now: Timestamp) -> bool {
        if !self.invited {
            self.outgoing.write(Kind::EvaluationWanted, Addressee::Subject, now);
        }
        !std::mem::replace(&mut self.invited, true)
    }
}

#[cfg(test)]
mod tests;
