//! What staff ask for and send: which page is shown, and what is done. The words are the pages', the rules the domain's;
//! training is kept in `bookings`.

pub(crate) mod cancel;
pub(crate) mod report;

use bookings::{StoredBooking, booking_record};
use domain::training::booking::Booking;
use domain::training::run::Run;
use domain::training::seats::Party;
use web::{Problem, Visit};

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
