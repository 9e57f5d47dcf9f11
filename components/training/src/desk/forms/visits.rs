//! Who visits a page of staff about training, on which run, and on which version of it they rely. It decides no more than that
//! only staff may.

use domain::people::Role;
use domain::training::run::Run;
use records::{ExpectedVersion, Versioned};
use store::training::{StoredRun, TrainingError};
use web::{Problem, Staff, Visit};

use crate::named;
use crate::problems::problem;

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
    named::run(&visit.app, visit.part("run")).await
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
pub(crate) fn seen(visit: &Visit) -> ExpectedVersion {
    ExpectedVersion::exactly(version(visit))
}

/// Whether a run can still be changed or called off: nobody fills in a form for nothing.
///
/// # Errors
/// 409 where it has begun or was called off.
pub(crate) fn to_come(visit: &Visit, run: &Run) -> Result<(), Problem> {
    run.to_come(visit.app.now()).map_err(|refusal| problem(TrainingError::Refused(refusal.into())))
}

/// Another change was quicker; or this form was taken before and has been changed since, which comes to the same: what
/// stands there now must be read first.
pub(crate) fn is_about_another_version(error: &TrainingError) -> bool {
    matches!(error, TrainingError::Stale | TrainingError::KeyReused)
}
