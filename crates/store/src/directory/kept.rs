//! The directory's two records. What they say is the domain's.

use domain::directory::{Import, Shelf};
use records::{ListName, Record, RecordId};
use serde::{Deserialize, Serialize};
use web::{App, Problem};

/// There is one of each, under this id.
const ID: &str = "settings";

/// What is in use, and what comes in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredShelf(pub Shelf);

/// The import that was begun last, kept apart: whoever searches need not read it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredImport(pub Import);

impl Record for StoredShelf {
    const KIND: &'static str = "directory";
    const SCHEMA: u32 = 1;
    type Row = ();

    fn rows(&self) -> Vec<(ListName, ())> {
        Vec::new()
    }
}

impl Record for StoredImport {
    const KIND: &'static str = "directory-import";
    const SCHEMA: u32 = 1;
    type Row = ();

    fn rows(&self) -> Vec<(ListName, ())> {
        Vec::new()
    }
}

pub(crate) fn record_id() -> Result<RecordId, Problem> {
    RecordId::parse(ID).map_err(Problem::internal)
}

/// What is in use, and what comes in.
pub(crate) async fn shelf(app: &App) -> Result<Shelf, Problem> {
    let stored = app.records::<StoredShelf>().read(&record_id()?).await?;
    Ok(stored.map(|stored| stored.record.0).unwrap_or_default())
}

/// The import that was begun last, if a part of it has come.
pub(crate) async fn import(app: &App) -> Result<Option<Import>, Problem> {
    let stored = app.records::<StoredImport>().read(&record_id()?).await?;
    Ok(stored.map(|stored| stored.record.0))
}
