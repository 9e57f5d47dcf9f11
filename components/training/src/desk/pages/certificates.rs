//! Who has a certificate for a run, and why others have none.

use crate::desk::pages::markup::{ROWS, heading, mark, paged, pagination, sheet, tag};
use crate::desk::paths::{booking_path, results_path, run_path};
use crate::public::pages::markup::paragraph;
use crate::public::pages::words::when;
use domain::training::booking::Booking;
use domain::training::run::Run;
use domain::training::seats::{Attendance, PlaceState};
use govuk::{Cell, Colour, Table};
use maud::html;
use web::{Council, Html};

/// The certificates of a run; `asked` says which page is meant.
pub(crate) fn certificates(council: &Council, run: &Run, bookings: &[Booking], asked: usize) -> Html {
    let places = bookings.iter().flat_map(|booking| {
        let party = run.seats().party(booking.reference());
        booking
            .attendees()
            .filter_map(move |(number, attendee, notes)| Some((booking, attendee, notes, party?.place(number)?)))
    });
    let mut places: Vec<_> = places.filter(|(.., place)| place.state == PlaceState::Confirmed).collect();
    places.sort_by_cached_key(|(_, attendee, ..)| attendee.name.as_str().to_lowercase());
    let (page, pages) = paged(places.len(), ROWS, asked);
    let table =
        Table::without_caption().head(["Attendee", "Register", "Certificate"]).first_cell_is_header(true).stacked();
    let shown = places.iter().skip((page - 1) * ROWS).take(ROWS);
    let table = shown.fold(table, |table, (row, attendee, notes, place)| {
        let who = html! {
            a class="govuk-link" href=(booking_path(run.id(), row.reference())) { (attendee.name.as_str()) }
        };
        let register = place.attendance.map_or_else(|| tag("Not marked", Colour::Grey), mark);
        let certificate = html! {
            @match (&notes.certificate, place.attendance) {
                (Some(code), _) => {
                    a class="govuk-link front-door-unbroken" href={ "/training/certificate/" (code.as_str()) } { (code.in_groups()) }
                }
                (None, None) => "None: the register is not marked",
                (None, Some(Attendance::DidNotAttend)) => "None: they did not attend",
                (None, Some(Attendance::PartAttended)) => "None: they attended in part",
                (None, Some(Attendance::Attended)) => "Not yet: they have not said what they thought",
            }
        };
        table.row([
            Cell::new(who),
            Cell::under("Register", register),
            Cell::under("Certificate", certificate),
        ])
    });
    let content = html! {
        (heading(run.title().as_str(), "Certificates"))
        (paragraph(format!("The run from {}.", when(run.details().starts_at, run.details().ends_at))))
        (paragraph("Whoever attended all of it and said what they thought has a certificate. Anybody can check its code."))
        @if places.is_empty() { (paragraph("Nobody has a confirmed place.")) } @else { (table) }
        (pagination(&format!("{}/certificates?page=", results_path(run.id())), page, pages))
    };
    sheet("Certificates", content).back(run_path(run.id())).html(council)
}
