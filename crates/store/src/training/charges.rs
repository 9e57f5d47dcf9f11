//! What is charged for a run, for who writes the invoices. It names who booked, and nobody who attends. It takes no money.

use domain::reference::Reference;
use domain::text::ShortText;
use domain::training::booking::{Booking, Organisation, PlaceNotes};
use domain::training::run::Run;
use domain::training::seats::{Attendance, Lateness, Place, PlaceState};
use domain::training::terms::ChargeFor;
use domain::words::{Pence, PersonName};

/// What a booking is charged for one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeRow {
    /// Which booking.
    pub reference: Reference,
    /// Who pays, where somebody booked for an organisation.
    pub organisation: Option<Organisation>,
    /// Their number for it.
    pub purchase_order: Option<ShortText<40>>,
    /// Who booked.
    pub booker: PersonName,
    /// For what.
    pub what: ChargeFor,
    /// For how many places.
    pub places: u32,
    /// How much for each.
    pub each: Pence,
    /// How much together.
    pub amount: Pence,
}

/// What is charged for a run as it stands, one row for each booking and reason, by organisation. What costs nothing has
/// none.
pub fn charges<'a>(run: &Run, bookings: impl IntoIterator<Item = &'a Booking>) -> Vec<ChargeRow> {
    let mut rows: Vec<ChargeRow> = bookings.into_iter().flat_map(|booking| of_booking(run, booking)).collect();
    rows.sort_by_cached_key(|row| {
        let organisation = row.organisation.as_ref().map_or("", |organisation| organisation.name.as_str());
        format!("{} {}", organisation.to_lowercase(), row.reference)
    });
    rows
}

fn of_booking(run: &Run, booking: &Booking) -> Vec<ChargeRow> {
    let Some(party) = run.seats().party(booking.reference()) else { return Vec::new() };
    let book = booking.book();
    let mut rows: Vec<ChargeRow> = Vec::new();
    for (place, (_, _, notes)) in party.places().iter().zip(booking.attendees()) {
        let Some((what, each)) = of_place(run, booking, place, notes) else { continue };
        if let Some(row) = rows.iter_mut().find(|row| row.what == what) {
            row.places = row.places.saturating_add(1);
            // No run has so many places that this could be too much.
            row.amount = each.times(row.places).unwrap_or(row.amount);
            continue;
        }
        rows.push(ChargeRow {
            reference: booking.reference().clone(),
            organisation: book.organisation.clone(),
            purchase_order: book.fee.as_ref().map(|fee| fee.purchase_order.clone()),
            booker: book.booker.name.clone(),
            what,
            places: 1,
            each,
            amount: each,
        });
    }
    rows
}

/// What one place costs, if anything: its price if somebody has it, and what the run's policy says where it was cancelled
/// late or nobody came.
fn of_place(run: &Run, booking: &Booking, place: &Place, notes: &PlaceNotes) -> Option<(ChargeFor, Pence)> {
    let policy = &run.details().policy;
    let excused = notes.exemption.is_some_and(|exemption| policy.exemptions.contains(&exemption));
    let (what, each) = match (place.state, place.attendance) {
        (PlaceState::Confirmed, Some(Attendance::DidNotAttend)) if excused => return None,
        (PlaceState::Confirmed, Some(Attendance::DidNotAttend)) => (ChargeFor::NoShow, policy.no_show_fee),
        (PlaceState::Confirmed, _) => {
            (ChargeFor::Place, booking.book().fee.as_ref().map_or(Pence::ZERO, |fee| fee.each))
        }
        (PlaceState::Cancelled(Lateness::Late), _) => (ChargeFor::LateCancellation, policy.late_fee),
        _ => return None,
    };
    (each != Pence::ZERO).then_some((what, each))
}

#[cfg(test)]
mod tests;
