//! The runs of a trainer, so that they find their registers.

use crate::desk::pages::markup::tag;
use crate::desk::paths::{REGISTERS, TRAINING, register_path};
use crate::public::pages::markup::paragraph;
use crate::public::pages::words::when;
use govuk::{Cell, Colour, Table};
use maud::html;
use store::training::RunRow;
use web::DESK;
use web::{Council, Html, Sheet};

use super::TRAINERS;

/// The runs that whoever looks teaches, the first to begin first.
pub(crate) fn registers(council: &Council, rows: &[RunRow], for_trainer: bool) -> Html {
    let table = Table::without_caption().head(["Run", "When and where", "Marked"]).first_cell_is_header(true).stacked();
    let table = rows.iter().fold(table, |table, row| {
        let run = html! {
            a class="govuk-link" href=(register_path(&row.id)) { (row.title.as_str()) }
            @if row.cancelled { br; (tag("Cancelled", Colour::Grey)) }
        };
        let place = html! {
            (when(row.starts_at, row.ends_at)) br;
            span class="govuk-hint" { @match &row.venue { Some(venue) => (venue.as_str()), None => "Online" } }
        };
        let marked = format!("{} of {}", row.marked, row.counts.confirmed);
        table.row([Cell::new(run), Cell::under("When and where", place), Cell::under("Marked", marked)])
    });
    let content = html! {
        h1 class="govuk-heading-l" { "Your registers" }
        @if rows.is_empty() {
            (paragraph("You teach no run that is to come or ended in the last 30 days. If you should, ask the Virtual School \
                        whether the run has your email address."))
        } @else { (table) }
    };
    let page = if for_trainer {
        Sheet::new(&TRAINERS, "Your registers", content).section(REGISTERS)
    } else {
        Sheet::new(&DESK, "Your registers", content).section(TRAINING).back(TRAINING)
    };
    page.html(council)
}
