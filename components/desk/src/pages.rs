//! The desk's own pages. Each is a function of what stands on it; it fetches nothing and decides nothing.

mod audit;
mod directory_import;
mod directory_search;
mod home;
mod keys;
mod people;
mod person;

use domain::calendar::moment_in_words;
use domain::choice::Choice;
use domain::people::Membership;
use govuk::NotificationBanner;
use jiff::Timestamp;
use maud::{Markup, html};
use web::{DESK, Sheet};

pub(crate) use audit::{Audit, audit};
pub(crate) use directory_import::{ImportPage, import};
pub(crate) use directory_search::{DirectorySearch, found, search, setting};
pub(crate) use home::{Account, Work, account, home};
pub(crate) use keys::{TypedKey, end_key, keys, made_key, new_key};
pub(crate) use people::{TypedPerson, invite, people};
pub(crate) use person::{PersonPage, end_person, person, person_path};

/// Where people look for settings.
const SEARCH: &str = "/desk/directory";
/// Where an administrator imports a directory.
const IMPORT: &str = "/desk/directory/import";

/// A line of a history in words.
#[derive(Clone)]
pub(crate) struct HistoryLine {
    /// When.
    pub(crate) at: Timestamp,
    /// Who: a name.
    pub(crate) who: String,
    /// What.
    pub(crate) what: String,
}

fn sheet(title: &str, content: Markup) -> Sheet {
    Sheet::new(&DESK, title, content)
}

fn heading(words: &str) -> Markup {
    html! { h1 class="govuk-heading-l" { (words) } }
}

fn link(href: &str, words: &str) -> Markup {
    html! { a class="govuk-link" href=(href) { (words) } }
}

fn banner(done: Option<&str>) -> Option<NotificationBanner> {
    done.map(|done| NotificationBanner::success(html! { p class="govuk-notification-banner__heading" { (done) "." } }))
}

/// What a person belongs to, in a few words.
fn place(membership: &Membership) -> String {
    match membership {
        Membership::Desk(role) => format!("Virtual School: {}", role.label().to_lowercase()),
        Membership::School(urn) => format!("Setting {}", urn.as_str()),
        Membership::Provider(provider) => format!("Provider {}", provider.as_str()),
    }
}

fn errors<'a>(
    problems: &'a domain::problems::Problems,
    fields: &'a [&'a str],
) -> impl Iterator<Item = (&'a str, &'a str)> {
    fields.iter().filter_map(|field| Some((*field, wrong(problems, field)?)))
}

fn wrong<'a>(problems: &'a domain::problems::Problems, field: &str) -> Option<&'a str> {
    problems.at(&format!("#/{field}")).map(|problem| problem.detail.as_str())
}

fn when(at: Timestamp) -> String {
    moment_in_words(at)
}

fn count(number: impl TryInto<usize>) -> String {
    domain::text::thousands(number.try_into().unwrap_or_default())
}
