//! What the API shows of a booking, to whoever may see it: one form of each thing, whichever component answers. It decides
//! nothing and fetches nothing.

use domain::choice::Choice;
use domain::training::booking::{Attendee, Booking, Organisation, PlaceNotes};
use domain::training::seats::{Place, Waiting};
use serde::Serialize;
use utoipa::ToSchema;

/// For whom somebody books.
#[derive(Serialize, ToSchema)]
pub(crate) struct OrganisationView {
    /// What it is called.
    pub(crate) name: String,
    /// Its unique reference number, where it is a school or another setting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) urn: Option<String>,
}

/// How a booking waits.
#[derive(Serialize, ToSchema)]
pub(crate) struct WaitingView {
    /// Its position among the bookings that wait: 1 is first.
    pub(crate) position: u32,
    /// How many places those before it wait for.
    pub(crate) places_ahead: u32,
    /// How many places it waits for.
    pub(crate) wanted: u16,
    /// Why nothing is offered, or not all.
    pub(crate) why: String,
    /// How often somebody who asked later got places that were too few for this booking.
    pub(crate) passed: u32,
}

/// A place.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlaceView {
    /// Its number in this booking, 1 to 10.
    pub(crate) place: u8,
    /// `confirmed`, `queued`, `offered`, `lapsed`, `declined`, `left`, `cancelled_free`, `cancelled_late`, `run_cancelled`
    /// or `not_placed`.
    pub(crate) state: &'static str,
    /// The same for people.
    pub(crate) state_says: &'static str,
    /// Who is to come.
    pub(crate) attendee: AttendeeView,
    /// Who was to come before, the first of all first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) before: Vec<String>,
    /// `attended`, `part_attended` or `did_not_attend`, as last marked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) attendance: Option<&'static str>,
    /// Whether the attendee said what they thought of it.
    pub(crate) evaluated: bool,
    /// The code of their certificate, which anybody can check.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) certificate: Option<String>,
}

/// Who is to come.
#[derive(Serialize, ToSchema)]
pub(crate) struct AttendeeView {
    /// Their name.
    pub(crate) name: String,
    /// Their address, which a trainer is not shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) email: Option<String>,
    /// Their job.
    pub(crate) role: String,
    /// What we should have ready for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) needs: Option<String>,
}

impl OrganisationView {
    /// An organisation.
    #[must_use]
    pub(crate) fn of(organisation: &Organisation) -> Self {
        let urn = organisation.urn.as_ref().map(|urn| urn.as_str().to_owned());
        Self { name: organisation.name.as_str().to_owned(), urn }
    }
}

impl WaitingView {
    /// How a booking waits.
    #[must_use]
    pub(crate) fn of(waiting: &Waiting) -> Self {
        let Waiting { position, places_ahead, wanted, why, passed } = waiting;
        Self { position: *position, places_ahead: *places_ahead, wanted: *wanted, why: why.sentence(), passed: *passed }
    }
}

impl PlaceView {
    /// The places of a booking as they stand on its run.
    #[must_use]
    pub(crate) fn all(places: &[Place], booking: &Booking) -> Vec<Self> {
        let places = places.iter().zip(booking.attendees());
        places.map(|(place, (_, attendee, notes))| Self::of(place, attendee, notes)).collect()
    }

    fn of(place: &Place, attendee: &Attendee, notes: &PlaceNotes) -> Self {
        let state = place.state.name();
        Self {
            place: place.number.get(),
            state: state.name(),
            state_says: state.label(),
            attendee: AttendeeView::of(attendee),
            before: notes.before.iter().map(|name| name.as_str().to_owned()).collect(),
            attendance: place.attendance.map(Choice::name),
            evaluated: notes.evaluation.is_some(),
            certificate: notes.certificate.as_ref().map(|code| code.in_groups()),
        }
    }
}

impl AttendeeView {
    /// An attendee, as our staff and whoever booked for them may see them.
    #[must_use]
    pub(crate) fn of(attendee: &Attendee) -> Self {
        Self { email: Some(attendee.email.as_str().to_owned()), ..Self::without_email(attendee) }
    }

    /// An attendee as a trainer may see them.
    #[must_use]
    pub(crate) fn without_email(attendee: &Attendee) -> Self {
        Self {
            name: attendee.name.as_str().to_owned(),
            email: None,
            role: attendee.role.as_str().to_owned(),
            needs: attendee.needs.as_ref().map(|needs| needs.as_str().to_owned()),
        }
    }
}
