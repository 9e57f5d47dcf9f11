//! The lists of enquiries: what is open, and what has ended while something was still to go out.

use domain::advice::Row;
use records::{Database, ListName, RecordsError, Swept};

use crate::advice::StoredEnquiry;

/// The one list of everything that staff have to do. What goes out by email stands in the same row: were it on a list of its
/// own, every submission would write two rows.
pub(super) const OPEN: &str = "open";

/// The list of what has ended while something was still to go out.
pub(super) const ENDED_UNSENT: &str = "ended-unsent";

/// All lists: on one of them is each enquiry of which something is to go out.
pub const LISTS: &[&str] = &[OPEN, ENDED_UNSENT];

/// The list of open enquiries.
///
/// # Errors
/// None that a fixed name comes to.
pub fn open_list() -> Result<ListName, RecordsError> {
    Ok(ListName::parse(OPEN)?)
}

/// Everything that staff have to do, in no order that means anything.
///
/// # Errors
/// The store's.
pub async fn open_rows(database: &Database) -> Result<Vec<Row>, RecordsError> {
    let listed = database.records::<StoredEnquiry>().list(&open_list()?).await?;
    Ok(listed.into_iter().map(|listed| listed.row).collect())
}

/// Compares every row of every list with its enquiry, and puts right what disagrees.
///
/// # Errors
/// The store's.
pub async fn sweep_rows(database: &Database) -> Result<Swept, RecordsError> {
    let mut all = Swept { rows: 0, repaired: 0 };
    for list in LISTS {
        let swept = database.records::<StoredEnquiry>().sweep(&ListName::parse(list)?).await?;
        all = Swept { rows: all.rows + swept.rows, repaired: all.repaired + swept.repaired };
    }
    Ok(all)
}
