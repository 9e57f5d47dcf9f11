//! What a browser asks for and sends. The words are the pages', the rules the domain's; people and keys are kept in
//! `store::people`.

pub(crate) mod account;
pub(crate) mod audit;
pub(crate) mod directory_import;
pub(crate) mod directory_search;
pub(crate) mod home;
pub(crate) mod keys;
pub(crate) mod people;

use domain::people::Role;
use records::ExpectedVersion;
use web::{Problem, Staff, Visit};

/// The administrator who visits.
///
/// # Errors
/// 401 and 403 for everybody else.
async fn administrator(visit: &Visit) -> Result<Staff, Problem> {
    let staff = visit.staff().await?;
    staff.require(Role::Admin)?;
    Ok(staff)
}

/// The version that a form was made from.
fn seen(visit: &Visit) -> Result<ExpectedVersion, Problem> {
    let version = visit.form.text("version").parse().map_err(|_| Problem::if_match_required())?;
    Ok(ExpectedVersion::exactly(version))
}
