//! Finding an enquiry by its reference.

use govuk::{Button, TextInput, Width};
use maud::{Markup, html};
use web::{Council, Html};

use super::{LIST, sheet};

/// Where a reference is sent.
const FIND: &str = "/desk/advice/find";

/// The page that asks for a reference.
pub(crate) fn find(council: &Council, typed: &str, wrong: Option<&str>) -> Html {
    let content = html! {
        h1 class="govuk-heading-l" { "Find an enquiry" }
        (form(typed, wrong))
    };
    let errors = wrong.into_iter().map(|wrong| ("reference", wrong));
    sheet("Find an enquiry", content).back(LIST).errors(errors).html(council)
}

/// The form alone, for the foot of the list.
pub(super) fn form(typed: &str, wrong: Option<&str>) -> Markup {
    html! {
        form method="post" action=(FIND) novalidate {
            (TextInput::new("reference", "Reference").hint("Such as ENQ-4K7M-95XW. Closed enquiries are found too.")
                .value(typed).error(wrong).width(Width::Chars20).spellcheck(false).autocomplete("off"))
            (Button::new("Find").style(govuk::ButtonStyle::Secondary))
        }
    }
}
