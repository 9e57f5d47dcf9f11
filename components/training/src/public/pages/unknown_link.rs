//! For whoever follows a link that leads to nothing, or not yet.

use crate::public::pages::markup::{heading, link, paragraph, sheet};
use crate::public::paths::run_path;
use domain::training::run::Run;
use govuk::{Button, ButtonStyle};
use maud::html;
use web::{Council, Html, phone_link};

/// `title` says what is the matter, `sentence` what to do.
pub(crate) fn unknown(council: &Council, run: Option<&Run>, title: &str, sentence: &str) -> Html {
    let content = html! {
        (heading(title))
        (paragraph(sentence))
        (Button::link("Come back to your booking", "/training/come-back").style(ButtonStyle::Secondary))
        p class="govuk-body" {
            @if let Some(run) = run { (link(&run_path(run.id()), "Look at the training")) " or phone " } @else { "Phone " }
            (phone_link(&council.contact.phone)) "."
        }
    };
    sheet(title, content).html(council)
}
