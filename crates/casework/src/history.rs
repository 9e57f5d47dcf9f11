//! Who did what to a record, and whether that history can be believed: for programs and on a page.

use domain::calendar::moment_in_words;
use govuk::{Cell, InsetText, Table, WarningText};
use jiff::Timestamp;
use maud::{Markup, html};
use records::History;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Did;
use crate::markup::{paragraph, subheading};

/// What was done to a record.
#[derive(Serialize, ToSchema)]
pub struct HistoryView {
    /// Whether every entry follows from the one before.
    pub verified: bool,
    /// How many things were done altogether, those no longer kept included.
    pub count: u64,
    /// Oldest first.
    pub items: Vec<HistoryEntryView>,
}

/// One thing that was done.
#[derive(Serialize, ToSchema)]
pub struct HistoryEntryView {
    /// The version it made.
    pub version: u64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// `family`, `booker`, or a member of staff's id.
    pub actor: String,
    /// What was done.
    pub action: String,
}

impl HistoryView {
    /// A record's history, and whether it is whole.
    #[must_use]
    pub fn of(history: &History, verified: bool) -> Self {
        let entries = history.entries().iter();
        Self {
            verified,
            count: history.count(),
            items: entries
                .map(|entry| HistoryEntryView {
                    version: entry.version,
                    at: entry.at,
                    actor: entry.actor.clone(),
                    action: entry.action.clone(),
                })
                .collect(),
        }
    }
}

/// The same on a page: whether it is whole, and the changes, the latest first.
#[must_use]
pub fn changes(whole: bool, count: u64, done: &[Did]) -> Markup {
    let kept = u64::try_from(done.len()).unwrap_or(u64::MAX);
    let rows = done.iter().map(|did| {
        [Cell::under("When", moment_in_words(did.at)), Cell::under("Who", &did.who), Cell::under("What", &did.what)]
    });
    let table = Table::without_caption().head(["When", "Who", "What"]).stacked();
    html! {
        @if whole {
            (InsetText::new("The history is whole: each entry follows from the one before it."))
        } @else {
            (WarningText::new(
                "The history does not hold together: an entry was changed or is missing. Tell your administrator, and do \
                 not rely on it."
            ))
        }
        (subheading("Changes"))
        @if kept < count { (paragraph(format!("{count} things were done altogether. The latest {kept} are kept."))) }
        (rows.fold(table, |table, row| table.row(row)))
    }
}
