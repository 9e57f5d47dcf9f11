//! Bookings, registers, evaluations and certificates: what is shown of people, each to those alone whom it concerns.

use super::{AttendeeView, OrganisationView, PlaceView, WaitingView};
use crate::problems::conflict;
use domain::calendar::{day_in_words, london_date};
use domain::choice::Choice;
use domain::training::booking::Booking;
use domain::training::evaluation::{Averages, Evaluation, QUESTIONS};
use domain::training::run::Run;
use domain::training::seats::Place;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use store::training::{BookingRow, Certified, Marked};
use utoipa::ToSchema;

/// Everybody who ever asked for places on a run.
#[derive(Serialize, ToSchema)]
pub(crate) struct BookingsView {
    /// In the order in which they asked.
    pub(crate) items: Vec<BookingItem>,
}

/// A booking on a run, as staff see it.
#[derive(Serialize, ToSchema)]
pub(crate) struct BookingItem {
    /// Names it.
    #[schema(example = "TRN-4K7M-95XW")]
    pub(crate) reference: String,
    #[schema(value_type = String, format = DateTime)]
    pub(crate) asked_at: Timestamp,
    /// Who the places are for.
    pub(crate) audience: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) organisation: Option<OrganisationView>,
    pub(crate) booker: BookerView,
    /// Who gave permission, where that is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) manager: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) purchase_order: Option<String>,
    /// Whether some of the places are of use without the others.
    pub(crate) takes_fewer: bool,
    /// How those that wait stand in the queue, and why they have no offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) waiting: Option<WaitingView>,
    pub(crate) places: Vec<PlaceView>,
}

/// Who books.
#[derive(Serialize, ToSchema)]
pub(crate) struct BookerView {
    pub(crate) name: String,
    pub(crate) email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) phone: Option<String>,
}

/// The register of a run.
#[derive(Serialize, ToSchema)]
pub(crate) struct RegisterView {
    /// Whoever has a place, by name.
    pub(crate) items: Vec<RegisterItem>,
    /// How many of them are marked.
    pub(crate) marked: usize,
}

/// Somebody who has a place.
#[derive(Serialize, ToSchema)]
pub(crate) struct RegisterItem {
    pub(crate) reference: String,
    pub(crate) place: u8,
    pub(crate) attendee: AttendeeView,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) organisation: Option<String>,
    /// `attended`, `part_attended` or `did_not_attend`, as last marked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) attendance: Option<&'static str>,
}

/// What became of marks, in the order in which they were sent.
#[derive(Serialize, ToSchema)]
pub(crate) struct MarkedView {
    pub(crate) items: Vec<MarkedItem>,
}

/// What became of a mark.
#[derive(Serialize, ToSchema)]
pub(crate) struct MarkedItem {
    pub(crate) reference: String,
    pub(crate) place: u8,
    /// `marked`, `repeated` (it was marked so by this very mark before) or `refused`.
    pub(crate) outcome: &'static str,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) detail: Option<String>,
}

/// What attendees thought of a run. It names nobody.
#[derive(Serialize, ToSchema)]
pub(crate) struct EvaluationsView {
    /// How many said something.
    pub(crate) count: u32,
    pub(crate) questions: Vec<QuestionView>,
    /// What was most useful, or what should be better, in the attendees' words.
    pub(crate) comments: Vec<String>,
}

/// What they thought in one respect.
#[derive(Serialize, ToSchema)]
pub(crate) struct QuestionView {
    pub(crate) question: &'static str,
    /// From 1 (not at all) to 5 (very much); absent where nobody said anything.
    #[schema(example = "4.25")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) average: Option<String>,
}

/// What saying what they thought came to.
#[derive(Serialize, ToSchema)]
pub(crate) struct EvaluatedView {
    /// The code of the certificate; only for who attended all of it.
    #[schema(example = "K7MP-9XWA-H3TC")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) certificate: Option<String>,
}

/// What a certificate says.
#[derive(Serialize, ToSchema)]
pub(crate) struct CertificateView {
    #[schema(example = "K7MP-9XWA-H3TC")]
    pub(crate) code: String,
    pub(crate) course: String,
    /// The day on which it was attended.
    #[schema(value_type = String, format = Date)]
    pub(crate) date: Date,
    /// The same in words.
    pub(crate) when: String,
    /// Of whom it is.
    #[schema(example = "R. A.")]
    pub(crate) initials: String,
}

impl BookingItem {
    pub(crate) fn of(run: &Run, row: &BookingRow) -> Self {
        let (party, booking) = (&row.party, &row.booking);
        let book = booking.book();
        Self {
            reference: booking.reference().to_string(),
            asked_at: booking.asked_at(),
            audience: book.audience.name(),
            organisation: book.organisation.as_ref().map(OrganisationView::of),
            booker: BookerView {
                name: book.booker.name.as_str().to_owned(),
                email: book.booker.email.as_str().to_owned(),
                phone: book.booker.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            },
            manager: book.manager.as_ref().map(|name| name.as_str().to_owned()),
            purchase_order: book.fee.as_ref().map(|fee| fee.purchase_order.as_str().to_owned()),
            takes_fewer: book.takes_fewer,
            waiting: run.seats().waiting(party.reference()).map(|waiting| WaitingView::of(&waiting)),
            places: PlaceView::all(party.places(), booking),
        }
    }
}

impl RegisterItem {
    pub(crate) fn of(booking: &Booking, place: &Place, attendee: AttendeeView) -> Self {
        let organisation = booking.book().organisation.as_ref();
        Self {
            reference: booking.reference().to_string(),
            place: place.number.get(),
            attendee,
            organisation: organisation.map(|organisation| organisation.name.as_str().to_owned()),
            attendance: place.attendance.map(Choice::name),
        }
    }
}

impl EvaluationsView {
    pub(crate) fn of<'a>(said: impl IntoIterator<Item = &'a Evaluation>) -> Self {
        let (mut averages, mut comments) = (Averages::default(), Vec::new());
        for evaluation in said {
            averages.add(&evaluation.scores);
            comments.extend(evaluation.comment.as_ref().map(|comment| comment.as_str().to_owned()));
        }
        let each = averages.in_words().map_or_else(Vec::new, Vec::from);
        let question =
            |(place, question): (usize, &&'static str)| QuestionView { question, average: each.get(place).cloned() };
        Self { count: averages.count, questions: QUESTIONS.iter().enumerate().map(question).collect(), comments }
    }
}

impl CertificateView {
    pub(crate) fn of(certificate: &Certified) -> Self {
        let date = london_date(certificate.held_at);
        Self {
            code: certificate.code.in_groups(),
            course: certificate.title.as_str().to_owned(),
            date,
            when: day_in_words(date),
            initials: certificate.initials.clone(),
        }
    }
}

impl MarkedItem {
    pub(crate) fn of(marked: &Marked) -> Self {
        let (outcome, detail) = match &marked.outcome {
            Ok(true) => ("marked", None),
            Ok(false) => ("repeated", None),
            Err(refusal) => {
                let conflict = conflict(refusal.clone().into()).ok();
                ("refused", conflict.map(|conflict| conflict.sentence.into_owned()))
            }
        };
        Self { reference: marked.reference.to_string(), place: marked.place.get(), outcome, detail }
    }
}
