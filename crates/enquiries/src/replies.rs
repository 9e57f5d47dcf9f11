//! The saved replies where they are kept: one record that all staff share, so that its bounds hold whoever writes at once.

use domain::advice::{SavedReplies, ShelfRefusal};
use records::{By, Decision, ListName, Record, RecordId, Versioned};
use serde::{Deserialize, Serialize};
use web::{App, Fingerprint, IdempotencyKey, Problem, Staff};

use crate::kept::once;

/// The one record of its kind.
const ID: &str = "all";

/// What somebody makes of the shelf.
pub type Shelving<'a> = &'a (dyn Fn(SavedReplies) -> Result<SavedReplies, ShelfRefusal> + Send + Sync);

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
/// 503 where the store fails.
pub async fn saved_replies(app: &App) -> Result<SavedReplies, Problem> {
    let found = app.records::<StoredReplies>().read(&id()?).await?;
    Ok(found.map(|found| found.record.0).unwrap_or_default())
}

/// Changes the shelf; `done` is what its history calls that.
///
/// # Errors
/// Outside, 422 for a key that came before with something else and 503 where the store is busy or failing; inside, why the
/// shelf stays as it is.
pub async fn change_replies(
    app: &App,
    staff: &Staff,
    done: &'static str,
    (key, fingerprint): (&IdempotencyKey, Fingerprint),
    shelving: Shelving<'_>,
) -> Result<Result<(), ShelfRefusal>, Problem> {
    let mut refused = None;
    let mut decide = |current: Option<&Versioned<StoredReplies>>| {
        refused = None;
        let shelf = current.map(|current| current.record.0.clone()).unwrap_or_default();
        match shelving(shelf) {
            Ok(shelf) => Ok(Decision::Write(StoredReplies(shelf))),
            Err(refusal) => {
                refused = Some(refusal);
                Ok(Decision::Keep)
            }
        }
    };
    let scope = [staff.actor().as_bytes(), done.as_bytes()];
    let by = once(app, By::new(staff.actor(), done), Some(key), &scope, fingerprint);
    app.change(&id()?, by, &mut decide).await?;
    Ok(refused.map_or(Ok(()), Err))
}

fn id() -> Result<RecordId, Problem> {
    RecordId::parse(ID).map_err(Problem::internal)
}
