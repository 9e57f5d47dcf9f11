//! Comma-separated values (RFC 4180), read piece by piece wherever the pieces were cut, one byte after another. It keeps
//! no field that nobody wants, not even between two pieces: among the columns of an extract are people's names.
//!
//! A library's reader holds its place in memory; ours is stored between two requests, which is why it is our own. A test
//! compares it with a library's.

use serde::{Deserialize, Serialize};

/// The longest row, in bytes. A quotation mark that nobody closed would otherwise swallow the rest of the file.
pub(super) const ROW_BYTES_MAX: u32 = 64 * 1024;

/// Where a reader stands, between two bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Csv {
    state: State,
    after_return: bool,
    /// The line of the next byte, from 1.
    line: u32,
    row: Row,
    field: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum State {
    FieldStart,
    Plain,
    Quoted,
    /// A quotation mark inside quotation marks: the end of the field, or half of a doubled one.
    QuotedQuote,
    /// The row is too long: what is left of its line is passed over.
    TooLong,
}

/// One row: those of its fields that were wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Row {
    /// The line it begins on.
    pub(super) line: u32,
    /// How many columns it has.
    pub(super) columns: u16,
    /// Column and bytes.
    pub(super) fields: Vec<(u16, Vec<u8>)>,
    /// Its length in bytes, as far as it was read.
    length: u32,
}

/// Whoever the rows are read for.
pub(super) trait Sink {
    /// Whether a column, counted from 0, is to be kept.
    fn wants(&self, column: u16) -> bool;

    /// Takes a row.
    fn take(&mut self, row: Row);
}

impl Row {
    /// Whether it was longer than [`ROW_BYTES_MAX`], and is not whole.
    pub(super) fn is_too_long(&self) -> bool {
        self.length > ROW_BYTES_MAX
    }

    /// The bytes of a column; `None` where the row has no such column.
    pub(super) fn field(&self, column: u16) -> Option<&[u8]> {
        self.fields.iter().find(|(known, _)| *known == column).map(|(_, bytes)| bytes.as_slice())
    }
}

impl Csv {
    /// At the beginning of a file.
    pub(super) fn new() -> Self {
        Self { state: State::FieldStart, after_return: false, line: 1, row: Row::default(), field: Vec::new() }
    }

    /// Reads on.
    pub(super) fn read(&mut self, bytes: &[u8], sink: &mut dyn Sink) {
        for byte in bytes {
            self.step(*byte, sink);
        }
    }

    /// Hands over a last row that no line break ends.
    pub(super) fn end(&mut self, sink: &mut dyn Sink) {
        if self.has_begun_a_row() {
            self.end_row(sink);
        }
    }

    fn step(&mut self, byte: u8, sink: &mut dyn Sink) {
        let ends_line = matches!(byte, b'\r' | b'\n');
        if !ends_line && !self.has_begun_a_row() {
            self.row.line = self.line;
        }
        self.row.length = self.row.length.saturating_add(1);
        if self.row.is_too_long() {
            self.state = State::TooLong;
        }
        match (self.state, byte) {
            (State::TooLong, _) if !ends_line => {}
            (State::FieldStart, b'"') => self.state = State::Quoted,
            (State::Quoted, b'"') => self.state = State::QuotedQuote,
            (State::QuotedQuote, b'"') => {
                self.keep(byte, sink);
                self.state = State::Quoted;
            }
            (State::Quoted, _) => self.keep(byte, sink),
            (_, b',') => self.end_field(sink),
            (_, b'\r' | b'\n') if self.has_begun_a_row() => self.end_row(sink),
            // An empty line, or the second half of a line break.
            (_, b'\r' | b'\n') => self.row.length = 0,
            _ => {
                self.keep(byte, sink);
                self.state = State::Plain;
            }
        }
        if byte == b'\r' || (byte == b'\n' && !self.after_return) {
            self.line = self.line.saturating_add(1);
        }
        self.after_return = byte == b'\r';
    }

    fn has_begun_a_row(&self) -> bool {
        self.state != State::FieldStart || self.row.columns > 0
    }

    fn keep(&mut self, byte: u8, sink: &mut dyn Sink) {
        if sink.wants(self.row.columns) {
            self.field.push(byte);
        }
    }

    fn end_field(&mut self, sink: &mut dyn Sink) {
        let field = std::mem::take(&mut self.field);
        if sink.wants(self.row.columns) {
            self.row.fields.push((self.row.columns, field));
        }
        self.row.columns = self.row.columns.saturating_add(1);
        self.state = State::FieldStart;
    }

    fn end_row(&mut self, sink: &mut dyn Sink) {
        self.end_field(sink);
        sink.take(std::mem::take(&mut self.row));
    }
}

#[cfg(test)]
mod tests {
    use super::{Csv, ROW_BYTES_MAX, Row, Sink};
    use proptest::prelude::*;

    #[derive(Default)]
    struct Everything(Vec<Row>);

    impl Sink for Everything {
        fn wants(&self, _: u16) -> bool {
            true
        }

        fn take(&mut self, row: Row) {
            self.0.push(row);
        }
    }

    fn rows(pieces: &[&[u8]]) -> Vec<Row> {
        let (mut csv, mut sink) = (Csv::new(), Everything::default());
        for piece in pieces {
            csv.read(piece, &mut sink);
            // What is stored between two pieces is what is read back.
            let stored = serde_json::to_string(&csv).unwrap();
            csv = serde_json::from_str(&stored).unwrap();
        }
        csv.end(&mut sink);
        sink.0
    }

    fn fields(rows: &[Row]) -> Vec<Vec<Vec<u8>>> {
        rows.iter().map(|row| row.fields.iter().map(|(_, bytes)| bytes.clone()).collect()).collect()
    }

    proptest! {
        #[test]
        fn it_reads_what_a_library_reads_wherever_the_file_is_cut(
            text in "[ab,\"\r\n é]{0,60}",
            cuts in (0_usize..60, 0_usize..60),
        ) {
            let bytes = text.as_bytes();
            let (first, second) = (cuts.0.min(cuts.1).min(bytes.len()), cuts.0.max(cuts.1).min(bytes.len()));
            let ours = rows(&[&bytes[..first], &bytes[first..second], &bytes[second..]]);
            let mut library = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
            let theirs: Vec<Vec<Vec<u8>>> =
                library.byte_records().map(|row| row.unwrap().iter().map(<[u8]>::to_vec).collect()).collect();
            prop_assert_eq!(fields(&ours), theirs);
        }
    }

    #[test]
    fn a_row_knows_the_line_it_begins_on() {
        let lines: Vec<u32> = rows(&[b"a,b\r\n\r\n\"one\r", b"\ntwo\",c\nd,e\rf"]).iter().map(|row| row.line).collect();
        assert_eq!(lines, [1, 3, 5, 6]);
    }

    #[test]
    fn a_quotation_mark_that_nobody_closed_costs_its_row_and_not_the_file() {
        let long = "x\n".repeat(ROW_BYTES_MAX as usize);
        let read = rows(&[b"a,\"", long.as_bytes(), b"b,c\n"]);
        assert!(read[0].is_too_long());
        assert_eq!(fields(&read[read.len() - 1..]), [[b"b", b"c"]]);
        assert_eq!(read.iter().filter(|row| row.is_too_long()).count(), 1);
    }
}
