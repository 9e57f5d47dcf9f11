//! What is charged for a run, place by place.

use crate::desk::pages::markup::{count, heading, sheet};
use crate::desk::paths::{booking_path, results_path, run_path};
use crate::public::pages::markup::paragraph;
use crate::public::pages::words::when;
use domain::training::run::Run;
use domain::words::Pence;
use govuk::{Button, ButtonStyle, Cell, InsetText, Table};
use maud::html;
use store::training::ChargeRow;
use web::{Council, Html};

/// So many charges are shown; the file has all.
const SHOWN: usize = 50;

/// What is charged for a run.
pub(crate) struct Charges<'a> {
    /// The run.
    pub(crate) run: &'a Run,
    /// The charges.
    pub(crate) rows: Vec<ChargeRow>,
    /// Whether everything that can change them has happened.
    pub(crate) settled: bool,
}

/// The charges of a run.
pub(crate) fn charges(council: &Council, charges: &Charges<'_>) -> Html {
    let Charges { run, rows, settled } = charges;
    let total = rows.iter().try_fold(Pence::ZERO, |total, row| total.plus(row.amount));
    let table =
        Table::without_caption().head(["Who pays", "Purchase order", "Booking", "What for", "Amount"]).stacked();
    let table = rows.iter().take(SHOWN).fold(table, |table, row| table.row(cells(run, row)));
    let content = html! {
        (heading(run.title().as_str(), "Charges"))
        (paragraph(format!("The run from {}.", when(run.details().starts_at, run.details().ends_at))))
        @if !settled && !rows.is_empty() {
            (InsetText::new("This can still change: the run is not over, or its register is not marked."))
        }
        @if rows.is_empty() { (paragraph("Nothing is charged for this run so far.")) } @else {
            p class="govuk-body" {
                (count(rows.len(), "charge", "charges"))
                @if let Some(total) = total { ", together " strong { (total) } }
                "."
                @if rows.len() > SHOWN { " The first " (SHOWN) " are shown; the file has all." }
            }
            (Button::link("Download as a CSV file", format!("{}/charges.csv", results_path(run.id()))).style(ButtonStyle::Secondary))
            (table)
        }
    };
    sheet("Charges", content).wide().back(run_path(run.id())).html(council)
}

fn cells(run: &Run, row: &ChargeRow) -> [Cell; 5] {
    let who = html! {
        @if let Some(organisation) = &row.organisation {
            (organisation.name.as_str()) br;
            @if let Some(urn) = &organisation.urn { span class="govuk-hint" { "URN " (urn.as_str()) } br; }
        }
        (row.booker.as_str())
    };
    let booking = html! {
        a class="govuk-link front-door-unbroken" href=(booking_path(run.id(), &row.reference)) { (row.reference) }
    };
    let what = html! {
        (row.what.label()) @if row.places > 1 { ": " (row.places) " at " (row.each) }
    };
    let order = row.purchase_order.as_ref().map_or("None", |order| order.as_str());
    [
        Cell::under("Who pays", who),
        Cell::under("Purchase order", order),
        Cell::under("Booking", booking),
        Cell::under("What for", what),
        Cell::under("Amount", row.amount.to_string()),
    ]
}
