//! Reading an extract of the national register, part by part: rows into settings, and every row that cannot be one told
//! by its line. Never keeps a column that the directory does not show.

use serde::{Deserialize, Serialize};

use super::columns::{Column, Columns, Missing};
use super::csv::{Csv, ROW_BYTES_MAX, Row, Sink};
use super::setting::{Setting, Status, fits};
use super::text::Encoding;
use crate::text::thousands;
use crate::words::{LaCode, LaEstab, Postcode, Urn};

/// How many faults are told by their line; the others are counted.
pub const LINE_FAULTS_MAX: usize = 100;

/// Where the reading of an extract stands, to be stored between two parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    csv: Csv,
    encoding: Encoding,
    columns: Option<Columns>,
    tally: Tally,
}

/// What was read so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Rows, without the first line.
    pub rows: u32,
    /// Settings that were kept.
    pub kept: u32,
    /// Of these, the settings that are open.
    pub open: u32,
    /// Rows that were left out.
    pub left_out: u32,
    /// The first [`LINE_FAULTS_MAX`] things that were wrong.
    pub faults: Vec<LineFault>,
}

/// What is wrong with one row. It never repeats what stood there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineFault {
    /// The line of the file on which the row begins, from 1.
    pub line: u32,
    /// What is wrong, as a sentence.
    pub says: String,
    /// Whether the row was left out, or kept without what is wrong.
    pub left_out: bool,
}

impl Default for Reading {
    fn default() -> Self {
        Self::new()
    }
}

impl Reading {
    /// At the beginning of a file.
    #[must_use]
    pub fn new() -> Self {
        Self { csv: Csv::new(), encoding: Encoding::Windows1252, columns: None, tally: Tally::default() }
    }

    /// What was read so far.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Reads the next part of the file, wherever it was cut.
    ///
    /// # Errors
    /// The first line lacks columns.
    pub fn read(&mut self, part: &[u8]) -> Result<Vec<Setting>, Missing> {
        self.feed(|csv, rows| csv.read(part, rows))
    }

    /// Reads a last row that no line break ends.
    ///
    /// # Errors
    /// The first line lacks columns, or there is none.
    pub fn end(&mut self) -> Result<Vec<Setting>, Missing> {
        let settings = self.feed(|csv, rows| csv.end(rows))?;
        if self.columns.is_some() { Ok(settings) } else { Err(Missing(vec!["URN"])) }
    }

    fn feed(&mut self, read: impl FnOnce(&mut Csv, &mut Rows<'_>)) -> Result<Vec<Setting>, Missing> {
        let Self { csv, encoding, columns, tally } = self;
        let mut rows = Rows { encoding, columns, tally, settings: Vec::new(), missing: None };
        read(csv, &mut rows);
        match rows.missing {
            None => Ok(rows.settings),
            Some(missing) => Err(missing),
        }
    }
}

/// Takes the rows of one part.
struct Rows<'a> {
    encoding: &'a mut Encoding,
    columns: &'a mut Option<Columns>,
    tally: &'a mut Tally,
    settings: Vec<Setting>,
    missing: Option<Missing>,
}

impl Sink for Rows<'_> {
    fn wants(&self, column: u16) -> bool {
        self.columns.as_ref().is_none_or(|columns| columns.has(column))
    }

    fn take(&mut self, row: Row) {
        if self.missing.is_some() {
            return;
        }
        let Some(columns) = self.columns.as_ref() else {
            return self.take_header(row);
        };
        let mut reader = RowReader { row: &row, columns, encoding: *self.encoding, aside: Vec::new() };
        let setting = reader.setting();
        let aside = std::mem::take(&mut reader.aside);
        self.tally.rows = self.tally.rows.saturating_add(1);
        match setting {
            Ok(setting) => {
                self.tally.kept = self.tally.kept.saturating_add(1);
                self.tally.open = self.tally.open.saturating_add(u32::from(setting.status.is_open()));
                for says in aside {
                    self.note(row.line, says, false);
                }
                self.settings.push(setting);
            }
            Err(says) => {
                self.tally.left_out = self.tally.left_out.saturating_add(1);
                self.note(row.line, says, true);
            }
        }
    }
}

