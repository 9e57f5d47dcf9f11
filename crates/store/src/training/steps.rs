//! What a booker does about places they have or wait for: accept, decline, give up, send somebody else. What counts is one
//! change of the run; each may be sent twice and is done once.

use domain::calendar::Calendar;
use domain::training::booking::{Booking, BookingRefusal};
use domain::training::requests::{CancelPlaces, Substitute};
use domain::training::run::{Run, RunRefusal, RunStep};
use domain::training::seats::PlaceState;
use domain::training::terms::Cancellation;
use domain::training::words::Exemption;
use domain::words::Pence;
use jiff::Timestamp;
use records::{By, Database, Decision, Outcome, Versioned};

use crate::access::Sent;
use crate::training::booking::{self, ACCESS, StoredBooking, email_digest};
use crate::training::catch_up::catch_up;
use crate::training::opened::OpenedBooking;
use crate::training::refused::{TrainingError, refused};
use crate::training::runs::{self, StoredRun};

/// A booking after a step.
pub struct Stepped {
    /// As it stands now.
    pub opened: OpenedBooking,
    /// Whether the step had been taken before, so that nothing was done.
    pub repeated: bool,
}

type Step<'a> = dyn Fn(&mut Run, (&Calendar, Timestamp)) -> RunStep<bool> + Send + Sync + 'a;

/// Accepts what is offered.
///
/// # Errors
/// Refused where the offer has run out or there is none; a key that came before with something else; the store's.
pub async fn accept(database: &Database, opened: OpenedBooking, sent: Sent<'_>) -> Result<Stepped, TrainingError> {
    let reference = opened.reference().clone();
    take(database, opened, "accepted", sent, &|run, at| run.accept(&reference, at)).await
}

/// Declines what is offered. Whatever else they wait for keeps its turn.
///
/// # Errors
/// As [`accept`].
pub async fn decline(database: &Database, opened: OpenedBooking, sent: Sent<'_>) -> Result<Stepped, TrainingError> {
    let reference = opened.reference().clone();
    take(database, opened, "declined", sent, &|run, at| run.decline(&reference, at)).await
}

/// What cancelling would cost at `now`.
#[must_use]
pub fn cost_of_cancelling(opened: &OpenedBooking, exemption: Option<Exemption>, now: Timestamp) -> Cancellation {
    opened.run().cancellation((opened.booking().asked_at(), now), &Calendar::england_and_wales(), exemption)
}

/// Gives places up, whether they are confirmed, offered or waited for. What a confirmed one costs is reckoned when the run
/// takes it.
///
/// An excuse is noted in the booking first: who dies after that leaves an excuse for a place that is not given up, which
/// costs and tells nothing.
///
/// # Errors
/// Refused where the run has begun or places are not theirs to give up; a key that came before with something else; the
/// store's.
pub async fn cancel(
    database: &Database,
    opened: OpenedBooking,
    places: &CancelPlaces,
    sent: Sent<'_>,
) -> Result<Stepped, TrainingError> {
    cancel_for(database, opened, places, None, sent).await
}

/// The same for at most `agreed` each, which is what the caller was told: where a minute that passed since makes it cost more,
/// nothing is given up.
///
/// # Errors
/// As [`cancel`]; refused where it costs more.
pub async fn cancel_for(
    database: &Database,
    opened: OpenedBooking,
    places: &CancelPlaces,
    agreed: Option<Pence>,
    sent: Sent<'_>,
) -> Result<Stepped, TrainingError> {
    let reference = opened.reference().clone();
    if let Some(exemption) = places.exemption {
        let excuse = |booking: &mut Booking| {
            booking.excuse(&places.places, exemption);
            Ok(())
        };
        note(database, &opened, "excused", &excuse).await?;
    }
    let asked_at = opened.booking().asked_at();
    let step = |run: &mut Run, (calendar, now): (&Calendar, Timestamp)| {
        let cost = run.cancellation((asked_at, now), calendar, places.exemption);
        let party = run.seats().party(&reference);
        let state = |place| party.and_then(|party| party.place(place)).map(|place| place.state);
        let costs = places.places.iter().any(|place| state(*place) == Some(PlaceState::Confirmed));
        if costs && agreed.is_some_and(|agreed| cost.fee_each > agreed) {
            return Err(RunRefusal::CostsMore { fee_each: cost.fee_each });
        }
        run.cancel(&reference, &places.places, &cost, (calendar, now))
    };
    take(database, opened, "cancelled", sent, &step).await
}

