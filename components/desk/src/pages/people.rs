//! People: the list, and the form that lets a person in.

use domain::choice::Choice;
use domain::people::{BelongsTo, Role, StaffId};
use domain::problems::Problems;
use govuk::{Button, Cell, Choice as Offer, InputKind, InputMode, Legend, Radios, Size, Table, TextInput, Width};
use maud::{Markup, html};
use store::people::PersonRow;
use web::{Council, Html};

use super::person::person_path;
use super::{banner, errors, heading, link, place, sheet, when, wrong};

/// The fields of the form, in their order.
const FIELDS: [&str; 6] = ["email", "name", "belongs_to", "role", "urn", "provider"];

/// Who a person is to be, as it was typed.
#[derive(Clone, Default)]
pub(crate) struct TypedPerson {
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) belongs_to: String,
    pub(crate) role: String,
    pub(crate) urn: String,
    pub(crate) provider: String,
    /// What is wrong.
    pub(crate) problems: Problems,
}

impl TypedPerson {
    /// The errors for the summary.
    pub(super) fn errors(&self) -> impl Iterator<Item = (&str, &str)> {
        errors(&self.problems, &FIELDS)
    }
}

/// The list of people.
pub(crate) fn people(council: &Council, people: &[(StaffId, PersonRow)], left: bool, done: Option<&str>) -> Html {
    let title = if left { "People whose access has ended" } else { "People who can sign in" };
    let since = if left { "Ended" } else { "Invited" };
    let table = Table::without_caption().head(["Name", "Belongs to", since]).stacked();
    let table = people.iter().fold(table, |table, (id, row)| {
        let name = link(&person_path(id), row.name.as_str());
        let at = when(row.ended_at.unwrap_or(row.invited_at));
        table.row([
            Cell::under("Name", name),
            Cell::under("Belongs to", place(&row.membership)),
            Cell::under(since, at),
        ])
    });
    let content = html! {
        (heading(title))
        @if !left { (Button::link("Invite somebody", "/desk/people/invite")) }
        @if people.is_empty() {
            p class="govuk-body" { @if left { "Nobody’s access has ended." } @else { "Nobody has been invited yet." } }
        } @else { (table) }
        p class="govuk-body" {
            @if left { (link("/desk/people", "People who can sign in")) }
            @else { (link("/desk/people?left", "People whose access has ended")) }
        }
    };
    sheet(title, content).banner(banner(done)).wide().back("/desk").html(council)
}

/// The form that lets a person in.
pub(crate) fn invite(council: &Council, typed: &TypedPerson) -> Html {
    let email = TextInput::new("email", "Their email address")
        .hint("We send them a link to sign in. It cannot be changed later: another address is another person.")
        .kind(InputKind::Email)
        .value(&typed.email)
        .error(wrong(&typed.problems, "email"))
        .autocomplete("off")
        .spellcheck(false);
    let content = html! {
        (heading("Invite somebody"))
        form method="post" action="/desk/people/invite" novalidate {
            (email)
            (fields(typed))
            (Button::new("Invite").prevent_double_click(true))
        }
    };
    sheet("Invite somebody", content).back("/desk/people").errors(typed.errors()).html(council)
}

/// The fields that say who a person is to be.
pub(super) fn fields(typed: &TypedPerson) -> Markup {
    let wrong = |field| wrong(&typed.problems, field);
    let role = Radios::new("role", Legend::new("Their role").size(Size::S))
        .choice(offer(Role::Adviser).hint("Reads, sorts, takes and answers"))
        .choice(offer(Role::Manager).hint("Also hands work to others, and opens again what was closed"))
        .choice(offer(Role::Admin).hint("Also lets people in and makes keys"))
        .small(true)
        .value(Some(typed.role.as_str()))
        .error(wrong("role"));
    let urn = TextInput::new("urn", "The setting’s URN")
        .hint("6 digits")
        .width(Width::Chars10)
        .inputmode(InputMode::Numeric)
        .spellcheck(false)
        .value(&typed.urn)
        .error(wrong("urn"));
    let provider = TextInput::new("provider", "The provider’s short name")
        .hint("Lower-case letters and hyphens, like winchmore-tutors")
        .width(Width::Chars20)
        .spellcheck(false)
        .value(&typed.provider)
        .error(wrong("provider"));
    html! {
        (TextInput::new("name", "Their name").hint("As families and colleagues will see it").value(&typed.name)
            .error(wrong("name")).autocomplete("off").spellcheck(false))
        (Radios::new("belongs_to", Legend::new("Who do they work for?").size(Size::S))
            .choice(offer(BelongsTo::Desk).reveals(html! { (role) }))
            .choice(offer(BelongsTo::School).reveals(html! { (urn) }))
            .choice(offer(BelongsTo::Provider).reveals(html! { (provider) }))
            .value(Some(typed.belongs_to.as_str())).error(wrong("belongs_to")))
    }
}

fn offer(choice: impl Choice) -> Offer {
    Offer::new(choice.name(), choice.label())
}