impl Rows<'_> {
    fn take_header(&mut self, mut header: Row) {
        if let Some((_, first)) = header.fields.first_mut() {
            let (encoding, rest) = Encoding::of_start(first);
            *self.encoding = encoding;
            // A spreadsheet that puts a mark first may put quotation marks behind it.
            *first = rest.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(rest).to_vec();
        }
        match Columns::find(&header, *self.encoding) {
            Ok(columns) => *self.columns = Some(columns),
            Err(missing) => self.missing = Some(missing),
        }
    }

    fn note(&mut self, line: u32, says: String, left_out: bool) {
        if self.tally.faults.len() < LINE_FAULTS_MAX {
            self.tally.faults.push(LineFault { line, says, left_out });
        }
    }
}

/// One row on its way to being a setting.
struct RowReader<'a> {
    row: &'a Row,
    columns: &'a Columns,
    encoding: Encoding,
    /// What is wrong and does not cost the row.
    aside: Vec<String>,
}

impl RowReader<'_> {
    fn setting(&mut self) -> Result<Setting, String> {
        if self.row.is_too_long() {
            let most = thousands(ROW_BYTES_MAX as usize);
            return Err(format!(
                "The row is longer than {most} bytes. There may be a quotation mark too many or too few"
            ));
        }
        let (has, should) = (self.row.columns, self.columns.count);
        if has != should {
            let columns = if has == 1 { "column" } else { "columns" };
            return Err(format!("The row has {has} {columns}, and the first line of the file has {should}"));
        }
        let urn = Urn::parse(&self.cell(Column::Urn)?).map_err(|_| "The URN is not a number of 6 digits")?;
        let name = self.cell(Column::Name)?;
        if name.is_empty() {
            return Err("There is no name".to_owned());
        }
        let status = Status::of_register(&self.cell(Column::Status)?)
            .ok_or("The status is none of: Open; Closed; Proposed to open; Open, but proposed to close")?;
        let authority = self.authority()?;
        Ok(Setting {
            urn,
            name,
            status,
            laestab: self.laestab(authority.as_ref())?,
            // Without an authority the register writes that there is none where its name would be.
            authority_name: authority.as_ref().map_or(Ok(String::new()), |_| self.cell(Column::AuthorityName))?,
            authority,
            phase: self.cell(Column::Phase).map(unless_not_applicable)?,
            kind: self.cell(Column::Kind)?,
            town: self.cell(Column::Town)?,
            postcode: self.postcode()?,
        })
    }

    fn cell(&self, column: Column) -> Result<String, String> {
        let text = self.columns.cell(self.row, column, self.encoding);
        if fits(&text) { Ok(text) } else { Err("A column holds more than 200 characters".to_owned()) }
    }

    /// `000` is what the register writes where there is no authority.
    fn authority(&self) -> Result<Option<LaCode>, String> {
        match self.cell(Column::Authority)?.as_str() {
            "" | "0" | "000" => Ok(None),
            code => LaCode::parse(code)
                .map(Some)
                .map_err(|_| "The code of the local authority is not a number of 3 digits".to_owned()),
        }
    }

    /// The register writes the two halves in two columns.
    fn laestab(&mut self, authority: Option<&LaCode>) -> Result<Option<LaEstab>, String> {
        let number = self.cell(Column::Number)?;
        let Some(authority) = authority.filter(|_| !number.is_empty()) else { return Ok(None) };
        let laestab = LaEstab::parse(&format!("{}{number:0>4}", authority.as_str())).ok();
        if laestab.is_none() {
            self.aside.push("The establishment number is not a number of 4 digits, so it was left out".to_owned());
        }
        Ok(laestab)
    }

    fn postcode(&mut self) -> Result<Option<Postcode>, String> {
        let typed = self.cell(Column::Postcode)?;
        let postcode = Postcode::parse(&typed).ok();
        if postcode.is_none() && !typed.is_empty() {
            self.aside.push("The postcode is not a UK postcode, so it was left out".to_owned());
        }
        Ok(postcode)
    }
}

fn unless_not_applicable(phase: String) -> String {
    if phase.eq_ignore_ascii_case("Not applicable") { String::new() } else { phase }
}
