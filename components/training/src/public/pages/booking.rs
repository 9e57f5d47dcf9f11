//! A booking that was sent: where each place stands and why, who is to come, and what can be done about it.

use crate::public::pages::markup::{address, bullets, heading, link, paragraph, post, sheet, typed};
use crate::public::pages::standing::queue;
use crate::public::pages::words::{changes, counted, place, prices, state, when};
use crate::public::paths::{booking_path, run_path};
use domain::calendar::{Calendar, moment_in_words};
use domain::training::booking::{Attendee, Booking, PlaceNotes};
use domain::training::run::{Delivery, Run, Window};
use domain::training::seats::{Attendance, Place, PlaceNumber, PlaceState};
use govuk::{
    Action, Button, ButtonStyle, InsetText, NotificationBanner, SummaryCard, SummaryList, SummaryRow, Tag, WarningText,
};
use jiff::Timestamp;
use maud::{Markup, html};
use web::{Council, Html, about_safety, phone_link};

/// What the pages about a booking show.
pub(crate) struct ViewContext<'a> {
    /// Who is to come.
    pub(crate) booking: &'a Booking,
    /// Whether they have places.
    pub(crate) run: &'a Run,
    /// Days are counted by this.
    pub(crate) calendar: &'a Calendar,
    /// The time now.
    pub(crate) now: Timestamp,
    /// Names this attempt, so that pressing twice does it once.
    pub(crate) attempt: String,
    /// Whether it is a school's own, seen by who is signed in for it.
    pub(crate) school: bool,
    /// Where each attendee says what they thought of it, for those who may.
    pub(crate) evaluations: Vec<(PlaceNumber, String)>,
    /// What was just done.
    pub(crate) done: Option<&'static str>,
}

impl ViewContext<'_> {
    /// The party's place of that number.
    fn seat(&self, number: PlaceNumber) -> Option<&Place> {
        self.run.seats().party(self.booking.reference()).and_then(|party| party.place(number))
    }

    /// The attendees with their places, where they have any.
    fn places(&self) -> impl Iterator<Item = (PlaceNumber, &Attendee, &PlaceNotes, Option<&Place>)> {
        self.booking.attendees().map(|(number, attendee, notes)| (number, attendee, notes, self.seat(number)))
    }

    fn is_live(&self) -> bool {
        !self.run.has_begun(self.now) && self.places().any(|(.., seat)| seat.is_some_and(|seat| seat.state.is_live()))
    }

    fn has_confirmed(&self) -> bool {
        self.places().any(|(.., seat)| seat.is_some_and(|seat| seat.state == PlaceState::Confirmed))
    }

    fn may_substitute(&self) -> bool {
        self.is_live() && self.now <= self.run.details().policy.substitution_until(self.run.details().starts_at)
    }
}

/// The booking as who made it sees it.
pub(crate) fn booking(council: &Council, context: &ViewContext<'_>) -> Html {
    let ViewContext { booking, run, .. } = context;
    let title = format!("Your booking {}", booking.reference());
    let path = booking_path(booking.reference());
    let content = html! {
        (heading(&title))
        @if let Some(reason) = run.cancelled() {
            (WarningText::new(html! { "This training does not take place: " (reason.as_str()) }))
        } @else if let Some(moved_at) = run.moved_at().filter(|moved_at| *moved_at >= booking.asked_at()) {
            (InsetText::new(html! {
                p class="govuk-body govuk-!-margin-bottom-0" {
                    "We changed when or where it is at " (moment_in_words(moved_at)) ". You can cancel free of charge."
                }
            }))
        }
        (offer(context, &path))
        (SummaryList::new().rows(facts(context)))
        h2 class="govuk-heading-m" { "Places" }
        (queue(run, booking))
        @for (number, attendee, notes, seat) in context.places() { (card(context, number, (attendee, notes), seat)) }
        div class="govuk-button-group" {
            @if context.is_live() { (Button::link("Cancel places", format!("{path}/cancel")).style(ButtonStyle::Secondary)) }
            @if context.has_confirmed() { (Button::link("Save to your calendar", format!("{path}/calendar")).style(ButtonStyle::Secondary)) }
            (Button::script("Print this page").style(ButtonStyle::Secondary).classes("front-door-print"))
        }
        (notices(booking))
        @if context.is_live() {
            h2 class="govuk-heading-m" { "If your plans change" }
            (bullets(&changes(context.run, context.calendar)))
        }
        (about_safety(&council.safeguarding))
        (leave(council, context, &path))
    };
    let banner = context.done.map(NotificationBanner::success);
    let page = sheet(title, content).banner(banner);
    let page = if context.school { page.back("/training/school").section("/training/school") } else { page };
    page.html(council)
}

/// What is offered, and the two ways to answer it.
fn offer(context: &ViewContext<'_>, path: &str) -> Markup {
    let offer = context.run.seats().party(context.booking.reference()).and_then(|party| party.offer());
    html! {
        @if let Some(offer) = offer {
            (InsetText::new(html! {
                h2 class="govuk-heading-m" {
                    "We can offer you " (counted(u64::try_from(offer.places.len()).unwrap_or_default(), "place", "places"))
                }
                p class="govuk-body" { "It is yours until " strong { (moment_in_words(offer.until)) } ". After that we offer it to the next in the queue." }
                (answers(&format!("{path}/accept"), &format!("{path}/decline"), &context.attempt))
            }))
        }
    }
}

/// Taking an offer and not.
pub(super) fn answers(accept: &str, decline: &str, attempt: &str) -> Markup {
    html! {
        div class="govuk-button-group" {
            (post(accept, Some(attempt), &Button::new("Accept").prevent_double_click(true)))
            (post(decline, Some(attempt), &Button::new("Decline").style(ButtonStyle::Secondary).prevent_double_click(true)))
        }
    }
}

