//! What people have half typed on the way to a booking, kept for a day; see [`records::Drafts`]. What stands in it is the
//! pages' affair.

use records::Drafts;
use serde::{Serialize, de::DeserializeOwned};
use web::{App, Problem};

/// Never changed, or no half-given answer is found again.
const KIND: &str = "training";

/// All half-given answers, in the shape that the pages give them.
pub fn drafts<T: Serialize + DeserializeOwned>(app: &App) -> Drafts<'_, T> {
    app.drafts(KIND)
}

/// Clears away those that nobody can open any more, and says how many.
///
/// # Errors
/// 503 where the store fails.
pub async fn sweep_drafts(app: &App) -> Result<u64, Problem> {
    Ok(drafts::<()>(app).sweep().await?)
}
