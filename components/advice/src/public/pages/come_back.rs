//! Coming back with a reference and an access code.

use casework::come_back::{self, ComingBack, Words};
use maud::html;
use web::{Council, Html, email_link, phone_link};

use crate::public::SECTION;

/// The page that asks for reference and code.
pub(crate) fn come_back(council: &Council, coming: &ComingBack) -> Html {
    let words = Words {
        section: &SECTION,
        title: "Come back to your question",
        action: "/advice/come-back",
        example: "ENQ-4K7M-95XW",
        button: "Open my question",
        away: "You were away for a while, so we closed your question to keep it private.",
        below: html! {
            h2 class="govuk-heading-m" { "If you have lost your reference or access code" }
            p class="govuk-body" {
                "We cannot look up your access code, because we do not keep it. Phone us on "
                (phone_link(&council.contact.phone)) " or email " (email_link(&council.contact.email))
                ", or ask your question again."
            }
        },
    };
    come_back::page(council, words, coming)
}
