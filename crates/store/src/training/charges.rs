//! What is charged for a run, for whoever writes the invoices: as values and as a file for a spreadsheet. It names who
//! booked, and nobody who attends. It takes no money.

use csv_core::{Terminator, Writer, WriterBuilder};
use domain::reference::Reference;
use domain::text::ShortText;
use domain::training::booking::{Booking, Organisation, PlaceNotes};
use domain::training::run::Run;
use domain::training::seats::{Attendance, Lateness, Place, PlaceState};
use domain::training::terms::ChargeFor;
use domain::words::{Pence, PersonName};

/// Excel takes a file for UTF-8 if it begins with this.
const BYTE_ORDER_MARK: &str = "\u{feff}";

const HEADINGS: [&str; 9] =
    ["Reference", "Organisation", "URN", "Purchase order", "Booked by", "What", "Places", "Each", "Amount"];

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

/// The same as a file that a spreadsheet opens.
#[must_use]
pub fn charges_csv(rows: &[ChargeRow]) -> String {
    let mut sheet = Sheet { writer: WriterBuilder::new().terminator(Terminator::CRLF).build(), bytes: Vec::new() };
    sheet.row(HEADINGS);
    for row in rows {
        let organisation = row.organisation.as_ref();
        let urn = organisation.and_then(|organisation| organisation.urn.as_ref());
        sheet.row([
            &row.reference.to_string(),
            organisation.map_or("", |organisation| organisation.name.as_str()),
            urn.map_or("", |urn| urn.as_str()),
            row.purchase_order.as_ref().map_or("", ShortText::as_str),
            row.booker.as_str(),
            row.what.label(),
            &row.places.to_string(),
            &pounds(row.each),
            &pounds(row.amount),
        ]);
    }
    let text = String::from_utf8(sheet.bytes).unwrap_or_default();
    format!("{BYTE_ORDER_MARK}{text}")
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

/// As a spreadsheet reckons with it: no sign, no commas.
fn pounds(amount: Pence) -> String {
    format!("{}.{:02}", amount.get() / 100, amount.get() % 100)
}

/// Rows on their way into a file. The library quotes; what it cannot know is what a spreadsheet makes of a cell.
struct Sheet {
    writer: Writer,
    bytes: Vec<u8>,
}

impl Sheet {
    fn row<const N: usize>(&mut self, cells: [&str; N]) {
        for (place, cell) in cells.into_iter().enumerate() {
            let cell = harmless(cell);
            // Every character a quotation mark, which is written twice, and one before and after: more room than it needs.
            let mut room = vec![0; cell.len() * 2 + 8];
            let (_, _, written) = self.writer.field(cell.as_bytes(), &mut room);
            self.bytes.extend_from_slice(room.get(..written).unwrap_or_default());
            let last = place + 1 == N;
            let (_, written) = if last { self.writer.terminator(&mut room) } else { self.writer.delimiter(&mut room) };
            self.bytes.extend_from_slice(room.get(..written).unwrap_or_default());
        }
    }
}

/// A cell that no spreadsheet takes for a formula, whatever somebody typed (OWASP, "CSV Injection").
fn harmless(cell: &str) -> String {
    let formula = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let hidden = cell.starts_with(['\t', '\r', '\n']);
    if formula || hidden { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests;
