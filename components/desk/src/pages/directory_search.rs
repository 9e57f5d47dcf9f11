//! Looking for a setting. With script the list changes while words are typed; without it the button does.

use domain::calendar::moment_in_words;
use domain::choice::Choice;
use domain::directory::{Edition, FOUND_MAX, Found, Setting, Status};
use domain::words::{LaEstab, Postcode};
use govuk::{Button, Colour, InputKind, SummaryList, SummaryRow, Tag, TextInput};
use maud::{Markup, html};
use web::{Council, DESK, Html, Sheet};

use super::{IMPORT, SEARCH, count, heading};

/// What was looked for, and what came of it.
pub(crate) struct DirectorySearch<'a> {
    /// As it was typed.
    pub(crate) typed: &'a str,
    /// What was found; nothing before they looked.
    pub(crate) found: Option<&'a Found>,
    /// What is wrong with what was typed.
    pub(crate) wrong: Option<&'a str>,
    /// The directory in use.
    pub(crate) edition: Option<&'a Edition>,
    /// Whether the visitor may import another one.
    pub(crate) may_import: bool,
}

/// The page on which settings are looked for.
pub(crate) fn search(council: &Council, looked: &DirectorySearch<'_>) -> Html {
    let DirectorySearch { typed, found: results, wrong, edition, may_import } = *looked;
    let content = html! {
        (heading("Settings"))
        form method="get" action=(SEARCH) role="search" novalidate data-found="/desk/directory/found" {
            (TextInput::new("q", "Find a school, nursery school or college").value(typed).error(wrong)
                .hint("Part of its name, its town or postcode, its URN or LAESTAB number").kind(InputKind::Search)
                .spellcheck(false).autocomplete("off"))
            (Button::new("Find"))
        }
        p class="govuk-visually-hidden" role="status" id="found-status" {}
        div id="found" { @if let Some(results) = results { (found(results)) } }
        (in_use(edition))
        @if may_import {
            p class="govuk-body" { a class="govuk-link" href=(IMPORT) { "Import a new directory" } }
        }
    };
    let errors = wrong.map(|wrong| ("q", wrong));
    Sheet::new(&DESK, "Settings", content).section(SEARCH).errors(errors).html(council)
}

/// What was found, for the page and for its script.
pub(crate) fn found(found: &Found) -> Markup {
    html! {
        h2 class="govuk-heading-m" { (summary(found)) }
        @if found.count > FOUND_MAX {
            p class="govuk-body" { "These are the first " (FOUND_MAX) ". Type more to find the right one." }
        }
        ul class="govuk-list govuk-list--spaced" {
            @for setting in &found.settings {
                li {
                    a class="govuk-link govuk-!-font-weight-bold" href={ (SEARCH) "/" (setting.urn.as_str()) } {
                        (setting.name)
                    }
                    @if setting.status != Status::Open { " " (tag(setting.status)) }
                    br;
                    (place(setting))
                }
            }
        }
    }
}

fn summary(found: &Found) -> String {
    match found.count {
        0 => "No settings found".to_owned(),
        1 => "1 setting found".to_owned(),
        many => format!("{} settings found", count(many)),
    }
}

fn tag(status: Status) -> Tag {
    Tag::new(status.label()).colour(if status.is_open() { Colour::Blue } else { Colour::Grey })
}

/// "Primary, Larkford, LK1 0AA, Larkshire, URN 100000".
fn place(setting: &Setting) -> String {
    let postcode = setting.postcode.as_ref().map_or("", Postcode::as_str);
    let parts = [setting.phase.as_str(), &setting.town, postcode, &setting.authority_name];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}, URN {}", parts.join(", "), setting.urn.as_str())
}

fn in_use(edition: Option<&Edition>) -> Markup {
    html! {
        h2 class="govuk-heading-m" { "Where this comes from" }
        p class="govuk-body" {
            @match edition {
                Some(edition) => {
                    "The directory in use has " (count(edition.settings)) " settings, open and closed. "
                    (edition.by.name.as_str()) " imported it from the national register at "
                    (moment_in_words(edition.since)) "."
                },
                None => "There is no directory yet. An administrator imports it from the national register.",
            }
        }
    }
}

/// One setting.
pub(crate) fn setting(council: &Council, setting: &Setting) -> Html {
    let rows = [
        ("URN", setting.urn.as_str()),
        ("LAESTAB", setting.laestab.as_ref().map_or("", LaEstab::as_str)),
        ("Type", &setting.kind),
        ("Phase", &setting.phase),
        ("Town", &setting.town),
        ("Postcode", setting.postcode.as_ref().map_or("", Postcode::as_str)),
        ("Local authority", &setting.authority_name),
    ];
    let list = SummaryList::new().row(SummaryRow::new("Status", html! { (tag(setting.status)) }));
    let list = rows
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .fold(list, |list, (name, value)| list.row(SummaryRow::new(name, value)));
    let content = html! { (heading(&setting.name)) (list) };
    Sheet::new(&DESK, setting.name.clone(), content).section(SEARCH).back(SEARCH).html(council)
}
