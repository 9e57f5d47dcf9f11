//! What staff ask for and send: which page is shown, and what is done. The words are the pages', the rules the domain's;
//! training is kept in `bookings`.

pub(crate) mod list;
pub(crate) mod message;

use domain::people::Role;
use web::{Problem, Staff, Visit};

/// The member of staff who visits.
///
/// # Errors
/// 401 and 403 for everybody else.
async fn staff(visit: &Visit) -> Result<Staff, Problem> {
    let staff = visit.staff().await?;
    staff.require(Role::Adviser)?;
    Ok(staff)
}
