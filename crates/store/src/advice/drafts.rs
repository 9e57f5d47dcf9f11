//! Half-given answers: where they are kept, and how those that nobody can open any more are cleared away.

use records::{Database, Drafts, RecordsError};
use serde::{Serialize, de::DeserializeOwned};

/// Never changed, or no half-given answer is found again.
const KIND: &str = "advice";

/// All half-given answers, in the shape that the pages give them.
pub fn drafts<T: Serialize + DeserializeOwned>(database: &Database) -> Drafts<'_, T> {
    database.drafts(KIND)
}

/// Clears away those that nobody can open any more, and says how many.
///
/// # Errors
/// The store's.
pub async fn sweep_drafts(database: &Database) -> Result<u64, RecordsError> {
    drafts::<()>(database).sweep().await
}
