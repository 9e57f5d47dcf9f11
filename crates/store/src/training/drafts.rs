//! What people have half typed on the way to a booking, kept for a day; see [`records::Drafts`]. What stands in it is the
//! pages' affair.

use records::{Database, Drafts, RecordsError};
use serde::{Serialize, de::DeserializeOwned};

/// Never changed, or no half-given answer is found again.
const KIND: &str = "training";

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
