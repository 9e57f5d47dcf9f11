//! Coming back to a booking with a reference and an access code.

use crate::public::pages::markup::{heading, link, paragraph, sheet};
use domain::problems::Problems;
use govuk::{Button, InsetText, TextInput, Width};
use maud::html;
use web::{Council, Html, email_link, phone_link};

/// What somebody typed to come back, and what was wrong with it.
#[derive(Default)]
pub(crate) struct ComingBack {
    /// As it was typed.
    pub(crate) reference: String,
    /// As it was typed.
    pub(crate) access_code: String,
    /// Whether they were away too long.
    pub(crate) away: bool,
    /// What is wrong.
    pub(crate) problems: Problems,
}

/// The page that asks for reference and code.
pub(crate) fn come_back(council: &Council, coming: &ComingBack) -> Html {
    let wrong = |pointer: &str| coming.problems.at(pointer).map(|problem| problem.detail.as_str());
    let (reference, code) = (wrong("#/reference"), wrong("#/access_code"));
    let content = html! {
        @if coming.away {
            (InsetText::new(html! {
                (paragraph("You were away for a while, so we closed your booking to keep it private. Enter your reference and access code again."))
            }))
        }
        form method="post" action="/training/come-back" novalidate {
            (heading("Come back to your booking"))
            (TextInput::new("reference", "Reference").value(&coming.reference).error(reference)
                .hint("It looks like TRN-4K7M-95XW").width(Width::Chars20).spellcheck(false).autocomplete("off"))
            (TextInput::new("access_code", "Access code").value(&coming.access_code).error(code)
                .hint("16 letters and numbers, in four groups of four").width(Width::Chars20).spellcheck(false)
                .autocomplete("off"))
            (Button::new("Open my booking").prevent_double_click(true))
        }
        p class="govuk-body" {
            "If you sign in for your school, you need no code: " (link("/training/school", "see your school’s bookings")) "."
        }
        h2 class="govuk-heading-m" { "If you have lost your reference or access code" }
        p class="govuk-body" {
            "The reference stands in our emails. We cannot look up your access code, because we do not keep it. Phone us on "
            (phone_link(&council.contact.phone)) " or email " (email_link(&council.contact.email)) ", and we change the booking for you."
        }
    };
    let errors = [("reference", reference), ("access_code", code)];
    let errors = errors.into_iter().filter_map(|(field, wrong)| Some((field, wrong?)));
    sheet("Come back to your booking", content)
        .back("/training")
        .section("/training/come-back")
        .errors(errors)
        .html(council)
}
