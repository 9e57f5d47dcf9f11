//! What the lists of training show of each thing: enough for a page of them, and for whoever looks for what is due. A row
//! holds no attendee's name or address.

use domain::messages::Pending;
use domain::people::StaffId;
use domain::reference::Reference;
use domain::text::{LongText, ShortText};
use domain::training::booking::Booking;
use domain::training::course::{Course, CourseTitle};
use domain::training::run::{Delivery, Run, Window};
use domain::training::seats::Counts;
use domain::training::terms::Price;
use domain::training::words::{Audience, CourseId, Mode, RunId};
use domain::words::PersonName;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What the list of courses shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CourseRow {
    /// Names it.
    pub id: CourseId,
    /// Its name.
    pub title: CourseTitle,
    /// What it is about.
    pub summary: LongText<1_000>,
    /// Whom it is for.
    pub audiences: Vec<Audience>,
    /// How long it takes.
    pub minutes: u16,
    /// Whether no new runs are made of it.
    pub retired: bool,
}

impl CourseRow {
    /// A course.
    pub fn of(course: &Course) -> Self {
        let about = &course.about;
        Self {
            id: course.id.clone(),
            title: about.title.clone(),
            summary: about.summary.clone(),
            audiences: about.audiences.clone(),
            minutes: about.minutes,
            retired: course.retired,
        }
    }
}

/// What a list of runs shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunRow {
    /// Names it.
    pub id: RunId,
    /// Of which course.
    pub course: CourseId,
    /// What the course is called.
    pub title: CourseTitle,
    /// Whom it is for.
    pub audiences: Vec<Audience>,
    /// In a room or by video.
    pub mode: Mode,
    /// In which room.
    pub venue: Option<ShortText<300>>,
    /// When it starts.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// When booking opens; at once where absent.
    pub opens_at: Option<Timestamp>,
    /// When booking closes; at the start where absent.
    pub closes_at: Option<Timestamp>,
    /// The places.
    pub counts: Counts,
    /// Who teaches.
    pub trainer: PersonName,
    /// Who that is when they sign in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trainer_member: Option<StaffId>,
    /// About how many confirmed places the register says something.
    pub marked: u16,
    /// With how few people it still runs.
    pub minimum: u16,
    /// Whether it does not take place.
    pub cancelled: bool,
    /// Who pays how much.
    pub prices: Vec<Price>,
    /// How often what a calendar shows of it changed.
    pub revision: u32,
    /// When something is to be done about it next.
    pub due_at: Option<Timestamp>,
    /// Whether something happened of which somebody is still to be told.
    pub untold: bool,
}

impl RunRow {
    /// A run.
    pub fn of(run: &Run) -> Self {
        let details = run.details();
        let venue = match &details.delivery {
            Delivery::InPerson { venue, .. } => Some(venue.clone()),
            Delivery::Online { .. } => None,
        };
        Self {
            id: run.id().clone(),
            course: run.course().clone(),
            title: run.title().clone(),
            audiences: run.audiences().to_vec(),
            mode: details.delivery.mode(),
            venue,
            starts_at: details.starts_at,
            ends_at: details.ends_at,
            opens_at: details.opens_at,
            closes_at: details.closes_at,
            counts: run.seats().counts(),
            trainer: details.trainer.name.clone(),
            trainer_member: details.trainer.member.clone(),
            marked: run.seats().marked(),
            minimum: details.minimum,
            cancelled: run.cancelled().is_some(),
            prices: details.prices.clone(),
            revision: run.revision(),
            due_at: run.next_due(),
            untold: run.is_untold(),
        }
    }

    /// Whether places can be asked for.
    #[must_use]
    pub fn window(&self, now: Timestamp) -> Window {
        Window::at(now, (self.opens_at, self.closes_at, self.starts_at), self.cancelled)
    }

    /// Whether as many people have places as the run needs.
    #[must_use]
    pub const fn has_enough(&self) -> bool {
        self.counts.confirmed >= self.minimum
    }
}

/// What a school sees of a booking that names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolRow {
    /// Names it.
    pub reference: Reference,
    /// On which run.
    pub run: RunId,
    /// What it is called.
    pub title: CourseTitle,
    /// When it starts, as the booker was last told.
    pub starts_at: Timestamp,
    /// When the places were asked for.
    pub asked_at: Timestamp,
    /// How many.
    pub places: u8,
}

impl SchoolRow {
    pub(crate) fn of(booking: &Booking) -> Self {
        let about = booking.about();
        Self {
            reference: booking.reference().clone(),
            run: booking.book().run.clone(),
            title: about.title.clone(),
            starts_at: about.starts_at,
            asked_at: booking.asked_at(),
            places: u8::try_from(booking.book().attendees.len()).unwrap_or(u8::MAX),
        }
    }
}

/// What is still to be done about a booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnsentRow {
    /// Which messages wait.
    pub pending: Option<Pending>,
    /// Since when it is not known that the run knows of it.
    pub asking_since: Option<Timestamp>,
}

impl UnsentRow {
    pub(crate) fn of(booking: &Booking) -> Option<Self> {
        let asking = booking.seen() == 0 && !booking.is_given_up();
        let row = Self { pending: booking.outgoing().pending(), asking_since: asking.then(|| booking.asked_at()) };
        (row.pending.is_some() || asking).then_some(row)
    }
}
