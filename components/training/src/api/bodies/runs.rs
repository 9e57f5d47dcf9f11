//! Courses and runs as everybody sees them, and the feed of those that can be booked.

use domain::calendar::{moment_in_words, time_in_words};
use domain::choice::Choice;
use domain::training::course::Course;
use domain::training::run::{Delivery, Run, Window};
use domain::training::seats::Counts;
use domain::training::terms::Price;
use jiff::Timestamp;
use serde::Serialize;
use store::training::{CourseRow, RunRow};
use utoipa::ToSchema;

use super::{Money, names};

/// A course, on a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct CourseItem {
    /// Names it.
    pub(crate) id: String,
    pub(crate) title: String,
    /// What it is about.
    pub(crate) summary: String,
    /// For whom it is: `designated_teachers`, `school_staff`, `early_years`, `social_workers`, `carers`, `governors` or
    /// `providers`.
    pub(crate) audiences: Vec<&'static str>,
    /// How long it takes.
    pub(crate) minutes: u16,
    /// Whether no new runs are made of it.
    pub(crate) retired: bool,
}

/// A course.
#[derive(Serialize, ToSchema)]
pub(crate) struct CourseView {
    #[serde(flatten)]
    pub(crate) course: CourseItem,
    /// What somebody can do afterwards.
    pub(crate) outcomes: Vec<String>,
}

/// A run, on a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct RunItem {
    /// Names it.
    pub(crate) id: String,
    /// The course that it is a run of.
    pub(crate) course: String,
    /// What the course is called.
    pub(crate) title: String,
    /// For whom it is.
    pub(crate) audiences: Vec<&'static str>,
    /// `in_person` or `online`.
    pub(crate) mode: &'static str,
    /// In which room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) venue: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    pub(crate) starts_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    pub(crate) ends_at: Timestamp,
    /// The same in words.
    #[schema(example = "9:30am on Wednesday 10 February 2027 to 12:30pm")]
    pub(crate) when: String,
    /// Who teaches.
    pub(crate) trainer: String,
    pub(crate) places: PlacesView,
    pub(crate) booking: WindowView,
    /// What a place costs; who is not named pays nothing.
    pub(crate) prices: Vec<PriceView>,
}

/// How many places there are, and where they are.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlacesView {
    pub(crate) capacity: u16,
    /// Taken.
    pub(crate) confirmed: u16,
    /// Held for somebody who is considering an offer.
    pub(crate) offered: u16,
    /// Wanted by somebody who waits.
    pub(crate) queued: u16,
    /// Neither taken nor held.
    pub(crate) available: u16,
    /// The same in plain English.
    #[schema(example = "12 of 30 places are free")]
    pub(crate) says: String,
}

/// Whether places can be asked for.
#[derive(Serialize, ToSchema)]
pub(crate) struct WindowView {
    /// `open`, `not_yet`, `closed` or `cancelled`.
    pub(crate) state: &'static str,
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) opens_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) closes_at: Option<Timestamp>,
}

/// What a place costs.
#[derive(Serialize, ToSchema)]
pub(crate) struct PriceView {
    /// Whom.
    pub(crate) audience: &'static str,
    /// For each place.
    pub(crate) each: Money,
}

/// A run.
#[derive(Serialize, ToSchema)]
pub(crate) struct RunView {
    #[serde(flatten)]
    pub(crate) run: RunItem,
    /// Steps, lifts, parking, a hearing loop.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) access: Option<String>,
    /// Who needs a manager's permission to attend.
    pub(crate) permission: Vec<&'static str>,
    pub(crate) policy: PolicyView,
    /// Why it does not take place, where it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cancelled: Option<String>,
}

/// What holds when plans change.
#[derive(Serialize, ToSchema)]
pub(crate) struct PolicyView {
    /// Cancelling costs nothing until so many working days before the run.
    pub(crate) free_until_working_days: u8,
    /// What each place costs that is cancelled later.
    pub(crate) late_fee: Money,
    /// What each place costs whose attendee does not come.
    pub(crate) no_show_fee: Money,
    /// Somebody else may come instead until so many hours before the run.
    pub(crate) substitution_until_hours: u16,
    /// What excuses cancelling late: `ofsted_visit`, `illness`, `safeguarding`.
    pub(crate) exemptions: Vec<&'static str>,
}

/// A JSON feed (<https://www.jsonfeed.org/version/1.1/>).
#[derive(Serialize, ToSchema)]
pub(crate) struct Feed {
    #[schema(example = "https://jsonfeed.org/version/1.1")]
    version: &'static str,
    title: String,
    home_page_url: String,
    feed_url: String,
    language: &'static str,
    items: Vec<FeedItem>,
}

/// A run in a feed.
#[derive(Serialize, ToSchema)]
pub(crate) struct FeedItem {
    id: String,
    /// The page on which it is booked.
    url: String,
    title: String,
    content_text: String,
    /// For whom it is.
    tags: Vec<&'static str>,
    /// The run as the list has it.
    #[serde(rename = "_run")]
    run: RunItem,
}

