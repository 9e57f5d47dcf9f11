//! The saved replies where they are kept: one record that all staff share, so that its bounds hold whoever writes at once.

use domain::advice::{SavedReplies, ShelfRefusal};
use domain::people::StaffMember;
use records::{By, ChangeError, Database, Decision, ListName, Record, RecordId, RecordsError, Versioned};
use serde::{Deserialize, Serialize};

use crate::access::Sent;
use crate::advice::ACCESS;

/// The one record of its kind.
const ID: &str = "all";

/// What a member of staff makes of the saved replies.
pub type RepliesChange<'a> = &'a (dyn Fn(SavedReplies) -> Result<SavedReplies, ShelfRefusal> + Send + Sync);

/// The saved replies as a record.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
struct StoredReplies(SavedReplies);

impl Record for StoredReplies {
    const KIND: &'static str = "advice-replies";
    const SCHEMA: u32 = 1;
    type Row = ();

    fn rows(&self) -> Vec<(ListName, ())> {
        Vec::new()
    }
}

/// All saved replies.
///
/// # Errors
/// The store's.
pub async fn saved_replies(database: &Database) -> Result<SavedReplies, RecordsError> {
    let found = database.records::<StoredReplies>().read(&id()?).await?;
    Ok(found.map(|found| found.record.0).unwrap_or_default())
}

/// Changes the saved replies; `done` is what their history calls that.
///
/// # Errors
/// Why they stay as they are; a key that came before with something else; the store's.
pub async fn change_replies(
    database: &Database,
    staff: &StaffMember,
    done: &'static str,
    sent: Sent<'_>,
    change: RepliesChange<'_>,
) -> Result<(), ChangeError<ShelfRefusal>> {
    let decide = |current: Option<&Versioned<StoredReplies>>| {
        let replies = current.map(|current| current.record.0.clone()).unwrap_or_default();
        change(replies).map(|replies| Decision::Write(StoredReplies(replies))).map_err(ChangeError::Refused)
    };
    let actor = staff.id.as_str();
    let by = ACCESS.once(database, By::new(actor, done), sent, &[actor.as_bytes(), done.as_bytes()]);
    database.change(&id()?, by, decide).await.map(drop)
}

fn id() -> Result<RecordId, RecordsError> {
    Ok(RecordId::parse(ID)?)
}
