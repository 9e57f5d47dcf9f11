//! Clearing away what is no longer in use, a while after it was. It never looks for anything: every name is known.

use web::{App, Problem, Staff};

use crate::directory::importing::change_shelf;
use crate::directory::index;
use crate::directory::kept::shelf;

/// How many generations are cleared away in one go.
const CLEARED_AT_ONCE_MAX: usize = 2;

/// Clears away what nobody uses any more, and says how many generations that were: call it until it says 0.
///
/// # Errors
/// 503 where the store fails.
pub async fn clear(app: &App, staff: &Staff) -> Result<usize, Problem> {
    let due: Vec<_> = shelf(app).await?.to_clear(app.now()).take(CLEARED_AT_ONCE_MAX).collect();
    for generation in &due {
        index::delete(app, *generation).await?;
    }
    if !due.is_empty() {
        change_shelf(app, staff, "cleared away", &|shelf| Ok(shelf.cleared(&due))).await?;
    }
    Ok(due.len())
}
