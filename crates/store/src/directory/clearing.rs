//! Clearing away what is no longer in use, a while after it was. It never looks for anything: every name is known.

use std::convert::Infallible;

use domain::people::StaffMember;
use records::{ChangeError, Database};

use crate::directory::editions::{change_editions, editions};
use crate::directory::index;

/// How many generations are cleared away in one go.
const CLEARED_AT_ONCE_MAX: usize = 2;

/// Clears away what nobody uses any more, and says how many generations that were: call it until it says 0.
///
/// # Errors
/// The store's.
pub async fn clear(database: &Database, staff: &StaffMember) -> Result<usize, ChangeError<Infallible>> {
    let due: Vec<_> = editions(database).await?.to_clear(database.now()).take(CLEARED_AT_ONCE_MAX).collect();
    for generation in &due {
        index::delete(database, *generation).await?;
    }
    if !due.is_empty() {
        change_editions(database, staff, "cleared away", |editions| Ok(editions.cleared(&due))).await?;
    }
    Ok(due.len())
}
