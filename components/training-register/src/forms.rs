//! What staff and trainers ask for and send: which page is shown, and what is done. The words are the pages', the rules the
//! domain's; training is kept in `bookings`.

pub(crate) mod booking;
pub(crate) mod register;
pub(crate) mod run;

use bookings::{StoredBooking, StoredRun, booking_record};
use domain::people::Role;
use domain::training::booking::Booking;
use domain::training::seats::Party;
use records::Versioned;
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

/// The run that the path names.
///
/// # Errors
/// 404 where there is none; 503 where the store fails.
async fn run(visit: &Visit) -> Result<Versioned<StoredRun>, Problem> {
    bookings::run(&visit.app, &bookings::run_id(visit.part("run"))?).await
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
