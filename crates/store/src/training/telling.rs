//! Catching a booking up with its run: the booker is told what happened since they were last told, in the same write that
//! notes how far they were told. So nothing is told twice, and nothing untold is taken for told.

use domain::reference::Reference;
use domain::training::booking::{About, Booking};
use domain::training::run::Run;
use records::{By, Decision, Versioned};
use web::{App, Problem};

use crate::training::kept::{StoredBooking, booking_record, email_digest};

/// Who writes what is due, where a history would name them.
pub(crate) const HOUSEKEEPER: &str = "training";

/// Catches a booking up with `run` as it was read, and answers with it. A run that was read before somebody else caught the
/// booking up further changes nothing.
pub(crate) async fn tell(
    app: &App,
    run: &Run,
    reference: &Reference,
) -> Result<Option<Versioned<StoredBooking>>, Problem> {
    let mut decide = |current: Option<&Versioned<StoredBooking>>| {
        let Some(current) = current else { return Ok(Decision::Keep) };
        let mut booking = current.record.clone();
        caught_up(app, run, &mut booking.0);
        Ok(if booking.0 == current.record.0 { Decision::Keep } else { Decision::Write(booking) })
    };
    let by = By::new(HOUSEKEEPER, "told").quietly();
    Ok(app.change(&booking_record(reference)?, by, &mut decide).await?.into_current())
}

fn caught_up(app: &App, run: &Run, booking: &mut Booking) {
    let Some(party) = run.seats().party(booking.reference()) else { return };
    booking.grant(|number, attendee| {
        let theirs = party.place(number).map(|place| place.email);
        theirs == Some(email_digest(app, run.id(), &attendee.email))
    });
    let happened = party.what_happened_since(booking.seen());
    booking.tell(&happened, run.seats().facts_count(), About::of(run), app.now());
}
