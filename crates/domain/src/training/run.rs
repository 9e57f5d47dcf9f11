//! A run: one dated delivery of a course, with its places and its queue inside. It is the only place that changes one; it
//! reads no clock, keeps nothing, and holds no person's name but the trainer's.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::course::{Course, CourseTitle};
use super::seats::{
    Asked, Attendance, Capacity, EmailDigest, Lateness, Nonce, PartyNumber, PlaceNumber, Seats, SeatsRefusal, When,
};
use super::terms::{Cancellation, Policy, Price};
use super::words::{Audience, CourseId, Exemption, Mode, RunId};
use crate::calendar::Calendar;
use crate::people::StaffId;
use crate::reference::Reference;
use crate::text::{LongText, ShortText};
use crate::words::{EmailAddress, Pence, PersonName};

/// For how many days after its end a run stands among those that are worked on: registers, evaluations, charges.
pub const WORKED_ON_DAYS: i64 = 30;

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
    #[serde(default, deserialize_with = "crate::moment::read_any")]
    moved_at: Option<Timestamp>,
    cancelled: Option<ShortText<200>>,
    /// Whether it has left the list of those that are worked on.
    filed: bool,
}

/// What staff say about a run, but for how many places there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunDetails {
    /// When it starts.
    #[serde(deserialize_with = "crate::moment::read")]
    pub starts_at: Timestamp,
    /// When it ends, which is later.
    #[serde(deserialize_with = "crate::moment::read")]
    pub ends_at: Timestamp,
    /// Where.
    pub delivery: Delivery,
    /// Who teaches.
    pub trainer: Trainer,
    /// With how few people it still runs; only shown to staff.
    pub minimum: u16,
    /// When booking opens; at once where absent.
    #[serde(default, deserialize_with = "crate::moment::read_any")]
    pub opens_at: Option<Timestamp>,
    /// When booking closes; at the start where absent.
    #[serde(default, deserialize_with = "crate::moment::read_any")]
    pub closes_at: Option<Timestamp>,
    /// Who pays how much; nobody else pays.
    pub prices: Vec<Price>,
    /// Who needs a manager's permission to attend.
    pub permission: Vec<Audience>,
    /// What holds when plans change.
    pub policy: Policy,
}

/// Where a run is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Delivery {
    /// In a room.
    InPerson {
        /// Its name and address.
        venue: ShortText<300>,
        /// Steps, lifts, parking, a hearing loop.
        access: Option<LongText<1_000>>,
    },
    /// By video; who has a confirmed place sees the link.
    Online {
        /// An address that begins with `https://`.
        link: JoinLink,
    },
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

/// Whether places can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "booking")]
pub enum Window {
    /// Not yet.
    NotYet {
        /// From when.
        opens_at: Timestamp,
    },
    /// Now.
    Open {
        /// Until when.
        closes_at: Timestamp,
    },
    /// No more.
    Closed,
    /// The run does not take place.
    Cancelled,
}

/// Why something may not be done to a run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RunRefusal {
    /// What the places allow.
    #[error(transparent)]
    Seats(#[from] SeatsRefusal),
    /// Booking is not open.
    #[error("booking is not open")]
    NotOpen(Window),
    /// It is not for them.
    #[error("the run is not for that audience")]
    NotForThem(Audience),
    /// Too late for somebody else to come instead.
    #[error("too late to name somebody else")]
    TooLateToSubstitute {
        /// When it was still possible.
        until: Timestamp,
    },
    /// It has begun.
    #[error("the run has begun")]
    Begun,
}

/// What a step comes to.
pub type RunStep<T> = Result<T, RunRefusal>;

impl Run {
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

