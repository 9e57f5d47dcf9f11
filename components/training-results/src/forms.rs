//! What staff ask for and send: which page is shown, and what is done. The words are the pages', the rules the domain's;
//! training is kept in `bookings`.

pub(crate) mod cancel;
pub(crate) mod report;
mod who;

use bookings::{StoredBooking, StoredRun, booking_record};
use domain::people::Role;
use domain::training::booking::Booking;
use domain::training::run::Run;
use domain::training::seats::Party;
use records::Versioned;
use web::{IfMatch, Problem, Staff, Visit};

/// The member of staff who visits.
///
/// # Errors
/// 401 and 403 for everybody else.
async fn staff(visit: &Visit) -> Result<Staff, Problem> {
    let staff = visit.staff().await?;
    staff.require(Role::Adviser)?;
    Ok(staff)
}

/// The run that the path names.
///
/// # Errors
/// 404 where there is none; 503 where the store fails.
async fn run(visit: &Visit) -> Result<Versioned<StoredRun>, Problem> {
    bookings::run(&visit.app, &bookings::run_id(visit.part("run"))?).await
}

/// The version that a form was made from; none that ever was where it does not say.
fn version(visit: &Visit) -> u64 {
    visit.form.text("version").parse().unwrap_or_default()
}

fn seen(visit: &Visit) -> IfMatch {
    IfMatch::version(version(visit))
}

/// Somebody else was quicker; or this form was taken before and has been changed since, which comes to the same: what
/// stands there now must be read first.
fn is_about_another_version(problem: &Problem) -> bool {
    matches!(problem.kind().slug, "stale" | "idempotency-key-reused")
}

/// Nobody fills in a form for nothing: only a run that is to come can be changed or called off.
fn to_come(visit: &Visit, run: &Run) -> Result<(), Problem> {
    if run.cancelled().is_some() {
        return Err(Problem::conflict("run_cancelled", "This run is cancelled"));
    }
    if run.has_begun(visit.app.now()) {
        return Err(Problem::conflict("begun", "This run has begun, so it can be neither changed nor cancelled"));
    }
    Ok(())
}

/// The bookings of these parties, in their order. A booking that is being made has a party and may not be there yet.
///
/// # Errors
/// 503 where the store fails.
async fn bookings_of(visit: &Visit, parties: &[&Party]) -> Result<Vec<Booking>, Problem> {
    let mut found = Vec::with_capacity(parties.len());
    for party in parties {
        let id = booking_record(party.reference())?;
        found.extend(visit.app.records::<StoredBooking>().read(&id).await?.map(|found| found.record.0));
    }
    Ok(found)
}

/// The page of a list that an address names; the first where it names none.
fn page(visit: &Visit) -> usize {
    visit.query.text("page").parse().unwrap_or(1)
}