impl CourseItem {
    pub(crate) fn of(row: &CourseRow) -> Self {
        Self {
            id: row.id.as_str().to_owned(),
            title: row.title.as_str().to_owned(),
            summary: row.summary.as_str().to_owned(),
            audiences: names(&row.audiences),
            minutes: row.minutes,
            retired: row.retired,
        }
    }

    /// Where it stands in a list.
    pub(crate) fn place(&self) -> String {
        format!("{} {}", self.title.to_lowercase(), self.id)
    }
}

impl CourseView {
    pub(crate) fn of(course: &Course) -> Self {
        let outcomes = course.about.outcomes.iter().map(|outcome| outcome.as_str().to_owned()).collect();
        Self { course: CourseItem::of(&CourseRow::of(course)), outcomes }
    }
}

impl RunItem {
    pub(crate) fn of(row: &RunRow, now: Timestamp) -> Self {
        Self {
            id: row.id.as_str().to_owned(),
            course: row.course.as_str().to_owned(),
            title: row.title.as_str().to_owned(),
            audiences: names(&row.audiences),
            mode: row.mode.name(),
            venue: row.venue.as_ref().map(|venue| venue.as_str().to_owned()),
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            when: when(row),
            trainer: row.trainer.as_str().to_owned(),
            places: PlacesView::of(&row.counts),
            booking: WindowView::of(row.window(now)),
            prices: row.prices.iter().map(PriceView::of).collect(),
        }
    }

    /// Where it stands in a list: by its start.
    pub(crate) fn place(&self) -> String {
        format!("{:020}-{}", self.starts_at.as_millisecond(), self.id)
    }
}

impl PlacesView {
    pub(crate) fn of(counts: &Counts) -> Self {
        let Counts { capacity, confirmed, offered, queued, available } = *counts;
        let says = match (available, queued) {
            (0, 0) => "Full: you can join the queue".to_owned(),
            (0, 1) => "Full: one place is waited for, and you can join the queue".to_owned(),
            (0, queued) => format!("Full: {queued} places are waited for, and you can join the queue"),
            (1, _) => format!("One of {capacity} places is free"),
            (available, _) => format!("{available} of {capacity} places are free"),
        };
        Self { capacity, confirmed, offered, queued, available, says }
    }
}

impl WindowView {
    pub(crate) const fn of(window: Window) -> Self {
        let (state, opens_at, closes_at) = match window {
            Window::NotYet { opens_at } => ("not_yet", Some(opens_at), None),
            Window::Open { closes_at } => ("open", None, Some(closes_at)),
            Window::Closed => ("closed", None, None),
            Window::Cancelled => ("cancelled", None, None),
        };
        Self { state, opens_at, closes_at }
    }
}

impl PriceView {
    pub(crate) fn of(price: &Price) -> Self {
        Self { audience: price.audience.name(), each: Money::of(price.each) }
    }
}

impl RunView {
    pub(crate) fn of(run: &Run, now: Timestamp) -> Self {
        let details = run.details();
        let access = match &details.delivery {
            Delivery::InPerson { access, .. } => access.as_ref(),
            // The link is for those who have a place.
            Delivery::Online { .. } => None,
        };
        let policy = &details.policy;
        Self {
            run: RunItem::of(&RunRow::of(run), now),
            access: access.map(|access| access.as_str().to_owned()),
            permission: names(&details.permission),
            policy: PolicyView {
                free_until_working_days: policy.free_until_working_days,
                late_fee: Money::of(policy.late_fee),
                no_show_fee: Money::of(policy.no_show_fee),
                substitution_until_hours: policy.substitution_until_hours,
                exemptions: names(&policy.exemptions),
            },
            cancelled: run.cancelled().map(|reason| reason.as_str().to_owned()),
        }
    }
}

impl Feed {
    pub(crate) fn of(rows: &[RunRow], virtual_school: &str, site: &str, now: Timestamp) -> Self {
        let item = |row: &RunRow| {
            let run = RunItem::of(row, now);
            let venue = run.venue.as_deref().unwrap_or("Online");
            FeedItem {
                id: run.id.clone(),
                url: format!("{site}/training/runs/{}", run.id),
                title: run.title.clone(),
                content_text: format!("{}. {venue}. {}.", run.when, run.places.says),
                tags: run.audiences.clone(),
                run,
            }
        };
        Self {
            version: "https://jsonfeed.org/version/1.1",
            title: format!("Training by {virtual_school}"),
            home_page_url: format!("{site}/training"),
            feed_url: format!("{site}/api/v1/training/runs.json"),
            language: "en-GB",
            items: rows.iter().map(item).collect(),
        }
    }
}

/// When a run is held, in words. The day of its end is said where it is another.
fn when(row: &RunRow) -> String {
    let same_day = domain::calendar::london_date(row.starts_at) == domain::calendar::london_date(row.ends_at);
    let end = if same_day { time_in_words(row.ends_at) } else { moment_in_words(row.ends_at) };
    format!("{} to {end}", moment_in_words(row.starts_at))
}
