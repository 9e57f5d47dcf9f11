//! Which columns of an extract are read, by their names in its first line. All others are never kept.

use serde::{Deserialize, Serialize};

use super::csv::Row;
use super::text::Encoding;

/// The columns that are read, in the order of [`NAMES`]; `None` for one that this extract does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Columns {
    /// How many the first line has: any other row with more or fewer is damaged.
    pub(super) count: u16,
    places: Vec<Option<u16>>,
}

/// A column that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Urn,
    Name,
    Status,
    Authority,
    AuthorityName,
    Phase,
    Postcode,
    Number,
    Kind,
    Town,
}

/// The name of each column in the register's extract, in the order of [`Column`], and whether an extract must have it.
const NAMES: [(&str, bool); 10] = [
    ("URN", true),
    ("EstablishmentName", true),
    ("EstablishmentStatus (name)", true),
    ("LA (code)", true),
    ("LA (name)", true),
    ("PhaseOfEducation (name)", true),
    ("Postcode", true),
    ("EstablishmentNumber", false),
    ("TypeOfEstablishment (name)", false),
    ("Town", false),
];

/// Columns that the first line of a file must have and does not: it is no extract of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing(pub Vec<&'static str>);

impl Columns {
    /// Finds the columns in a file's first line.
    pub(super) fn find(header: &Row, encoding: Encoding) -> Result<Self, Missing> {
        let names: Vec<(u16, String)> =
            header.fields.iter().map(|(column, bytes)| (*column, encoding.one_line(bytes))).collect();
        let place = |name: &str| names.iter().find(|(_, known)| known.eq_ignore_ascii_case(name)).map(|(at, _)| *at);
        let places: Vec<Option<u16>> = NAMES.iter().map(|(name, _)| place(name)).collect();
        let missing = NAMES.iter().zip(&places).filter(|((_, must), place)| *must && place.is_none());
        let missing: Vec<&'static str> = missing.map(|((name, _), _)| *name).collect();
        if missing.is_empty() { Ok(Self { count: header.columns, places }) } else { Err(Missing(missing)) }
    }

    /// Whether a column is read at all.
    pub(super) fn has(&self, column: u16) -> bool {
        self.places.contains(&Some(column))
    }

    /// What stands in a column of a row; empty where there is no such column.
    pub(super) fn cell(&self, row: &Row, column: Column, encoding: Encoding) -> String {
        let place = self.places.get(column as usize).copied().flatten();
        place.and_then(|place| row.field(place)).map_or_else(String::new, |bytes| encoding.one_line(bytes))
    }
}
