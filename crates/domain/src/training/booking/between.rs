//! What holds between a booking and its run, which are two records: whoever dies between changing the one and the other
//! leaves something here by which the next one goes on. It never says who has a place: the run does.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Attendee, Booking, BookingRefusal, MAX_SUBSTITUTIONS};
use crate::messages::{Addressee, Kind};
use crate::training::course::CourseTitle;
use crate::training::run::Run;
use crate::training::seats::PlaceNumber;

/// How many wishes for somebody else to come a booking remembers: as many as there are places. The oldest makes room.
pub const MAX_WISHES: usize = super::MAX_PLACES;

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
pub(super) struct Wish {
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
    pub fn wish(&mut self, place: PlaceNumber, attendee: Attendee) -> Result<(), BookingRefusal> {
        let (_, notes) = self.attendee(place).ok_or(BookingRefusal::NoSuchPlace)?;
        if notes.before.len() >= MAX_SUBSTITUTIONS {
            return Err(BookingRefusal::TooManySubstitutions);
        }
        let wish = Wish { place, attendee };
        self.wishes.retain(|known| *known != wish);
        if self.wishes.len() >= MAX_WISHES {
            self.wishes.remove(0);
        }
        self.wishes.push(wish);
        Ok(())
    }

    /// Forgets a wish that the run refused.
    pub fn unwish(&mut self, place: PlaceNumber, attendee: &Attendee) {
        self.wishes.retain(|wish| wish.place != place || wish.attendee != *attendee);
    }

    /// Puts everybody in their place of whom the run says that it is theirs: `is_theirs` tells whether an attendee is whom
    /// the run has there. Wishes that the run does not know are kept, since it may be about to.
    pub fn grant(&mut self, is_theirs: impl Fn(PlaceNumber, &Attendee) -> bool) {
        let (granted, kept) =
            std::mem::take(&mut self.wishes).into_iter().partition(|wish| is_theirs(wish.place, &wish.attendee));
        self.wishes = kept;
        let granted: Vec<Wish> = granted;
        for Wish { place, attendee } in granted {
            // A place and the number of its changes were checked when it was wished for.
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
