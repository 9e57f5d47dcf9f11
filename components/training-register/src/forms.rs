//! What staff and trainers ask for and send: which page is shown, and what is done. The words are the pages', the rules the
//! domain's; training is kept in `bookings`.

pub(crate) mod booking;
pub(crate) mod register;
pub(crate) mod run;

use bookings::{StoredBooking, booking_record};
use domain::training::booking::Booking;
use domain::training::seats::Party;
use web::{Problem, Visit};

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
