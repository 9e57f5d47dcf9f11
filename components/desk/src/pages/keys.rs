//! API keys: the list, the form that makes one, the page that shows one once.

use domain::calendar::day_in_words;
use domain::choice::Choice;
use domain::people::{ApiKey, KeyId, Role, Scope};
use domain::problems::Problems;
use govuk::{
    Button, ButtonStyle, Cell, Choice as Offer, DateInput, Legend, Radios, Size, Table, TextInput, WarningText,
};
use jiff::Timestamp;
use maud::html;
use store::people::KeyRow;
use web::{Council, Html};

use super::{banner, errors, heading, link, sheet, when, wrong};

/// The fields of the form, in their order.
const FIELDS: [&str; 5] = ["label", "name", "role", "scope", "expires_on"];

/// A key to be made, as it was typed.
#[derive(Default)]
pub(crate) struct TypedKey {
    pub(crate) label: String,
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) scope: String,
    /// Day, month and year.
    pub(crate) expires_on: [String; 3],
    /// Names this attempt.
    pub(crate) attempt: String,
    /// What is wrong.
    pub(crate) problems: Problems,
}

/// The list of keys.
pub(crate) fn keys(
    council: &Council,
    keys: &[(KeyId, KeyRow)],
    ended: bool,
    now: Timestamp,
    done: Option<&str>,
) -> Html {
    let title = if ended { "API keys that were ended" } else { "API keys" };
    let table = Table::without_caption().head(["Key", "Used by", "Ends", "Last used"]).stacked();
    let table = keys.iter().fold(table, |table, (id, row)| {
        let holder = format!("{}, {}", row.holder.name.as_str(), row.holder.role.label().to_lowercase());
        let ends = match row.revoked_at {
            Some(at) => format!("Ended {}", when(at)),
            None if row.expires_at <= now => format!("Ran out {}", when(row.expires_at)),
            None => when(row.expires_at),
        };
        let key = html! {
            (row.label)
            @if row.scope == Scope::Reading { " (looking only)" }
            @if !ended {
                br;
                a class="govuk-link" href={ "/desk/keys/" (id.as_str()) "/end" } {
                    "End" span class="govuk-visually-hidden" { " the key “" (row.label) "”" }
                }
            }
        };
        let used = row.last_used_on.map_or_else(|| "Never".to_owned(), day_in_words);
        table.row([
            Cell::under("Key", key),
            Cell::under("Used by", holder),
            Cell::under("Ends", ends),
            Cell::under("Last used", used),
        ])
    });
    let content = html! {
        (heading(title))
        @if !ended {
            p class="govuk-body" { "A key lets another system in as a member of staff." }
            (Button::link("Make a key", "/desk/keys/new"))
        }
        @if keys.is_empty() { p class="govuk-body" { "There are none." } } @else { (table) }
        p class="govuk-body" {
            @if ended { (link("/desk/keys", "API keys that work")) }
            @else { (link("/desk/keys?ended", "API keys that were ended")) }
        }
    };
    sheet(title, content).banner(banner(done)).wide().back("/desk").html(council)
}

/// The form that makes a key.
pub(crate) fn new_key(council: &Council, typed: &TypedKey) -> Html {
    let wrong = |field| wrong(&typed.problems, field);
    let role = Role::ALL.iter().map(|role| Offer::new(role.name(), role.label()));
    let scope = Scope::ALL.iter().map(|scope| Offer::new(scope.name(), scope.label()));
    let content = html! {
        (heading("Make an API key"))
        form method="post" action="/desk/keys/new" novalidate {
            input type="hidden" name="attempt" value=(typed.attempt);
            (TextInput::new("label", "What is it for?").value(&typed.label).error(wrong("label")).autocomplete("off"))
            (TextInput::new("name", "Who will use it?").hint("Families see this name when it opens their question")
                .value(&typed.name).error(wrong("name")).autocomplete("off").spellcheck(false))
            (Radios::new("role", Legend::new("In which role?").size(Size::S)).choices(role)
                .value(Some(typed.role.as_str())).error(wrong("role")))
            (Radios::new("scope", Legend::new("What may it be used for?").size(Size::S)).choices(scope)
                .value(Some(if typed.scope.is_empty() { Scope::Everything.name() } else { &typed.scope }))
                .error(wrong("scope")))
            (DateInput::new("expires_on", Legend::new("When does it end? (optional)").size(Size::S))
                .hint("Within a year. If you say nothing, in 90 days").values(typed.expires_on.iter().map(String::as_str))
                .error(wrong("expires_on")))
            (Button::new("Make the key").prevent_double_click(true))
        }
    };
    let errors = errors(&typed.problems, &FIELDS);
    let errors = errors.map(|(field, wrong)| (if field == "expires_on" { "expires_on-day" } else { field }, wrong));
    sheet("Make an API key", content).back("/desk/keys").errors(errors).html(council)
}

/// A key, shown once.
pub(crate) fn made_key(council: &Council, key: &ApiKey, text: &str) -> Html {
    let content = html! {
        (heading("Copy the key now"))
        (WarningText::new("This is the only time that it is shown. We do not keep it."))
        p class="govuk-body" { "The key for “" (key.label.as_str()) "”:" }
        p class="govuk-body govuk-!-font-weight-bold govuk-!-text-break-word" { code { (text) } }
        p class="govuk-body" { "It ends " (when(key.expires_at)) ". Treat it as a password." }
        (Button::link("I have copied it", "/desk/keys"))
    };
    sheet("Copy the key now", content).html(council)
}

/// Asks whether to end a key.
pub(crate) fn end_key(council: &Council, key: &ApiKey, version: u64) -> Html {
    let title = format!("End the key “{}”", key.label.as_str());
    let content = html! {
        (heading(&title))
        p class="govuk-body" { "What uses it will not be let in any more, from this moment. It cannot be undone." }
        form method="post" action={ "/desk/keys/" (key.id.as_str()) "/end" } novalidate {
            input type="hidden" name="version" value=(version);
            (Button::new("End the key").style(ButtonStyle::Warning).prevent_double_click(true))
        }
        p class="govuk-body" { (link("/desk/keys", "Cancel")) }
    };
    sheet(&title, content).back("/desk/keys").html(council)
}
