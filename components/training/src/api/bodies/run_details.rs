//! Runs as staff see and change them.

use domain::calendar::{london_date, london_time};
use domain::choice::Choice;
use domain::training::run::{Delivery, Run};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Money, PlacesView, PriceView, names};

/// A run as staff see it.
#[derive(Serialize, ToSchema)]
pub(crate) struct RunDetailsView {
    /// Names it.
    pub(crate) id: String,
    /// The course that it is a run of.
    pub(crate) course: String,
    /// What the course was called when the run was made.
    pub(crate) title: String,
    /// For whom it is.
    pub(crate) audiences: Vec<&'static str>,
    pub(crate) places: PlacesView,
    /// Why it does not take place, where it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cancelled: Option<String>,
    /// How often what a calendar shows of it changed.
    pub(crate) revision: u32,
    /// What staff said about it, in the shape in which a change takes it.
    pub(crate) details: DetailsView,
}

/// What staff said about a run. Days and times are those of London.
#[derive(Serialize, ToSchema)]
pub(crate) struct DetailsView {
    #[schema(value_type = String, format = Date)]
    date: Date,
    start_time: String,
    #[schema(value_type = Option<String>, format = Date)]
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    end_time: String,
    mode: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    venue: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    access: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    trainer: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    trainer_email: Option<String>,
    capacity: u16,
    minimum: u16,
    #[schema(value_type = Option<String>, format = Date)]
    #[serde(skip_serializing_if = "Option::is_none")]
    opens_on: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    #[serde(skip_serializing_if = "Option::is_none")]
    closes_on: Option<Date>,
    prices: Vec<PriceView>,
    permission: Vec<&'static str>,
    free_until_working_days: u8,
    late_fee: Money,
    no_show_fee: Money,
    substitution_until_hours: u16,
    exemptions: Vec<&'static str>,
}

impl RunDetailsView {
    pub(crate) fn of(run: &Run) -> Self {
        Self {
            id: run.id().as_str().to_owned(),
            course: run.course().as_str().to_owned(),
            title: run.title().as_str().to_owned(),
            audiences: names(run.audiences()),
            places: PlacesView::of(&run.seats().counts()),
            cancelled: run.cancelled().map(|reason| reason.as_str().to_owned()),
            revision: run.revision(),
            details: DetailsView::of(run),
        }
    }
}

impl DetailsView {
    fn of(run: &Run) -> Self {
        let details = run.details();
        let (date, last) = (london_date(details.starts_at), london_date(details.ends_at));
        let (venue, access, link) = match &details.delivery {
            Delivery::InPerson { venue, access } => (Some(venue.as_str()), access.as_ref().map(|it| it.as_str()), None),
            Delivery::Online { link } => (None, None, Some(link.as_str())),
        };
        let policy = &details.policy;
        // Booking closes when a day is over: a moment before, it is that day.
        let last_to_book = |at: Timestamp| london_date(at.checked_sub(SignedDuration::from_secs(1)).unwrap_or(at));
        Self {
            date,
            start_time: time(details.starts_at),
            end_date: (last != date).then_some(last),
            end_time: time(details.ends_at),
            mode: details.delivery.mode().name(),
            venue: venue.map(str::to_owned),
            access: access.map(str::to_owned),
            link: link.map(str::to_owned),
            trainer: details.trainer.name.as_str().to_owned(),
            trainer_email: details.trainer.email.as_ref().map(|email| email.as_str().to_owned()),
            capacity: run.seats().capacity().get(),
            minimum: details.minimum,
            opens_on: details.opens_at.map(london_date),
            closes_on: details.closes_at.map(last_to_book),
            prices: details.prices.iter().map(PriceView::of).collect(),
            permission: names(&details.permission),
            free_until_working_days: policy.free_until_working_days,
            late_fee: Money::of(policy.late_fee),
            no_show_fee: Money::of(policy.no_show_fee),
            substitution_until_hours: policy.substitution_until_hours,
            exemptions: names(&policy.exemptions),
        }
    }
}

fn time(at: Timestamp) -> String {
    let (hour, minute) = london_time(at);
    format!("{hour:02}:{minute:02}")
}
