//! The audit of one enquiry: every change, every look, and whether that history can be believed.

use casework::Did;
use casework::history::changes;
use casework::markup::{heading_of, paragraph, subheading};
use domain::calendar::moment_in_words;
use govuk::{SummaryCard, SummaryList, SummaryRow};
use maud::html;
use web::{Council, Html};

use super::{ViewContext, sheet};

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
pub(crate) fn audit(council: &Council, context: &ViewContext<'_>, audit: &Audit) -> Html {
    let title = "Everything that was done";
    let looks = context.opened.people().iter().map(|looks| {
        SummaryList::new()
            .card(SummaryCard::new(looks.by.name.as_str()).level(govuk::Level::Three))
            .row(SummaryRow::new("First looked", moment_in_words(looks.first_at)))
            .row(SummaryRow::new("Last looked", moment_in_words(looks.last_at)))
            .row(SummaryRow::new("How many times", looks.times.to_string()))
    });
    let content = html! {
        (heading_of(context.enquiry.reference(), title))
        (changes(audit.whole, audit.count, &audit.entries))
        (subheading("Who has looked"))
        (paragraph("Looking again within an hour is the same look. That you look at this page is written down too."))
        @for card in looks { (card) }
    };
    sheet(title, content).back(context.path()).html(council)
}
