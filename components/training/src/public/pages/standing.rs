//! How the places of a booking stand, and why those that wait were offered nothing. It decides nothing: the run says so.

use domain::training::booking::Booking;
use domain::training::run::Run;
use domain::training::seats::WhyNoOffer;
use govuk::{InsetText, SummaryList, SummaryRow};
use maud::{Markup, html};

use crate::public::pages::words::{counted, state};

/// Where the booking stands in the queue and why nothing was offered, if it waits.
pub(crate) fn queue(run: &Run, booking: &Booking) -> Markup {
    let Some(waiting) = run.seats().waiting(booking.reference()) else { return html! {} };
    let words = html! {
        @if waiting.why != WhyNoOffer::RunStarted {
            p class="govuk-body" {
                "You are " strong { "number " (waiting.position) } " in the queue, and wait for "
                (counted(waiting.wanted, "place", "places")) ". "
                @if waiting.places_ahead > 0 {
                    "Those before you wait for " (counted(waiting.places_ahead, "place", "places")) "."
                }
            }
        }
        p class="govuk-body govuk-!-margin-bottom-0" {
            (waiting.why.sentence())
            @if waiting.passed > 0 {
                " Meanwhile " (counted(waiting.passed, "smaller group has", "smaller groups have"))
                " got places that were too few for you."
            }
        }
    };
    html! { (InsetText::new(words)) }
}

/// The places in a few lines.
pub(crate) fn standing(run: &Run, booking: &Booking) -> Markup {
    let party = run.seats().party(booking.reference());
    let rows = booking.attendees().map(|(number, attendee, _)| {
        let tag = party.and_then(|party| party.place(number)).map(|seat| state(seat.state));
        SummaryRow::new(attendee.name.as_str(), html! { @if let Some(tag) = tag { (tag) } })
    });
    html! { (queue(run, booking)) (SummaryList::new().rows(rows)) }
}