/// Has somebody else come.
///
/// The booking notes who is to come first, then the run decides, then the booking carries it out. Who dies before the run
/// decided leaves a note that changes nothing; who dies after it leaves one that [`crate::training::due`] carries out,
/// because the run says that something happened to this booking.
///
/// # Errors
/// Refused where it is too late for that, the other has a place already, or there is no such place; a key that came before
/// with something else; the store's.
pub async fn substitute(
    database: &Database,
    opened: OpenedBooking,
    to: &Substitute,
    sent: Sent<'_>,
) -> Result<Stepped, TrainingError> {
    let reference = opened.reference().clone();
    let Substitute { place, attendee } = to;
    let ask = |booking: &mut Booking| booking.note_substitution(*place, attendee.clone());
    note(database, &opened, "named somebody else", &ask).await?;
    let email = email_digest(database, &opened.booking().book().run, &attendee.email);
    let step = |run: &mut Run, at: (&Calendar, Timestamp)| run.substitute(&reference, *place, email, at);
    let (run, repeated) = match taken(database, &opened, "substituted", sent, &step).await {
        Ok(taken) => taken,
        Err(error) => {
            // What failed may have happened.
            if !matches!(error, TrainingError::Records(_)) {
                let forget = |booking: &mut Booking| {
                    booking.forget_substitution(*place, attendee);
                    Ok(())
                };
                // A note that is left behind changes nothing.
                let _ = note(database, &opened, "was refused", &forget).await;
            }
            return Err(error);
        }
    };
    let booking = catch_up(database, &run.record.0, &reference).await?.ok_or(TrainingError::NotFound)?;
    Ok(Stepped { opened: OpenedBooking { booking, run, ..opened }, repeated })
}

/// Notes something in the booking, in no new version.
async fn note(
    database: &Database,
    opened: &OpenedBooking,
    action: &'static str,
    change: &(dyn Fn(&mut Booking) -> Result<(), BookingRefusal> + Send + Sync),
) -> Result<(), TrainingError> {
    let decide = |current: Option<&Versioned<StoredBooking>>| {
        let mut booking = current.ok_or(TrainingError::NotFound)?.record.clone();
        change(&mut booking.0).map_err(refused)?;
        Ok(Decision::Write(booking))
    };
    let by = By::new(opened.by.as_str(), action).without_new_version();
    database.change(&booking::record_id(opened.reference())?, by, decide).await.map(drop)
}

/// Takes a step on the run.
async fn take(
    database: &Database,
    opened: OpenedBooking,
    action: &'static str,
    sent: Sent<'_>,
    step: &Step<'_>,
) -> Result<Stepped, TrainingError> {
    let (run, repeated) = taken(database, &opened, action, sent, step).await?;
    Ok(Stepped { opened: OpenedBooking { run, ..opened }, repeated })
}

/// The run after a step, and whether the step changed nothing because it had been taken before.
async fn taken(
    database: &Database,
    opened: &OpenedBooking,
    action: &'static str,
    sent: Sent<'_>,
    step: &Step<'_>,
) -> Result<(Versioned<StoredRun>, bool), TrainingError> {
    let calendar = Calendar::england_and_wales();
    let decide = |current: Option<&Versioned<StoredRun>>| {
        let mut run = current.ok_or(TrainingError::NotFound)?.record.0.clone();
        let before = run.seats().facts_count();
        step(&mut run, (&calendar, database.now())).map_err(refused)?;
        Ok(if run.seats().facts_count() == before { Decision::Keep } else { Decision::Write(StoredRun(run)) })
    };
    let reference = opened.reference().to_string();
    let by = By::new(opened.by.as_str(), action).without_new_version();
    let by = ACCESS.once(database, by, sent, &[opened.by.as_bytes(), reference.as_bytes(), action.as_bytes()]);
    match database.change(&runs::record_id(opened.run().id())?, by, decide).await? {
        Outcome::Changed(run) => Ok((run, false)),
        Outcome::Repeated { current, .. } | Outcome::Kept(Some(current)) => Ok((current, true)),
        Outcome::Kept(None) => Err(TrainingError::NotFound),
    }
}
