//! The places of a run: how many are taken, as a bar to look at and a table to read.

use domain::training::seats::Counts;
use govuk::{Cell, Table};
use maud::{Markup, html};

/// The colours of the bar, each told apart from its neighbours by more than its hue.
const CONFIRMED: &str = "#00703c";
const OFFERED: &str = "#ffdd00";
const FREE: &str = "#f3f2f1";

/// How many places there are, and what became of them.
pub(super) fn places(counts: Counts) -> Markup {
    let Counts { capacity, confirmed, offered, queued, available } = counts;
    let figures = [
        ("Places", capacity),
        ("Confirmed", confirmed),
        ("Offered", offered),
        ("Free", available),
        ("In the queue", queued),
    ];
    let table = Table::without_caption().head(figures.map(|(words, _)| words)).stacked();
    let table = table.row(figures.map(|(words, number)| Cell::under(words, number.to_string())));
    html! { (bar(counts)) (table) }
}

/// The same as a bar, which says in words what it shows.
fn bar(counts: Counts) -> Markup {
    let Counts { capacity, confirmed, offered, available, .. } = counts;
    let words = format!("Of {capacity} places {confirmed} are confirmed, {offered} offered and {available} free");
    let percent = |number: u16| f64::from(number) * 100.0 / f64::from(capacity.max(1));
    html! {
        svg class="front-door-bar" role="img" aria-label=(words) width="100%" height="24" {
            rect width="100%" height="24" fill=(FREE) stroke="#505a5f" stroke-width="2" {}
            rect width={ (percent(confirmed)) "%" } height="24" fill=(CONFIRMED) {}
            rect x={ (percent(confirmed)) "%" } width={ (percent(offered)) "%" } height="24" fill=(OFFERED) stroke="#505a5f" {}
        }
    }
}
