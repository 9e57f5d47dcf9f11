//! A school's bookings, whoever at the school made them.

use crate::public::pages::markup::{heading, link, paragraph, sheet};
use crate::public::pages::words::{counted, day, lower_first};
use crate::public::paths::booking_path;
use domain::choice::Choice;
use domain::training::seats::PlaceStateName;
use govuk::{Button, Cell, Table};
use maud::{Markup, html};
use store::training::SchoolBooking;
use web::{Council, Html};

/// The list: those to come, the next first, and those that were, the last first.
pub(crate) fn school(council: &Council, name: &str, coming: &[SchoolBooking], past: &[SchoolBooking]) -> Html {
    let title = "Your school’s bookings";
    let content = html! {
        span class="govuk-caption-l" { (name) }
        (heading(title))
        @if coming.is_empty() && past.is_empty() {
            (paragraph("Nobody has booked training for your school yet. Bookings that name it stand here, whoever made them."))
        }
        (Button::link("Find training", "/training"))
        @if !coming.is_empty() { h2 class="govuk-heading-m" { "To come" } (table(coming)) }
        @if !past.is_empty() { h2 class="govuk-heading-m" { "Past" } (table(past)) }
        (paragraph("A booking that was made without signing in stands here too, if it names your school by its URN."))
    };
    sheet(title, content).section("/training/school").wide().html(council)
}

fn table(bookings: &[SchoolBooking]) -> Markup {
    let table = Table::without_caption().stacked().first_cell_is_header(true);
    let table = table.head(["Training", "Date", "Reference", "Places"]);
    let table = bookings.iter().fold(table, |table, booking| {
        let row = &booking.row;
        let title = html! { (link(&booking_path(&row.reference), row.title.as_str())) };
        table.row([
            Cell::new(title),
            Cell::under("Date", day(row.starts_at)),
            Cell::under("Reference", html! { span class="front-door-unbroken" { (row.reference) } }),
            Cell::under("Places", places(booking)),
        ])
    });
    html! { (table) }
}

/// "2 confirmed, 1 in the queue".
fn places(booking: &SchoolBooking) -> String {
    if booking.places.is_empty() {
        return counted(booking.row.places, "place", "places");
    }
    let count = |state: &PlaceStateName| booking.places.iter().filter(|place| place.name() == *state).count();
    let states = PlaceStateName::ALL.iter().map(|state| (state, count(state))).filter(|(_, count)| *count > 0);
    let words: Vec<String> = states.map(|(state, count)| format!("{count} {}", lower_first(state.label()))).collect();
    words.join(", ")
}
