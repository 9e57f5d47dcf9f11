//! Whether a setting is in the directory, for services that only want to know that: what they read of the shelf is no more than
//! which directory is in use, so that none of them holds the code that reads a whole shelf or a setting (30 KB).

use domain::directory::{FORM, Generation, bucket_of_urn};
use domain::words::Urn;
use records::{ListName, Record};
use serde::{Deserialize, Serialize};
use web::{App, Problem};

use crate::directory::index;
use crate::directory::kept::{StoredShelf, record_id};

/// Of the shelf which directory is in use; what else it says is not read.
#[derive(Clone, Serialize, Deserialize)]
struct Glance {
    in_use: Option<InUse>,
}

#[derive(Clone, Serialize, Deserialize)]
struct InUse {
    generation: Generation,
    form: u8,
}

impl Record for Glance {
    const KIND: &'static str = StoredShelf::KIND;
    const SCHEMA: u32 = StoredShelf::SCHEMA;
    type Row = ();

    fn rows(&self) -> Vec<(ListName, ())> {
        Vec::new()
    }
}

/// Whether the directory has a setting of this number; `None` where none was ever imported. Three store operations.
///
/// # Errors
/// 503 where the store fails or the directory is indexed in another form.
pub async fn knows(app: &App, urn: &Urn) -> Result<Option<bool>, Problem> {
    let found = app.records::<Glance>().read(&record_id()?).await?;
    let Some(InUse { generation, form }) = found.and_then(|found| found.record.in_use) else { return Ok(None) };
    if form != FORM {
        return Err(Problem::unavailable("the directory is indexed in another form: import it again"));
    }
    let lines = index::bucket(app, generation, bucket_of_urn(urn)).await?;
    Ok(Some(lines.lines().any(|line| line.split('\t').next() == Some(urn.as_str()))))
}
