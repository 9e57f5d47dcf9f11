//! What somebody has in hand once their booking is sent.

use crate::public::pages::markup::{heading, link, post, sheet};
use crate::public::pages::standing::standing;
use crate::public::pages::words::{counted, place, when};
use crate::public::paths::{book_path, booking_path, run_path};
use domain::access_code::AccessCode;
use domain::training::booking::Booking;
use domain::training::run::{Delivery, Run};
use domain::training::seats::PlaceStateName;
use domain::training::words::RunId;
use govuk::{Button, ButtonStyle, Panel, SummaryList, SummaryRow};
use maud::{Markup, html};
use web::{Council, Html, about_safety, email_link, phone_link};

/// A booking that was just sent.
pub(crate) struct Receipt<'a> {
    /// The booking.
    pub(crate) booking: &'a Booking,
    /// Whose places.
    pub(crate) run: &'a Run,
    /// What opens it; a school that is signed in needs none.
    pub(crate) code: Option<&'a AccessCode>,
}

impl Receipt<'_> {
    fn how_many(&self, state: PlaceStateName) -> u16 {
        self.run.seats().party(self.booking.reference()).map_or(0, |party| party.how_many(state))
    }

    fn title(&self) -> String {
        let (confirmed, queued) = (self.how_many(PlaceStateName::Confirmed), self.how_many(PlaceStateName::Queued));
        match (confirmed, queued) {
            (0, _) => "You are in the queue".to_owned(),
            (confirmed, 0) => format!("You have booked {}", counted(confirmed, "place", "places")),
            (confirmed, queued) => format!("You have booked {confirmed} of {} places", confirmed + queued),
        }
    }
}

/// The receipt.
pub(crate) fn receipt(council: &Council, receipt: &Receipt<'_>) -> Html {
    let title = receipt.title();
    let (run, booking) = (receipt.run, receipt.booking);
    let reference = html! { "Your reference" br; strong class="front-door-unbroken" { (booking.reference()) } };
    let details = run.details();
    let content = html! {
        (Panel::confirmation(title.as_str()).content(reference))
        (SummaryList::new()
            .row(SummaryRow::new("Training", run.title().as_str()))
            .row(SummaryRow::new("When", when(details.starts_at, details.ends_at)))
            .row(SummaryRow::new("Where", place(&details.delivery))))
        @if let Some(code) = receipt.code { (access_code(run.id(), code)) }
        h2 class="govuk-heading-m" { "Your places" }
        (standing(run, booking))
        div class="govuk-button-group" {
            @if receipt.how_many(PlaceStateName::Confirmed) > 0 {
                (Button::link("Save to your calendar", format!("{}/calendar", booking_path(booking.reference()))).style(ButtonStyle::Secondary))
            }
            (Button::link("See or change your booking", booking_path(booking.reference())).style(ButtonStyle::Secondary))
        }
        (next(receipt))
        (post(&book_path(run.id(), "forget"), None, &Button::new("Book more places on it").style(ButtonStyle::Secondary)))
        (about_safety(&council.safeguarding))
        p class="govuk-body" { (link("/training", "Find more training")) " or " (link("/", "go to the start page")) "." }
    };
    sheet(title, content).html(council)
}

fn access_code(run: &RunId, code: &AccessCode) -> Markup {
    html! {
        h2 class="govuk-heading-m" { "Your access code" }
        p class="govuk-body-l front-door-code" { strong { (code.grouped()) } }
        p class="govuk-body" {
            "You need the reference and the access code to see or change your booking. Write both down now, print this page, or "
            "save them. We cannot show you the access code again once you leave."
        }
        div class="govuk-button-group" {
            (Button::link("Save as a text file", format!("/training/booked/{}/save", run.as_str())).style(ButtonStyle::Secondary))
            (Button::script("Print this page").style(ButtonStyle::Secondary).classes("front-door-print"))
        }
    }
}

fn next(receipt: &Receipt<'_>) -> Markup {
    let waits = receipt.how_many(PlaceStateName::Queued) > 0;
    let online = matches!(receipt.run.details().delivery, Delivery::Online { .. });
    html! {
        h2 class="govuk-heading-m" { "What happens next" }
        ol class="govuk-list govuk-list--number" {
            li { "We send an email to " span class="govuk-!-text-break-word" { (receipt.booking.email().as_str()) } ". It does not hold the access code." }
            @if waits {
                li { "When we can offer you a place, we write to you. You then have 48 hours of working days to accept it." }
                li { "If no place comes free before it starts, we tell you." }
            }
            @if online { li { "The link to join stands on the page of your booking." } }
            li { "Please tell those who attend. We write to you only." }
            li { "Whoever attends all of it and tells us what they thought of it gets a certificate." }
        }
    }
}

/// The reference and code as a text file: lines as any program shows them.
pub(crate) fn receipt_file(council: &Council, receipt: &Receipt<'_>) -> String {
    let details = receipt.run.details();
    let code = receipt.code.map_or_else(String::new, |code| format!("Your access code: {}\r\n", code.grouped()));
    format!(
        "{}\r\n\r\n{}\r\n{}\r\n{}\r\n\r\nYour reference: {}\r\n{code}\r\n\
         To see or change your booking, open the page where you booked, choose \"Come back to a booking\", and enter both.\r\n\
         Anybody who has both can change it, so keep them safe.\r\n\r\n{}\r\n",
        council.virtual_school,
        receipt.run.title().as_str(),
        when(details.starts_at, details.ends_at),
        place(&details.delivery),
        receipt.booking.reference(),
        council.safeguarding.sentences()
    )
}

/// The page of somebody who comes back to a booking that was sent too long ago to show its code again.
pub(crate) fn sent_before(council: &Council, run: &RunId, reference: &str) -> Html {
    let title = "You have sent this booking";
    let content = html! {
        (heading(title))
        p class="govuk-body" { "Your reference is " strong class="front-door-unbroken" { (reference) } "." }
        p class="govuk-body" {
            "We show the access code for one hour after you book, to keep it private. "
            "If you did not keep it, phone us on " (phone_link(&council.contact.phone)) " or email "
            (email_link(&council.contact.email)) "."
        }
        (Button::link("Come back to your booking", "/training/come-back"))
        (post(&book_path(run, "forget"), None, &Button::new("Make another booking").style(ButtonStyle::Secondary)))
    };
    sheet(title, content).back(run_path(run)).html(council)
}
