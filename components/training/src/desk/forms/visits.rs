//! Who visits a page of staff about training, on which run, and on which version of it they rely. It decides no more than that
//! only staff may.

use domain::people::Role;
use records::Versioned;
use store::training::StoredRun;
use web::{IfMatch, Problem, Staff, Visit};

/// The member of staff who visits.
///
/// # Errors
/// 401 and 403 for everybody else; 503 where the store fails.
pub(crate) async fn staff(visit: &Visit) -> Result<Staff, Problem> {
    let staff = visit.staff().await?;
    staff.require(Role::Adviser)?;
    Ok(staff)
}

/// The run that the path names.
///
/// # Errors
/// 404 where there is none; 503 where the store fails.
pub(crate) async fn run(visit: &Visit) -> Result<Versioned<StoredRun>, Problem> {
    store::training::run(&visit.app, &store::training::run_id(visit.part("run"))?).await
}

/// The page of a list that an address names; the first where it names none.
pub(crate) fn page(visit: &Visit) -> usize {
    visit.query.text("page").parse().unwrap_or(1)
}

/// The version that a form was made from; none that ever was where it does not say.
pub(crate) fn version(visit: &Visit) -> u64 {
    visit.form.text("version").parse().unwrap_or_default()
}

/// The same as what a change relies on.
pub(crate) fn seen(visit: &Visit) -> IfMatch {
    IfMatch::version(version(visit))
}

/// Somebody else was quicker; or this form was taken before and has been changed since, which comes to the same: what
/// stands there now must be read first.
pub(crate) fn is_about_another_version(problem: &Problem) -> bool {
    matches!(problem.kind().slug, "stale" | "idempotency-key-reused")
}
