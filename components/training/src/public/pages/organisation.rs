//! For which setting somebody books: looked for in the directory, or said in words.

use crate::public::pages::markup::{continue_button, heading, page_of};
use crate::public::paths::{organisation_path, settings_path};
use casework::form::Filled;
use casework::markup::hidden;
use domain::choice::Choice;
use domain::training::fields as f;
use domain::training::questionnaire::Question;
use govuk::{Button, ButtonStyle, Details, InputKind, InputMode, InsetText, TextInput, Width};
use maud::{Markup, html};
use web::{Council, Html};

use super::question::{Asked, caption, too_late};

/// The page on which a setting is looked for, or said.
pub(crate) fn organisation(council: &Council, asked: &Asked<'_>) -> Html {
    let title = Question::Organisation.label();
    let run = asked.run.id();
    let said = !asked.value(f::ORGANISATION.name).is_empty() || !asked.value(f::URN.name).is_empty();
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
    page_of(title, content).back(&asked.back).errors(errors).banner(banner).html(council)
}

/// What was chosen before; it can be gone on with.
fn chosen(asked: &Asked<'_>) -> Markup {
    let (organisation, urn) = (asked.value(f::ORGANISATION.name), asked.value(f::URN.name));
    html! {
        (InsetText::new(html! {
            p class="govuk-body govuk-!-margin-bottom-0" {
                "You book for " strong { (organisation) }
                @if !urn.is_empty() { ", URN " (urn) }
            }
        }))
        form method="post" action=(organisation_path(asked.run.id())) novalidate {
            (hidden(f::ORGANISATION.name, organisation))
            (hidden(f::URN.name, urn))
            (continue_button())
        }
    }
}

fn by_hand(asked: &Asked<'_>) -> Markup {
    html! {
        form method="post" action=(organisation_path(asked.run.id())) novalidate {
            (asked.line(&f::ORGANISATION, "Name of the school, nursery or college").autocomplete("organization"))
            (asked.line(&f::URN, "Unique reference number (URN)")
                .hint("6 digits. You find it on the national register “Get information about schools”.")
                .inputmode(InputMode::Numeric).width(Width::Chars10).spellcheck(false).autocomplete("off"))
            (continue_button())
        }
    }
}
