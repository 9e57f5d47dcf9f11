//! Half-given answers: where they are kept, and how those that nobody can open any more are cleared away.

use records::Drafts;
use serde::{Serialize, de::DeserializeOwned};
use web::{App, Problem};

/// Never changed, or no half-given answer is found again.
const KIND: &str = "advice";

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
