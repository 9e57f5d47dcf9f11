//! The directory's pages. Each is a function of what stands on it; it fetches nothing and decides nothing.

mod import;
mod search;

use maud::{Markup, html};

pub(crate) use import::{Importing, import};
pub(crate) use search::{Looked, found, search, setting};

/// Where people look for settings.
const SEARCH: &str = "/desk/directory";
/// Where an administrator imports a directory.
const IMPORT: &str = "/desk/directory/import";

fn heading(words: &str) -> Markup {
    html! { h1 class="govuk-heading-l" { (words) } }
}

fn count(number: impl TryInto<usize>) -> String {
    domain::text::thousands(number.try_into().unwrap_or_default())
}
