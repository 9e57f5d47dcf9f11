//! Coming back with a reference and an access code.

use domain::problems::Problems;
use govuk::{Button, InsetText, TextInput, Width};
use maud::html;
use web::{Council, Html, email_link, phone_link};

use super::{heading, sheet};

/// What somebody typed to come back, and what was wrong with it.
#[derive(Default)]
pub(crate) struct ComingBack {
    /// As it was typed.
    pub(crate) reference: String,
    /// As it was typed.
    pub(crate) access_code: String,
    /// A message they were writing when they had been away too long; it comes along.
    pub(crate) text: String,
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
                p class="govuk-body" {
                    "You were away for a while, so we closed your question to keep it private. "
                    "Enter your reference and access code again."
                }
                @if !coming.text.is_empty() {
                    p class="govuk-body" { "We still have the message that you were writing. We have not sent it yet." }
                }
            }))
        }
        form method="post" action="/advice/come-back" novalidate {
            (heading("Come back to your question"))
            (TextInput::new("reference", "Reference").value(&coming.reference).error(reference)
                .hint("It looks like ENQ-4K7M-95XW").width(Width::Chars20).spellcheck(false).autocomplete("off"))
            (TextInput::new("access_code", "Access code").value(&coming.access_code).error(code)
                .hint("16 letters and numbers, in four groups of four").width(Width::Chars20).spellcheck(false)
                .autocomplete("off"))
            @if !coming.text.is_empty() { input type="hidden" name="text" value=(coming.text); }
            (Button::new("Open my question").prevent_double_click(true))
        }
        h2 class="govuk-heading-m" { "If you have lost your reference or access code" }
        p class="govuk-body" {
            "We cannot look up your access code, because we do not keep it. Phone us on "
            (phone_link(&council.contact.phone)) " or email " (email_link(&council.contact.email))
            ", or ask your question again."
        }
    };
    let errors = [("reference", reference), ("access_code", code)];
    let errors = errors.into_iter().filter_map(|(field, wrong)| Some((field, wrong?)));
    sheet("Come back to your question", content).back("/advice").errors(errors).html(council)
}
