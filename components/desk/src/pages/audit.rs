//! What administrators did.

use govuk::{Cell, InsetText, Table, WarningText};
use maud::html;
use web::{Council, Html};

use super::{HistoryLine, heading, link, sheet, when};

/// What was done to people and keys.
#[derive(Default)]
pub(crate) struct Audit {
    /// What was done, and to whom; the latest first.
    pub(crate) entries: Vec<(HistoryLine, String)>,
    /// Whose histories do not hold together.
    pub(crate) broken: Vec<String>,
}

/// What administrators did.
pub(crate) fn audit(council: &Council, audit: &Audit) -> Html {
    let table = Table::without_caption().head(["When", "Who", "What", "To"]).stacked();
    let table = audit.entries.iter().fold(table, |table, (did, to)| {
        let (who, what) = (Cell::under("Who", &did.who), Cell::under("What", &did.what));
        table.row([Cell::under("When", when(did.at)), who, what, Cell::under("To", to)])
    });
    let content = html! {
        (heading("What administrators did"))
        @if audit.broken.is_empty() {
            (InsetText::new("The histories are whole: each entry follows from the one before it."))
        } @else {
            @for name in &audit.broken {
                (WarningText::new(format!("The history of {name} does not hold together: an entry was changed or is missing.")))
            }
        }
        p class="govuk-body" {
            "These are the latest changes to people and keys. What was done to an enquiry stands on the enquiry’s own "
            "page: " (link("/desk/advice/find", "find it by its reference")) "."
        }
        (table)
    };
    sheet("What administrators did", content).back("/desk").wide().html(council)
}
