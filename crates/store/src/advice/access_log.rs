//! Who of staff opened an enquiry, for the family to see.

use std::convert::Infallible;

use domain::advice::Opened;
use domain::people::StaffMember;
use domain::reference::Reference;
use records::{By, ChangeError, Database, Decision, ListName, Record, RecordsError, Versioned};
use serde::{Deserialize, Serialize};

use crate::advice::enquiry::record_id;

/// Who opened an enquiry, kept apart from it: looking must not make anybody's version stale.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredOpened(pub Opened);

impl Record for StoredOpened {
    const KIND: &'static str = "advice-opened";
    const SCHEMA: u32 = 1;
    type Row = ();

    fn rows(&self) -> Vec<(ListName, ())> {
        Vec::new()
    }
}

/// Who has opened an enquiry.
///
/// # Errors
/// The store's.
pub async fn opened(database: &Database, reference: &Reference) -> Result<Opened, RecordsError> {
    let opened = database.records::<StoredOpened>().read(&record_id(reference)?).await?;
    Ok(opened.map(|opened| opened.record.0).unwrap_or_default())
}

/// Writes down who looks, and says who has looked so far. What cannot be written down must not be shown.
///
/// # Errors
/// The store's.
pub async fn looked(
    database: &Database,
    staff: &StaffMember,
    reference: &Reference,
) -> Result<Opened, ChangeError<Infallible>> {
    let (id, now) = (record_id(reference)?, database.now());
    let before = opened(database, reference).await?;
    if before.tells_already(staff, now) {
        return Ok(before);
    }
    let decide = |current: Option<&Versioned<StoredOpened>>| {
        let opened = current.map(|current| current.record.0.clone()).unwrap_or_default();
        let opened = opened.looked(staff, now).map_err(|_| too_long(reference))?;
        Ok(Decision::Write(StoredOpened(opened)))
    };
    let changed = database.change(&id, By::new(staff.id.as_str(), "looked"), decide).await?;
    changed.into_current().map(|current| current.record.0).ok_or(ChangeError::NotFound)
}

fn too_long(reference: &Reference) -> RecordsError {
    RecordsError::corrupt("a log of who looked that has no room", reference.to_string())
}
