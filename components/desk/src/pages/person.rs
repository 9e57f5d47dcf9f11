//! One person: who they are, changing it, ending it, and what was done.

use domain::people::{Person, StaffId, StaffMember};
use govuk::{Button, ButtonStyle, Cell, SummaryList, SummaryRow, Table, WarningText};
use maud::html;
use web::{Council, Html};

use super::people::{TypedPerson, fields};
use super::{HistoryLine, banner, heading, link, place, sheet, when};

/// One person, and what was typed about them.
pub(crate) struct PersonPage<'a> {
    pub(crate) person: &'a Person,
    /// The version before us.
    pub(crate) version: u64,
    pub(crate) typed: &'a TypedPerson,
    /// Whether their history can be believed.
    pub(crate) whole: bool,
    /// The latest first.
    pub(crate) did: Vec<HistoryLine>,
    /// What has just happened.
    pub(crate) done: Option<&'a str>,
}

/// Where a person's page is.
pub(crate) fn person_path(id: &StaffId) -> String {
    format!("/desk/people/{}", id.as_str())
}

/// One person.
pub(crate) fn person(council: &Council, one: &PersonPage<'_>, me: &StaffMember) -> Html {
    let PersonPage { person, version, typed, whole, did, done } = one;
    let (name, path) = (person.member.name.as_str(), person_path(&person.member.id));
    let details = SummaryList::new()
        .row(SummaryRow::new("Email address", person.email.as_str()))
        .row(SummaryRow::new("Belongs to", place(&person.member.membership)))
        .row(SummaryRow::new("Invited", when(person.invited_at)));
    let details = match person.ended_at {
        Some(at) => details.row(SummaryRow::new("Access ended", when(at))),
        None => details,
    };
    let table = Table::without_caption().head(["When", "Who", "What"]).stacked();
    let table = did.iter().fold(table, |table, did| {
        table.row([Cell::under("When", when(did.at)), Cell::under("Who", &did.who), Cell::under("What", &did.what)])
    });
    let content = html! {
        (heading(name))
        (details)
        @if person.ended_at.is_none() {
            h2 class="govuk-heading-m" { "Change their name or place" }
            form method="post" action=(path) novalidate {
                input type="hidden" name="version" value=(version);
                (fields(typed))
                p class="govuk-body" { "They will have to sign in again." }
                (Button::new("Save").prevent_double_click(true))
            }
            @if person.member.id != me.id {
                (Button::link("End their access", format!("{path}/end")).style(ButtonStyle::Warning))
            }
        } @else {
            p class="govuk-body" {
                "To let them in again, " (link("/desk/people/invite", "invite them")) " with the same email address."
            }
        }
        h2 class="govuk-heading-m" { "What was done" }
        @if !whole {
            (WarningText::new("This history does not hold together: an entry was changed or is missing."))
        }
        (table)
    };
    let page = sheet(name, content).back("/desk/people").errors(typed.errors());
    page.banner(banner(*done)).html(council)
}

/// Asks whether to end a person's access.
pub(crate) fn end_person(council: &Council, person: &Person) -> Html {
    let (name, path) = (person.member.name.as_str(), person_path(&person.member.id));
    let content = html! {
        (heading(&format!("End access for {name}")))
        p class="govuk-body" {
            "They will be signed out everywhere within half a minute, and cannot sign in again. What they did stays as it "
            "is. Work that they have stays theirs until somebody takes it over."
        }
        form method="post" action={ (path) "/end" } novalidate {
            (Button::new("End their access").style(ButtonStyle::Warning).prevent_double_click(true))
        }
        p class="govuk-body" { (link(&path, "Cancel")) }
    };
    sheet(&format!("End access for {name}"), content).back(path.clone()).html(council)
}
