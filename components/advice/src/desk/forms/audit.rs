//! The audit of one enquiry: who changed it, who looked at it, and whether that history is whole.

use domain::people::Role;
use store::advice::history_is_whole;
use web::{Html, Problem, Visit};

use super::case::Case;
use crate::desk::pages::{self, Audit};

/// For managers. Looking at who looked is a look too, and written down like any other.
pub(crate) async fn show_history(visit: Visit) -> Result<Html, Problem> {
    let staff = visit.staff().await?;
    staff.require(Role::Manager)?;
    let case = Case::open_as(&visit, staff).await?;
    let history = &case.found.history;
    let audit = Audit { whole: history_is_whole(&case.found), count: history.count(), entries: case.done_since(0) };
    Ok(pages::audit(visit.council()?, &case.view_context(&visit), &audit))
}
