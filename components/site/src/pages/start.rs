//! The start page: for each of the four who come to the door, what they can do here and what they cannot do yet.

use domain::services::{Public, SERVICES};
use govuk::{Button, SummaryList, SummaryRow};
use maud::{Markup, html};
use web::{Council, about_safety, email_link, phone_link};

use super::{bullets, heading, link, paragraph};

pub(super) fn content(council: &Council) -> Markup {
    html! {
        p class="govuk-body-l" { "We help children who are in care, or used to be, to do well at school." }
        (about_safety(&council.safeguarding))
        @for service in SERVICES { @if let Some(public) = &service.public { (what_to_do(council, public)) } }
        (heading("Schools, early years settings and social workers"))
        (paragraph("You cannot refer a child on this website yet. Phone or email us instead."))
        (heading("Tutors, mentors and therapists"))
        (paragraph("You cannot accept work or tell us about sessions on this website yet. Phone or email us instead."))
        (heading("Virtual School staff"))
        (paragraph(html! {
            (link("Sign in", "/sign-in")) " to see what needs doing. Other systems can work through our "
            (link("API", "/api")) "."
        }))
        (contact(council))
    }
}

fn what_to_do(council: &Council, public: &Public) -> Markup {
    html! {
        (heading(public.heading))
        (paragraph(public.lead))
        (bullets(public.points.iter().copied()))
        @if let Some(note) = public.note { (paragraph(note)) }
        (Button::link(public.button, public.href).start(true))
        @if public.promises_an_answer {
            (paragraph(format!(
                "We write to you within {}, and we answer your question within {}.",
                working_days(council.first_contact_working_days),
                working_days(council.reply_working_days)
            )))
        }
        @if let Some((last, before)) = public.also.split_last() {
            (paragraph(html! {
                "You can also "
                @for (place, also) in before.iter().enumerate() { @if place > 0 { ", " } (link(also.0, also.1)) }
                " or " (link(last.0, last.1)) "."
            }))
        }
    }
}

fn working_days(days: u32) -> String {
    if days == 1 { "1 working day".to_owned() } else { format!("{days} working days") }
}

fn contact(council: &Council) -> Markup {
    let contact = &council.contact;
    let rows = [
        Some(SummaryRow::new("Phone", phone_link(&contact.phone))),
        contact.opening_hours.as_ref().map(|hours| SummaryRow::new("Open", hours)),
        Some(SummaryRow::new("Email", email_link(&contact.email))),
        contact.address.as_ref().map(|address| SummaryRow::new("Post", lines(address))),
    ];
    html! { (heading("Get in touch")) (SummaryList::new().rows(rows.into_iter().flatten())) }
}

/// An address as it is written on an envelope.
fn lines(address: &str) -> Markup {
    html! {
        @for (number, line) in address.split(',').map(str::trim).enumerate() {
            @if number > 0 { br; }
            (line)
        }
    }
}
