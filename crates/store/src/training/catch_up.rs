//! Catching a booking up with its run: the booker is told what happened since they were last told, in the same write that
//! notes how far they were told. So nothing is told twice, and nothing is taken for told that was not.

use domain::reference::Reference;
use domain::training::booking::{About, Booking};
use domain::training::run::Run;
use records::{By, Database, Decision, Versioned};

use crate::training::booking::{StoredBooking, email_digest, record_id};
use crate::training::refused::TrainingError;

/// The actor in histories of what is due by itself.
pub(super) const HOUSEKEEPER: &str = "training";

/// Catches a booking up with `run` as it was read, and answers with it. A run that was read before another caller caught the
/// booking up further changes nothing.
pub(super) async fn catch_up(
    database: &Database,
    run: &Run,
    reference: &Reference,
) -> Result<Option<Versioned<StoredBooking>>, TrainingError> {
    let decide = |current: Option<&Versioned<StoredBooking>>| {
        let Some(current) = current else { return Ok(Decision::Keep) };
        let mut booking = current.record.clone();
        notify(database, run, &mut booking.0);
        Ok(if booking.0 == current.record.0 { Decision::Keep } else { Decision::Write(booking) })
    };
    let by = By::new(HOUSEKEEPER, "notified").without_new_version();
    Ok(database.change(&record_id(reference)?, by, decide).await?.into_current())
}

fn notify(database: &Database, run: &Run, booking: &mut Booking) {
    let Some(party) = run.seats().party(booking.reference()) else { return };
    booking.apply_substitutions(|number, attendee| {
        let theirs = party.place(number).map(|place| place.email);
        theirs == Some(email_digest(database, run.id(), &attendee.email))
    });
    let happened = party.what_happened_since(booking.seen());
    booking.notify(&happened, run.seats().facts_count(), About::of(run), database.now());
}
