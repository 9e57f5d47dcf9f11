//! A run: one dated delivery of a course, with its places and its queue inside. It is the only place that changes one; it
//! reads no clock, keeps nothing, and holds no person's name but the trainer's.

mod delivery;
mod due;
mod refusal;
mod window;

pub use delivery::{Delivery, JoinLink};
pub use due::WORKED_ON_DAYS;
pub use refusal::{RunRefusal, RunStep};
pub use window::Window;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::course::{Course, CourseTitle};
use super::seats::{
    Asked, Attendance, Capacity, EmailDigest, Lateness, Nonce, PartyNumber, PlaceNumber, Seats, SeatsRefusal, When,
};
use super::terms::{Cancellation, Policy, Price};
use super::words::{Audience, CourseId, Exemption, RunId};
use crate::calendar::Calendar;
use crate::people::StaffId;
use crate::reference::Reference;
use crate::text::ShortText;
use crate::words::{EmailAddress, Pence, PersonName};

/// A run.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    id: RunId,
    course: CourseId,
    title: CourseTitle,
    audiences: Vec<Audience>,
    details: RunDetails,
    seats: Seats,
    /// How often what a calendar shows of the run changed (RFC 5545 section 3.8.7.4).
    revision: u32,
    moved_at: Option<Timestamp>,
    cancelled: Option<ShortText<200>>,
    /// Whether it has left the list of those that are worked on.
    filed: bool,
    /// With how many facts it was last seen to that whoever came is asked what they thought of it.
    evaluations_at: u32,
}

/// What staff say about a run, but for how many places there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunDetails {
    /// When it starts.
    pub starts_at: Timestamp,
    /// When it ends, which is later.
    pub ends_at: Timestamp,
    /// Where.
    pub delivery: Delivery,
    /// Who teaches.
    pub trainer: Trainer,
    /// With how few people it still runs; only shown to staff.
    pub minimum: u16,
    /// When booking opens; at once where absent.
    pub opens_at: Option<Timestamp>,
    /// When booking closes; at the start where absent.
    pub closes_at: Option<Timestamp>,
    /// Who pays how much; nobody else pays.
    pub prices: Vec<Price>,
    /// Who needs a manager's permission to attend.
    pub permission: Vec<Audience>,
    /// What holds when plans change.
    pub policy: Policy,
}

/// Who teaches a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trainer {
    /// Their name, which everybody sees.
    pub name: PersonName,
    /// With which address they sign in; only staff see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// Who they are when they sign in, so that they can mark the register of this run.
    pub member: Option<StaffId>,
}

impl Run {
    /// A run as an earlier release stored it, in the form in which it is stored now; `None` where it is none.
    #[must_use]
    pub fn of_the_first_form(mut stored: Value) -> Option<Value> {
        Seats::take_from_the_first_form(stored.get_mut("seats")?)?;
        Some(stored)
    }

    /// A new run of a course.
    #[must_use]
    pub fn new(id: RunId, course: &Course, details: RunDetails, capacity: Capacity) -> Self {
        Self {
            id,
            course: course.id.clone(),
            title: course.about.title.clone(),
            audiences: course.about.audiences.clone(),
            details,
            seats: Seats::new(capacity),
            revision: 0,
            moved_at: None,
            cancelled: None,
            filed: false,
            evaluations_at: 0,
        }
    }

    /// Names it.
    #[must_use]
    pub const fn id(&self) -> &RunId {
        &self.id
    }

    /// Of which course.
    #[must_use]
    pub const fn course(&self) -> &CourseId {
        &self.course
    }

    /// What the course was called when the run was made.
    #[must_use]
    pub const fn title(&self) -> &CourseTitle {
        &self.title
    }

    /// Whom it is for.
    #[must_use]
    pub fn audiences(&self) -> &[Audience] {
        &self.audiences
    }

    /// What staff say about it.
    #[must_use]
    pub const fn details(&self) -> &RunDetails {
        &self.details
    }

    /// The places and the queue.
    #[must_use]
    pub const fn seats(&self) -> &Seats {
        &self.seats
    }

