//! What is charged for a run, as a file for a spreadfile.

use csv_core::{Terminator, Writer, WriterBuilder};
use domain::text::ShortText;
use domain::words::Pence;
use store::training::ChargeRow;

/// Excel takes a file for UTF-8 if it begins with this.
const BYTE_ORDER_MARK: &str = "\u{feff}";

const HEADINGS: [&str; 9] =
    ["Reference", "Organisation", "URN", "Purchase order", "Booked by", "What", "Places", "Each", "Amount"];

/// The charges as a file that a spreadsheet opens.
#[must_use]
pub(crate) fn charges_csv(rows: &[ChargeRow]) -> String {
    let mut file = File { writer: WriterBuilder::new().terminator(Terminator::CRLF).build(), bytes: Vec::new() };
    file.row(HEADINGS);
    for row in rows {
        let organisation = row.organisation.as_ref();
        let urn = organisation.and_then(|organisation| organisation.urn.as_ref());
        file.row([
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
    let text = String::from_utf8(file.bytes).unwrap_or_default();
    format!("{BYTE_ORDER_MARK}{text}")
}

/// As a spreadsheet reckons with it: no sign, no commas.
fn pounds(amount: Pence) -> String {
    format!("{}.{:02}", amount.get() / 100, amount.get() % 100)
}

/// Rows on their way into a file. The library quotes; what it cannot know is what a spreadsheet makes of a cell.
struct File {
    writer: Writer,
    bytes: Vec<u8>,
}

impl File {
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
