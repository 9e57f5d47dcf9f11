//! The directory's two records, and how the first is changed. What they say is the domain's.

use domain::directory::{Editions, Import, Refusal};
use domain::people::StaffMember;
use records::{By, ChangeError, Database, Decision, ListName, Record, RecordId, RecordsError, Versioned};
use serde::{Deserialize, Serialize};

/// There is one of each, under this id.
const ID: &str = "settings";

/// Why something was not done with an import.
pub type ImportError = ChangeError<Refusal>;

/// What is in use, and what comes in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredEditions(pub Editions);

/// The import that was begun last, kept apart: a search need not read it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredImport(pub Import);

impl Record for StoredEditions {
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

pub(super) fn record_id() -> Result<RecordId, RecordsError> {
    Ok(RecordId::parse(ID)?)
}

/// What is in use, and what comes in.
pub(super) async fn editions(database: &Database) -> Result<Editions, RecordsError> {
    let stored = database.records::<StoredEditions>().read(&record_id()?).await?;
    Ok(stored.map(|stored| stored.record.0).unwrap_or_default())
}

/// Changes what is in use or comes in.
pub(super) async fn change_editions<X: Send>(
    database: &Database,
    staff: &StaffMember,
    action: &'static str,
    step: impl Fn(Editions) -> Result<Editions, ChangeError<X>> + Send + Sync,
) -> Result<Editions, ChangeError<X>> {
    let decide = |current: Option<&Versioned<StoredEditions>>| {
        let editions = current.map(|current| current.record.0.clone()).unwrap_or_default();
        Ok(Decision::Write(StoredEditions(step(editions)?)))
    };
    let outcome = database.change(&record_id()?, By::new(staff.id.as_str(), action), decide).await?;
    Ok(outcome.into_current().map(|current| current.record.0).unwrap_or_default())
}

/// The import that was begun last, if a part of it has come.
pub(super) async fn import(database: &Database) -> Result<Option<Import>, RecordsError> {
    let stored = database.records::<StoredImport>().read(&record_id()?).await?;
    Ok(stored.map(|stored| stored.record.0))
}

/// An import that never was is not found; else why the domain refuses.
pub(super) fn refused(refusal: Refusal) -> ImportError {
    match refusal {
        Refusal::Unknown => ChangeError::NotFound,
        refusal => ChangeError::Refused(refusal),
    }
}
