//! For which setting somebody books: looked for in the directory, or said in words.

use crate::public::pages::markup::{continue_button, heading, sheet};
use crate::public::paths::{organisation_path, settings_path};
use domain::choice::Choice;
use domain::training::questionnaire::Question;
use govuk::{Button, ButtonStyle, Details, InputKind, InputMode, InsetText, TextInput, Width};
use maud::{Markup, html};
use web::{Council, Html};

use super::question::{Asked, caption, too_late};

/// The page on which a setting is looked for, or said.
pub(crate) fn organisation(council: &Council, asked: &Asked<'_>) -> Html {
    let title = Question::Organisation.label();
    let run = asked.run.id();
    let said = !asked.value("organisation").is_empty() || !asked.value("urn").is_empty();
    let label = if said { "Find another school, nursery or college" } else { "Find your school, nursery or college" };
    let search = settings_path(run);
    let content = html! {
        (caption(asked.run))
        (heading(title))
        @if said && asked.wrong.is_empty() { (chosen(asked)) }
        form method="get" action=(search) role="search" novalidate data-found={ (search) "/found" } {
            (TextInput::new("q", label).hint("Part of its name, its town or postcode, or its URN").kind(InputKind::Search)
                .spellcheck(false).autocomplete("off"))
            (Button::new("Find").style(ButtonStyle::Secondary))
        }
        p class="govuk-visually-hidden" role="status" id="found-status" {}
        div id="found" {}
        (Details::new("It is not in the list", by_hand(asked)).open(!asked.wrong.is_empty()))
    };
    let errors = asked.wrong.iter().map(|wrong| (wrong.field, wrong.sentence.as_str()));
    let banner = asked.too_late.then(too_late);
    sheet(title, content).back(&asked.back).errors(errors).banner(banner).html(council)
}

/// What was chosen before; it can be gone on with.
fn chosen(asked: &Asked<'_>) -> Markup {
    html! {
        (InsetText::new(html! {
            p class="govuk-body govuk-!-margin-bottom-0" {
                "You book for " strong { (asked.value("organisation")) }
                @if !asked.value("urn").is_empty() { ", URN " (asked.value("urn")) }
            }
        }))
        form method="post" action=(organisation_path(asked.run.id())) novalidate {
            input type="hidden" name="organisation" value=(asked.value("organisation"));
            input type="hidden" name="urn" value=(asked.value("urn"));
            (continue_button())
        }
    }
}

fn by_hand(asked: &Asked<'_>) -> Markup {
    html! {
        form method="post" action=(organisation_path(asked.run.id())) novalidate {
            (TextInput::new("organisation", "Name of the school, nursery or college").autocomplete("organization")
                .value(asked.value("organisation")).error(asked.error("organisation")))
            (TextInput::new("urn", "Unique reference number (URN)")
                .hint("6 digits. You find it on the national register “Get information about schools”.")
                .inputmode(InputMode::Numeric).width(Width::Chars10).spellcheck(false).autocomplete("off")
                .value(asked.value("urn")).error(asked.error("urn")))
            (continue_button())
        }
    }
}
