//! One booking as staff see it: who booked, who is to come, where each place stands.

use crate::desk::pages::markup::{mark, sheet, subheading, tag};
use crate::desk::paths::run_path;
use crate::public::pages::markup::{paragraph, typed};
use crate::public::pages::words::{counted, when};
use domain::calendar::moment_in_words;
use domain::choice::Choice;
use domain::training::booking::{Attendee, Booking, PlaceNotes};
use domain::training::run::Run;
use domain::training::seats::{Party, Place, PlaceState, WhyNoOffer};
use govuk::{Colour, Level, SummaryCard, SummaryList, SummaryRow, Tag};
use maud::{Markup, html};
use web::{Council, Html, email_link, phone_link};

/// A booking with its run.
pub(crate) struct ViewContext<'a> {
    /// The booking.
    pub(crate) booking: &'a Booking,
    /// The run.
    pub(crate) run: &'a Run,
}

/// Where a place stands.
pub(super) fn state(place: &Place) -> Tag {
    let colour = match (place.state, place.attendance) {
        (PlaceState::Confirmed, Some(attendance)) => return mark(attendance),
        (PlaceState::Confirmed, None) => Colour::Green,
        (PlaceState::Offered { .. }, _) => Colour::Yellow,
        (PlaceState::Queued, _) => Colour::Blue,
        _ => Colour::Grey,
    };
    tag(place.state.name().label(), colour)
}

/// Why a party that waits was offered nothing, in words for staff.
pub(super) fn why(why: WhyNoOffer) -> String {
    match why {
        WhyNoOffer::Full => "All places are taken.".to_owned(),
        WhyNoOffer::DoesNotFit { free, wanted } => format!("{} free, and they need {wanted} together.", is_free(free)),
        WhyNoOffer::BehindOthers => "What is free is for those who asked before.".to_owned(),
        WhyNoOffer::Next => "What is free is offered to them next.".to_owned(),
        WhyNoOffer::Offered { until } => format!("They are considering an offer until {}.", moment_in_words(until)),
        WhyNoOffer::RunStarted => "The run began before a place came free.".to_owned(),
    }
}

fn is_free(free: u16) -> String {
    if free == 1 { "1 place is".to_owned() } else { format!("{free} places are") }
}

/// A booking.
pub(crate) fn booking(council: &Council, context: &ViewContext<'_>) -> Html {
    let ViewContext { booking, run } = *context;
    let details = run.details();
    let party = run.seats().party(booking.reference());
    let content = html! {
        span class="govuk-caption-l front-door-unbroken" { (booking.reference()) }
        h1 class="govuk-heading-l" { "Booking" }
        (paragraph(format!("{}, {}", run.title().as_str(), when(details.starts_at, details.ends_at))))
        (subheading("Who booked"))
        (who(booking))
        (subheading("Places"))
        @if let Some(waiting) = run.seats().waiting(booking.reference()) {
            p class="govuk-body" {
                "They are number " (waiting.position) " in the queue. " (why(waiting.why))
                @if waiting.passed > 0 { " Smaller groups went first " (counted(waiting.passed, "time", "times")) "." }
            }
        }
        @for (number, attendee, notes) in booking.attendees() {
            (place(attendee, notes, party.and_then(|party| party.place(number)), party))
        }
        @if !booking.notices().is_empty() {
            (subheading("What we wrote to them"))
            @for notice in booking.notices().iter().rev() {
                div class="front-door-message" {
                    p class="govuk-body-s govuk-hint" { (moment_in_words(notice.at)) }
                    (typed(notice.text.as_str()))
                }
            }
        }
    };
    let title = format!("Booking {}", booking.reference());
    sheet(title, content).back(run_path(run.id())).html(council)
}

fn who(booking: &Booking) -> SummaryList {
    let book = booking.book();
    let mut list = SummaryList::new();
    if let Some(organisation) = &book.organisation {
        let named = html! {
            (organisation.name.as_str())
            @if let Some(urn) = &organisation.urn { br; span class="govuk-hint" { "URN " (urn.as_str()) } }
        };
        list = list.row(SummaryRow::new("Organisation", named));
    }
    list = list
        .row(SummaryRow::new("Name", book.booker.name.as_str()))
        .row(SummaryRow::new("Email address", html! { (email_link(&book.booker.email)) }));
    if let Some(phone) = &book.booker.phone {
        list = list.row(SummaryRow::new("Phone", html! { (phone_link(phone)) }));
    }
    list = list.row(SummaryRow::new("The places are for", book.audience.label()));
    if let Some(manager) = &book.manager {
        list = list.row(SummaryRow::new("Manager who gave permission", manager.as_str()));
    }
    if let Some(fee) = &book.fee {
        list = list
            .row(SummaryRow::new("Price of each place", fee.each.to_string()))
            .row(SummaryRow::new("Purchase order", fee.purchase_order.as_str()));
    }
    if book.attendees.len() > 1 {
        let fewer = if book.takes_fewer { "Yes" } else { "No, they need all of them" };
        list = list.row(SummaryRow::new("Would fewer places do", fewer));
    }
    list.row(SummaryRow::new("Asked for", moment_in_words(booking.asked_at())))
}

fn place(attendee: &Attendee, notes: &PlaceNotes, place: Option<&Place>, party: Option<&Party>) -> Markup {
    let stands = html! {
        @if let Some(place) = place { (state(place)) }
        @if let (Some(PlaceState::Offered { until }), Some(_)) = (place.map(|place| place.state), party) {
            br; "until " (moment_in_words(until))
        }
        @if let Some(exemption) = notes.exemption { br; "Excused: " (exemption.label()) }
    };
    let mut list = SummaryList::new()
        .card(SummaryCard::new(attendee.name.as_str()).level(Level::Three))
        .row(SummaryRow::new("Where it stands", stands))
        .row(SummaryRow::new("Job", attendee.role.as_str()))
        .row(SummaryRow::new("Email address", html! { (email_link(&attendee.email)) }));
    if let Some(needs) = &attendee.needs {
        list = list.row(SummaryRow::new("What they need", typed(needs.as_str())));
    }
    if !notes.before.is_empty() {
        let before: Vec<&str> = notes.before.iter().map(|name| name.as_str()).collect();
        list = list.row(SummaryRow::new("Comes instead of", before.join(", ")));
    }
    if let Some(code) = &notes.certificate {
        list =
            list.row(SummaryRow::new("Certificate", html! { span class="front-door-unbroken" { (code.in_groups()) } }));
    }
    html! { (list) }
}
