//! The audit of one enquiry: every change, every look, and whether that history can be believed.

use domain::calendar::moment_in_words;
use govuk::{Cell, InsetText, SummaryCard, SummaryList, SummaryRow, Table, WarningText};
use maud::html;
use web::{Council, Html};

use super::{Did, Sight, heading_of, paragraph, sheet, subheading};

/// What was done to an enquiry.
pub(crate) struct Audit {
    /// Whether every entry follows from the one before.
    pub(crate) whole: bool,
    /// How many things were done altogether.
    pub(crate) count: u64,
    /// The latest first.
    pub(crate) entries: Vec<Did>,
}

/// Everything that was done to an enquiry, and everybody who looked.
pub(crate) fn audit(council: &Council, sight: &Sight<'_>, audit: &Audit) -> Html {
    let title = "Everything that was done";
    let kept = u64::try_from(audit.entries.len()).unwrap_or(u64::MAX);
    let rows = audit.entries.iter().map(|did| {
        [Cell::under("When", moment_in_words(did.at)), Cell::under("Who", &did.who), Cell::under("What", &did.what)]
    });
    let table = Table::without_caption().head(["When", "Who", "What"]).stacked();
    let looks = sight.opened.people().iter().map(|looks| {
        SummaryList::new()
            .card(SummaryCard::new(looks.by.name.as_str()).level(govuk::Level::Three))
            .row(SummaryRow::new("First looked", moment_in_words(looks.first_at)))
            .row(SummaryRow::new("Last looked", moment_in_words(looks.last_at)))
            .row(SummaryRow::new("How many times", looks.times.to_string()))
    });
    let content = html! {
        (heading_of(sight.enquiry.reference(), title))
        @if audit.whole {
            (InsetText::new("The history is whole: each entry follows from the one before it."))
        } @else {
            (WarningText::new(
                "The history does not hold together: an entry was changed or is missing. Tell your administrator, and do \
                 not rely on it."
            ))
        }
        (subheading("Changes"))
        @if kept < audit.count {
            (paragraph(format!("{} things were done altogether. The latest {kept} are kept.", audit.count)))
        }
        (rows.fold(table, |table, row| table.row(row)))
        (subheading("Who has looked"))
        (paragraph("Looking again within an hour is the same look. That you look at this page is written down too."))
        @for card in looks { (card) }
    };
    sheet(title, content).back(sight.path()).html(council)
}
