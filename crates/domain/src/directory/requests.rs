//! What an administrator sends to import a directory, read with every problem at once; it changes nothing.

use super::editions::Asked;
use super::import::{PART_BYTES_MAX, PARTS_MAX};
use crate::input::{Body, Field, FromBody, Reader, Request, Whole};

/// The largest file there can be.
const FILE_BYTES_MAX: i64 = (PARTS_MAX * PART_BYTES_MAX) as i64;

const REPLACE: Field<Option<bool>> = Field::new("replace", "Whether it replaces another import", "Say true or false")
    .about("Whether it may take the place of one that is under way.");
const BYTES: Field<Option<Whole<1, FILE_BYTES_MAX>>> =
    Field::new("bytes", "The size of the file", "Enter how many bytes the file has")
        .about("How many bytes the file has. Where this is given, the import is complete only when so many have come.");
const CONFIRM: Field<Option<bool>> = Field::new("confirm", "Whether it is confirmed", "Say true or false")
    .about("That what is doubtful about it was looked at.");

impl FromBody for Asked {
    const BODY: &'static Body = &Body::new("BeginImport", "An import to begin.", &[&REPLACE, &BYTES]);
}

impl Request for Asked {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        let (replace, bytes) = (r.get(&REPLACE), r.get(&BYTES));
        let bytes = bytes?.and_then(|bytes| u64::try_from(bytes.get()).ok());
        Some(Self { replace: replace?.unwrap_or(false), bytes })
    }
}

/// An import to take into use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Complete {
    /// Whether what is doubtful about it was looked at.
    pub confirmed: bool,
}

impl FromBody for Complete {
    const BODY: &'static Body = &Body::new("CompleteImport", "An import to take into use.", &[&CONFIRM]);
}

impl Request for Complete {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        Some(Self { confirmed: r.get(&CONFIRM)?.unwrap_or(false) })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::input::Style;
    use crate::input::walk::walk;

    #[test]
    fn every_body_is_read_as_its_table_says() {
        walk::<Asked>(&json!({}), |body| Asked::read(body, Style::Json).map(drop));
        walk::<Complete>(&json!({}), |body| Complete::read(body, Style::Json).map(drop));
    }
}