    /// Whether places can be asked for.
    #[must_use]
    pub fn window(&self, now: Timestamp) -> Window {
        let RunDetails { starts_at, opens_at, closes_at, .. } = self.details;
        let closes_at = closes_at.map_or(starts_at, |closes_at| closes_at.min(starts_at));
        match opens_at {
            _ if self.cancelled.is_some() => Window::Cancelled,
            _ if now >= closes_at => Window::Closed,
            Some(opens_at) if now < opens_at => Window::NotYet { opens_at },
            _ => Window::Open { closes_at },
        }
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
        let window = self.window(now);
        if !matches!(window, Window::Open { .. }) {
            return Err(RunRefusal::NotOpen(window));
        }
        if !self.audiences.contains(&audience) {
            return Err(RunRefusal::NotForThem(audience));
        }
        Ok(self.with_seats((calendar, now), |seats, when| seats.ask(asked, when))?)
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
            return Err(RunRefusal::Begun);
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

    /// Staff change what they say about it. A new time or venue tells everybody and makes cancelling free.
    ///
    /// # Errors
    /// It has begun or does not take place; fewer places than are taken.
    pub fn change(&mut self, details: RunDetails, capacity: Capacity, at: (&Calendar, Timestamp)) -> RunStep<()> {
        if self.cancelled.is_some() {
            return Err(RunRefusal::Seats(SeatsRefusal::RunCancelled));
        }
        if self.has_begun(at.1) {
            return Err(RunRefusal::Begun);
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
    /// It has begun, or was called off before.
    pub fn call_off(&mut self, reason: ShortText<200>, at: (&Calendar, Timestamp)) -> RunStep<()> {
        if self.cancelled.is_some() {
            return Err(RunRefusal::Seats(SeatsRefusal::RunCancelled));
        }
        if self.has_begun(at.1) {
            return Err(RunRefusal::Begun);
        }
        self.with_seats(at, |seats, when| seats.cancel_run(when))?;
        self.revision = self.revision.saturating_add(1);
        self.cancelled = Some(reason);
        Ok(())
    }

    /// What is due by itself: offers that ran out, the start, and, long after its end, leaving the list of those that are
    /// worked on. Answers whether anything changed.
    pub fn settle(&mut self, at: (&Calendar, Timestamp)) -> bool {
        let settled = self.with_seats(at, |seats, when| seats.settle(when));
        let worked_on = jiff::SignedDuration::from_hours(24 * WORKED_ON_DAYS);
        let over = self.details.ends_at.checked_add(worked_on).is_ok_and(|until| at.1 >= until);
        let files = over && !self.filed && self.seats.told() >= self.seats.facts_count();
        self.filed |= files;
        settled || files
    }

    /// Notes that everybody was told of what happened up to `facts`.
    pub fn told(&mut self, facts: u32) {
        self.seats.set_told(facts);
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

impl Delivery {
    /// Whether it is in a room or by video.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        match self {
            Self::InPerson { .. } => Mode::InPerson,
            Self::Online { .. } => Mode::Online,
        }
    }
}

/// Where an online run is joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct JoinLink(ShortText<500>);

impl JoinLink {
    /// Reads one.
    ///
    /// # Errors
    /// Anything that does not begin with `https://` and a host, or holds white space.
    pub fn parse(typed: &str) -> Result<Self, crate::problems::Fault> {
        let link = ShortText::<500>::parse(typed)?;
        let host = link.as_str().strip_prefix("https://").unwrap_or_default();
        let good = host.starts_with(|c: char| c.is_ascii_alphanumeric()) && !host.contains(char::is_whitespace);
        let refused = || {
            let sentence = "Enter the link to join, starting with https://";
            crate::problems::Fault::whole(crate::problems::Code::InvalidFormat, sentence)
        };
        if good { Ok(Self(link)) } else { Err(refused()) }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl TryFrom<String> for JoinLink {
    type Error = crate::problems::Fault;
    fn try_from(stored: String) -> Result<Self, Self::Error> {
        Self::parse(&stored)
    }
}

impl From<JoinLink> for String {
    fn from(link: JoinLink) -> Self {
        link.0.as_str().to_owned()
    }
}