fn facts(context: &ViewContext<'_>) -> Vec<SummaryRow> {
    let (run, book) = (context.run, context.booking.book());
    let details = run.details();
    let title = html! { (link(&run_path(run.id()), run.title().as_str())) };
    let mut rows = vec![
        SummaryRow::new("Training", title),
        SummaryRow::new("When", when(details.starts_at, details.ends_at)),
        SummaryRow::new("Where", location(context)),
        SummaryRow::new("Trainer", details.trainer.name.as_str()),
    ];
    if let Delivery::InPerson { access: Some(access), .. } = &details.delivery {
        rows.push(SummaryRow::new("Getting in and around", typed(access.as_str())));
    }
    if let Some(organisation) = &book.organisation {
        rows.push(SummaryRow::new("Organisation", organisation.name.as_str()));
    }
    rows.push(SummaryRow::new(
        "Booked by",
        html! {
            (book.booker.name.as_str()) br; (address(book.booker.email.as_str()))
        },
    ));
    match &book.fee {
        Some(fee) => rows.push(SummaryRow::new(
            "Cost",
            html! {
                (fee.each) " for each place" br; "Purchase order " (fee.purchase_order.as_str())
            },
        )),
        None => rows.push(SummaryRow::new(
            "Cost",
            if details.prices.is_empty() {
                prices(run)
            } else {
                html! { "Free" }
            },
        )),
    }
    rows
}

/// Where it is; how to join it only for who has a place.
fn location(context: &ViewContext<'_>) -> Markup {
    let delivery = &context.run.details().delivery;
    html! {
        (place(delivery))
        @if let Delivery::Online { link } = delivery {
            br;
            @if context.run.cancelled().is_some() {}
            @else if context.has_confirmed() {
                a class="govuk-link govuk-!-text-break-word" href=(link.as_str()) rel="noreferrer noopener" { "Join here" }
            } @else { "The link to join stands here once you have a place." }
        }
    }
}

fn card(
    context: &ViewContext<'_>,
    number: PlaceNumber,
    (attendee, notes): (&Attendee, &PlaceNotes),
    seat: Option<&Place>,
) -> Markup {
    let path = booking_path(context.booking.reference());
    let live = seat.is_some_and(|seat| seat.state.is_live());
    let card = SummaryCard::new(format!("{number}. {}", attendee.name.as_str()));
    let card = if live && context.may_substitute() {
        card.action(Action::new("Send somebody else", "", format!("{path}/attendee/{number}")))
    } else {
        card
    };
    let mut list = SummaryList::new()
        .card(card)
        .row(SummaryRow::new("Place", place_in_words(seat)))
        .row(SummaryRow::new("Email", address(attendee.email.as_str())))
        .row(SummaryRow::new("Job", attendee.role.as_str()));
    if let Some(needs) = &attendee.needs {
        list = list.row(SummaryRow::new("Needs", typed(needs.as_str())));
    }
    if !notes.before.is_empty() {
        let names: Vec<&str> = notes.before.iter().map(domain::words::PersonName::as_str).collect();
        list = list.row(SummaryRow::new("Instead of", names.join(", ")));
    }
    if let Some(attendance) = seat.and_then(|seat| seat.attendance) {
        list = list.row(SummaryRow::new("Attendance", afterwards(context, number, notes, attendance)));
    }
    html! { (list) }
}

fn place_in_words(seat: Option<&Place>) -> Markup {
    html! {
        @match seat {
            Some(seat) => {
                (state(seat.state))
                @if let PlaceState::Offered { until } = seat.state { " until " (moment_in_words(until)) }
            },
            None => (Tag::new("Being asked for")),
        }
    }
}

/// What became of somebody who was there: what they may say of it, and what they have to show for it.
fn afterwards(context: &ViewContext<'_>, number: PlaceNumber, notes: &PlaceNotes, attendance: Attendance) -> Markup {
    use domain::choice::Choice;
    let evaluation = context.evaluations.iter().find(|(of, _)| *of == number);
    html! {
        (attendance.label())
        @if notes.certificate.is_some() {
            br; a class="govuk-link" href=(format!("/training/certificate/of/{}/{number}", context.booking.reference())) { "Certificate" }
        } @else if let Some((_, href)) = evaluation {
            br; a class="govuk-link" href=(href) { "Say what you thought of it" }
        } @else if notes.evaluation.is_some() {
            br; "Thank you for telling us what you thought of it"
        }
    }
}

fn notices(booking: &Booking) -> Markup {
    html! {
        @if !booking.notices().is_empty() {
            h2 class="govuk-heading-m" { "Messages from us" }
            @for notice in booking.notices().iter().rev() {
                section class="front-door-message" {
                    p class="govuk-body-s govuk-hint" { (moment_in_words(notice.at)) }
                    (typed(notice.text.as_str()))
                }
            }
        }
    }
}

fn leave(council: &Council, context: &ViewContext<'_>, path: &str) -> Markup {
    let closed = matches!(context.run.window(context.now), Window::Closed | Window::Cancelled);
    html! {
        p class="govuk-body" {
            @if closed { "If something is wrong, phone " } @else { "To book more places, make another booking. If you need help, phone " }
            (phone_link(&council.contact.phone)) "."
        }
        @if !context.school {
            (paragraph("On a shared phone or computer, lock your booking before you leave. To open it again you then need your access code."))
            (post(&format!("{path}/leave"), None, &Button::new("Lock and leave").style(ButtonStyle::Secondary)))
        }
    }
}
