//! What somebody meets who begins to book: what will be asked, or what they left half done.

use crate::public::pages::markup::{heading, link, paragraph, post, sheet};
use crate::public::pages::words::titled;
use crate::public::paths::{book_path, run_path};
use domain::calendar::moment_in_words;
use domain::training::run::Run;
use domain::training::words::RunId;
use govuk::{Button, ButtonStyle};
use jiff::Timestamp;
use maud::html;
use web::{Council, Html};

/// A booking that somebody left half done.
pub(crate) fn start(council: &Council, run: &Run, next: &str, until: Option<Timestamp>) -> Html {
    let title = "You have a booking that you have not sent yet";
    let content = html! {
        span class="govuk-caption-l" { (titled(run)) }
        (heading(title))
        p class="govuk-body" {
            "We keep your answers "
            @if let Some(until) = until { "until " (moment_in_words(until)) ", " }
            "or until you close your browser."
        }
        div class="govuk-button-group" {
            (Button::link("Carry on with it", next))
            (post(&book_path(run.id(), "forget"), None, &Button::new("Delete my answers").style(ButtonStyle::Secondary)))
        }
        p class="govuk-body" { (link("/training", "Find other training")) }
    };
    sheet(title, content).back(run_path(run.id())).html(council)
}

/// The page of somebody whose answers were deleted before they were sent.
pub(crate) fn gone(council: &Council, run: &RunId) -> Html {
    let title = "We no longer have your answers";
    let content = html! {
        (heading(title))
        (paragraph("We delete answers that are not sent within 24 hours, to keep them private. We have not booked anything."))
        (Button::link("Start again", run_path(run)))
    };
    sheet(title, content).back("/training").html(council)
}
