//! The start page: for each of the four who come to the door, what they can do here and what they cannot do yet.

use govuk::{Button, SummaryList, SummaryRow};
use maud::{Markup, html};
use web::{Council, about_safety, email_link, phone_link};

use super::{bullets, heading, link, paragraph};

pub(super) fn content(council: &Council) -> Markup {
    html! {
        p class="govuk-body-l" { "We help children who are in care, or used to be, to do well at school." }
        (about_safety(&council.safeguarding))
        (families(council))
        (training())
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

fn families(council: &Council) -> Markup {
    html! {
        (heading("Parents and guardians"))
        (paragraph("You can ask us for advice about school if your child was in care, and then:"))
        (bullets([
            "was adopted, here or in another country",
            "came to live with a special guardian",
            "came to live with someone under a child arrangements order",
        ]))
        (paragraph("You do not need an account. You do not have to tell us your child’s name."))
        (Button::link("Ask for advice", "/advice").start(true))
        (paragraph(format!(
            "We write to you within {}, and we answer your question within {}.",
            working_days(council.first_contact_working_days),
            working_days(council.reply_working_days)
        )))
    }
}

fn training() -> Markup {
    html! {
        (heading("Training for the adults around a child"))
        (paragraph("You can book places on our training, for yourself or for up to 10 people:"))
        (bullets([
            "designated teachers, other school staff and governors",
            "early years staff",
            "social workers, carers and adoptive parents",
            "tutors, mentors and therapists who work for us",
        ]))
        (Button::link("Find and book training", "/training").start(true))
        (paragraph(html! {
            "You can also " (link("come back to a booking", "/training/come-back")) ", see "
            (link("your school’s bookings", "/training/school")) " or "
            (link("check a certificate", "/training/certificate")) "."
        }))
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