    /// How often what a calendar shows of it changed.
    #[must_use]
    pub const fn revision(&self) -> u32 {
        self.revision
    }

    /// Why it does not take place, if so.
    #[must_use]
    pub const fn cancelled(&self) -> Option<&ShortText<200>> {
        self.cancelled.as_ref()
    }

    /// When it was last moved.
    #[must_use]
    pub const fn moved_at(&self) -> Option<Timestamp> {
        self.moved_at
    }

    /// Whether it has left the list of those that are worked on.
    #[must_use]
    pub const fn is_filed(&self) -> bool {
        self.filed
    }

    /// Whether it has started.
    #[must_use]
    pub fn has_begun(&self, now: Timestamp) -> bool {
        now >= self.details.starts_at
    }

    /// Whether it can still be changed or called off, or why not.
    ///
    /// # Errors
    /// It has begun, or was called off.
    pub fn to_come(&self, now: Timestamp) -> RunStep<()> {
        if self.cancelled.is_some() {
            return Err(RunRefusal::CalledOff);
        }
        if self.has_begun(now) {
            return Err(RunRefusal::Begun);
        }
        Ok(())
    }

    /// Whether places can be asked for.
    #[must_use]
    pub fn window(&self, now: Timestamp) -> Window {
        let RunDetails { starts_at, opens_at, closes_at, .. } = self.details;
        Window::at(now, (opens_at, closes_at, starts_at), self.cancelled.is_some())
    }

    /// What one place costs this audience; nothing where no price is set.
    #[must_use]
    pub fn price(&self, audience: Audience) -> Pence {
        self.details.prices.iter().find(|price| price.audience == audience).map_or(Pence::ZERO, |price| price.each)
    }

    /// Whether this audience needs a manager's permission.
    #[must_use]
    pub fn needs_permission(&self, audience: Audience) -> bool {
        self.details.permission.contains(&audience)
    }

    /// What cancelling would cost a booking that was made at `asked_at`.
    #[must_use]
    pub fn cancellation(
        &self,
        (asked_at, now): (Timestamp, Timestamp),
        calendar: &Calendar,
        exemption: Option<Exemption>,
    ) -> Cancellation {
        let moved = self.moved_at.is_some_and(|moved_at| moved_at >= asked_at);
        self.details.policy.cancellation((now, self.details.starts_at), calendar, exemption, moved)
    }

    /// Somebody asks for places. The same booking asked twice has what it had.
    ///
    /// # Errors
    /// Booking is not open; the run is not for them; somebody in the group has a place already.
    pub fn ask(
        &mut self,
        asked: &Asked,
        audience: Audience,
        (calendar, now): (&Calendar, Timestamp),
    ) -> RunStep<PartyNumber> {
        if let Some(party) = self.seats.party(&asked.reference) {
            return Ok(party.number());
        }
        self.is_open_to(audience, now)?;
        Ok(self.with_seats((calendar, now), |seats, when| seats.ask(asked, when))?)
    }

    /// Whether nothing speaks against giving somebody places or putting them into the queue, as things stand. It is
    /// [`Self::ask`] that counts: it first does what is due by now, which may let somebody in, or keep them out of a log
    /// that is nearly full; but it takes a run that may be changed.
    #[must_use]
    pub fn would_take(&self, asked: &Asked, audience: Audience, now: Timestamp) -> bool {
        let is_there = self.seats.party(&asked.reference).is_some();
        is_there || self.is_open_to(audience, now).is_ok() && self.seats.may_ask(asked).is_ok()
    }

    fn is_open_to(&self, audience: Audience, now: Timestamp) -> RunStep<()> {
        let window = self.window(now);
        if !matches!(window, Window::Open { .. }) {
            return Err(RunRefusal::NotOpen(window));
        }
        if !self.audiences.contains(&audience) {
            return Err(RunRefusal::NotForThem(audience));
        }
        Ok(())
    }

    /// Accepts what was offered. Answers whether that was new.
    ///
    /// # Errors
    /// Nothing is offered, or the offer has run out.
    pub fn accept(&mut self, reference: &Reference, at: (&Calendar, Timestamp)) -> RunStep<bool> {
        Ok(self.with_seats(at, |seats, when| seats.accept(reference, when))?)
    }

