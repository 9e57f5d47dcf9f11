//! One dated run of a course: what it is, when and where, what it costs, which places are left, and the way to book.

use crate::public::pages::markup::{bullets, heading, link, paragraph, sheet, typed};
use crate::public::pages::words::{audiences, changes, counted, place, places, prices, until, when};
use crate::public::paths::start_path;
use domain::calendar::{Calendar, moment_in_words};
use domain::training::course::Course;
use domain::training::run::{Delivery, Run, Window};
use govuk::{Button, InsetText, SummaryList, SummaryRow, WarningText};
use jiff::Timestamp;
use maud::{Markup, html};
use web::{Council, Html, about_safety, email_link, phone_link};

/// A run and what surrounds it.
pub(crate) struct Shown<'a> {
    /// The run.
    pub(crate) run: &'a Run,
    /// Its course, for what it teaches.
    pub(crate) course: &'a Course,
    /// Days are counted by this.
    pub(crate) calendar: &'a Calendar,
    /// The time now.
    pub(crate) now: Timestamp,
}

/// A run's page.
pub(crate) fn run(council: &Council, shown: &Shown<'_>) -> Html {
    let run = shown.run;
    let title = run.title().as_str();
    let (details, about) = (run.details(), &shown.course.about);
    let content = html! {
        (heading(title))
        (typed(about.summary.as_str()))
        (SummaryList::new().rows(facts(run)))
        (booking(council, shown))
        h2 class="govuk-heading-m" { "What you will be able to do" }
        ul class="govuk-list govuk-list--bullet" { @for outcome in &about.outcomes { li { (outcome.as_str()) } } }
        @if let Delivery::InPerson { access: Some(access), .. } = &details.delivery {
            h2 class="govuk-heading-m" { "Getting in and around" }
            (typed(access.as_str()))
        }
        h2 class="govuk-heading-m" { "If your plans change" }
        (bullets(&changes(run, shown.calendar)))
        (about_safety(&council.safeguarding))
        p class="govuk-body" {
            "If you have a question, phone " (phone_link(&council.contact.phone)) " or email "
            (email_link(&council.contact.email)) "."
        }
    };
    sheet(title, content).back("/training").section("/training").html(council).findable()
}

fn facts(run: &Run) -> Vec<SummaryRow> {
    let details = run.details();
    let counts = run.seats().counts();
    let mut rows = vec![
        SummaryRow::new("When", when(details.starts_at, details.ends_at)),
        SummaryRow::new("Where", place(&details.delivery)),
        SummaryRow::new("For", audiences(run.audiences())),
        SummaryRow::new("Trainer", details.trainer.name.as_str()),
        SummaryRow::new("Cost", prices(run)),
    ];
    if run.cancelled().is_none() {
        rows.push(SummaryRow::new("Places", places(&counts)));
    }
    rows
}

fn booking(council: &Council, shown: &Shown<'_>) -> Markup {
    let run = shown.run;
    let counts = run.seats().counts();
    html! {
        @match run.window(shown.now) {
            Window::Cancelled => (WarningText::new("This training does not take place.")),
            Window::Closed => (InsetText::new(html! {
                p class="govuk-body" {
                    "Booking has closed. " (link("/training", "Look for another date")) ", or phone us on "
                    (phone_link(&council.contact.phone)) "."
                }
            })),
            Window::NotYet { opens_at } => (InsetText::new(html! {
                p class="govuk-body" { "You can book from " (moment_in_words(opens_at)) "." }
            })),
            Window::Open { closes_at } => {
                @if counts.available == 0 { (queue(counts.queued)) }
                (Button::link(button_words(counts.available), start_path(run.id())).start(true))
                (paragraph(format!("You can book until {}. It takes about 5 minutes.", until(closes_at))))
            },
        }
    }
}

fn button_words(available: u16) -> &'static str {
    if available == 0 { "Join the queue" } else { "Book places" }
}

fn queue(queued: u16) -> InsetText {
    InsetText::new(html! {
        h2 class="govuk-heading-m" { "It is full, but you can join the queue" }
        p class="govuk-body" {
            @if queued == 0 { "Nobody is in the queue yet. " }
            @else { (counted(queued, "person is", "people are")) " in the queue. " }
            "When somebody gives up a place, we offer it to the first in the queue whom it fits. "
            "You then have 48 hours of working days to accept it. You can leave the queue at any time."
        }
    })
}