    /// Declines what was offered. Answers whether that was new.
    ///
    /// # Errors
    /// Nothing is offered.
    pub fn decline(&mut self, reference: &Reference, at: (&Calendar, Timestamp)) -> RunStep<bool> {
        Ok(self.with_seats(at, |seats, when| seats.decline(reference, when))?)
    }

    /// Gives places up, whether they are confirmed, offered or queued. Answers whether that was new.
    ///
    /// # Errors
    /// The run has begun; a place is not theirs to give up.
    pub fn cancel(
        &mut self,
        reference: &Reference,
        places: &[PlaceNumber],
        cost: &Cancellation,
        at: (&Calendar, Timestamp),
    ) -> RunStep<bool> {
        if self.has_begun(at.1) {
            return Err(RunRefusal::Seats(SeatsRefusal::RunStarted));
        }
        let lateness = if cost.free { Lateness::Free } else { Lateness::Late };
        Ok(self.with_seats(at, |seats, when| seats.cancel(reference, places, lateness, when))?)
    }

    /// Somebody else is to come. Answers whether that was new.
    ///
    /// # Errors
    /// It is too late for that; the other has a place already.
    pub fn substitute(
        &mut self,
        reference: &Reference,
        place: PlaceNumber,
        email: EmailDigest,
        at: (&Calendar, Timestamp),
    ) -> RunStep<bool> {
        let until = self.details.policy.substitution_until(self.details.starts_at);
        if at.1 > until {
            return Err(RunRefusal::TooLateToSubstitute { until });
        }
        Ok(self.with_seats(at, |seats, when| seats.substitute(reference, place, email, when))?)
    }

    /// Marks the register. Answers whether that was new.
    ///
    /// # Errors
    /// The day has not come; the place is not a confirmed one.
    pub fn mark(
        &mut self,
        (reference, place): (&Reference, PlaceNumber),
        (attendance, nonce): (Attendance, Nonce),
        at: (&Calendar, Timestamp),
    ) -> RunStep<bool> {
        Ok(self.with_seats(at, |seats, when| seats.mark(reference, place, attendance, nonce, when))?)
    }

    /// Staff change what they say about it. A new time or venue tells everybody and makes cancelling free. What holds when
    /// plans change gets no harsher for those who booked on it.
    ///
    /// # Errors
    /// It is not [`Run::to_come`]; fewer places than are taken; harsher terms while they bind somebody.
    pub fn change(&mut self, details: RunDetails, capacity: Capacity, at: (&Calendar, Timestamp)) -> RunStep<()> {
        self.to_come(at.1)?;
        if self.seats.bind_anybody() && !details.policy.is_as_kind_as(&self.details.policy) {
            return Err(RunRefusal::HarsherTerms);
        }
        let moved = (details.starts_at, details.ends_at, &details.delivery)
            != (self.details.starts_at, self.details.ends_at, &self.details.delivery);
        self.details = details;
        if moved {
            self.moved_at = Some(at.1);
            self.revision = self.revision.saturating_add(1);
            self.with_seats(at, |seats, when| seats.moved(when))?;
        }
        if capacity != self.seats.capacity() {
            self.with_seats(at, |seats, when| seats.set_capacity(capacity, when))?;
        }
        Ok(())
    }

    /// Staff call it off. Everybody is told.
    ///
    /// # Errors
    /// It is not [`Run::to_come`].
    pub fn call_off(&mut self, reason: ShortText<200>, at: (&Calendar, Timestamp)) -> RunStep<()> {
        self.to_come(at.1)?;
        self.with_seats(at, |seats, when| seats.cancel_run(when))?;
        self.revision = self.revision.saturating_add(1);
        self.cancelled = Some(reason);
        Ok(())
    }

    fn with_seats<T>(
        &mut self,
        (calendar, now): (&Calendar, Timestamp),
        step: impl FnOnce(&mut Seats, &When<'_>) -> T,
    ) -> T {
        let when = When { now, starts_at: self.details.starts_at, calendar };
        step(&mut self.seats, &when)
    }
}
