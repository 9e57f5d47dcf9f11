//! What a booker does about places they have or wait for: accept, decline, give up, send somebody else. What counts is one
//! change of the run; each may be sent twice and is done once.

use domain::calendar::Calendar;
use domain::training::requests::{CancelPlaces, Substitute};
use domain::training::run::{Run, RunRefusal, RunStep};
use domain::training::seats::PlaceState;
use domain::training::terms::Cancellation;
use domain::training::words::Exemption;
use domain::words::Pence;
use jiff::Timestamp;
use records::{By, Decision, Outcome, Versioned};
use web::{App, Problem};

use crate::training::kept::{Sent, StoredBooking, StoredRun, booking_record, email_digest, once, run_record};
use crate::training::opened::Opened;
use crate::training::problems::{booking_refused, refused};
use crate::training::telling::tell;

/// A booking after a step.
pub struct Stepped {
    /// As it stands now.
    pub opened: Opened,
    /// Whether the step had been taken before, so that nothing was done.
    pub repeated: bool,
}

type Step<'a> = dyn Fn(&mut Run, (&Calendar, Timestamp)) -> RunStep<bool> + Send + Sync + 'a;

/// Accepts what is offered.
///
/// # Errors
/// 410 where the offer has run out; 409 where there is none; 503 where the store is busy or failing.
pub async fn accept(app: &App, opened: Opened, sent: Sent<'_>) -> Result<Stepped, Problem> {
    let reference = opened.reference().clone();
    take(app, opened, "accepted", sent, &|run, at| run.accept(&reference, at)).await
}

/// Declines what is offered. Whatever else they wait for keeps its turn.
///
/// # Errors
/// As [`accept`].
pub async fn decline(app: &App, opened: Opened, sent: Sent<'_>) -> Result<Stepped, Problem> {
    let reference = opened.reference().clone();
    take(app, opened, "declined", sent, &|run, at| run.decline(&reference, at)).await
}

/// What cancelling would cost at `now`.
#[must_use]
pub fn cost_of_cancelling(opened: &Opened, exemption: Option<Exemption>, now: Timestamp) -> Cancellation {
    cost(opened.run(), opened, exemption, &Calendar::england_and_wales(), now)
}

fn cost(run: &Run, opened: &Opened, exemption: Option<Exemption>, calendar: &Calendar, now: Timestamp) -> Cancellation {
    run.cancellation((opened.booking().asked_at(), now), calendar, exemption)
}

/// Gives places up, whether they are confirmed, offered or waited for. What a confirmed one costs is reckoned when the run
/// takes it.
///
/// An excuse is noted in the booking first: who dies after that leaves an excuse for a place that is not given up, which
/// costs and tells nothing.
///
/// # Errors
/// 409 where the run has begun or places are not theirs to give up; 503 where the store is busy or failing.
pub async fn cancel(app: &App, opened: Opened, places: &CancelPlaces, sent: Sent<'_>) -> Result<Stepped, Problem> {
    cancel_for(app, opened, places, None, sent).await
}

/// The same for at most `agreed` each, which is what whoever does it was told: where a minute that passed since makes it cost
/// more, nothing is given up.
///
/// # Errors
/// As [`cancel`]; 409 where it costs more.
pub async fn cancel_for(
    app: &App,
    opened: Opened,
    places: &CancelPlaces,
    agreed: Option<Pence>,
    sent: Sent<'_>,
) -> Result<Stepped, Problem> {
    let reference = opened.reference().clone();
    if let Some(exemption) = places.exemption {
        let mut decide = |current: Option<&Versioned<StoredBooking>>| {
            let mut booking = current.ok_or_else(Problem::not_found)?.record.clone();
            booking.0.excuse(&places.places, exemption);
            Ok(Decision::Write(booking))
        };
        app.change(&booking_record(&reference)?, By::new(opened.by.as_str(), "excused").quietly(), &mut decide).await?;
    }
    let asked_at = opened.booking().asked_at();
    let step = |run: &mut Run, (calendar, now): (&Calendar, Timestamp)| {
        let cost = run.cancellation((asked_at, now), calendar, places.exemption);
        let party = run.seats().party(&reference);
        let is_held = |place| party.and_then(|party| party.place(place)).map(|place| place.state);
        let costs = places.places.iter().any(|place| is_held(*place) == Some(PlaceState::Confirmed));
        if costs && agreed.is_some_and(|agreed| cost.fee_each > agreed) {
            return Err(RunRefusal::CostsMore { fee_each: cost.fee_each });
        }
        run.cancel(&reference, &places.places, &cost, (calendar, now))
    };
    take(app, opened, "cancelled", sent, &step).await
}

/// Has somebody else come.
///
/// The booking notes the wish first, then the run decides, then the booking carries it out. Who dies before the run decided
/// leaves a wish that changes nothing; who dies after it leaves one that [`crate::training::due`] carries out, because the run says
/// that something happened to this booking.
///
/// # Errors
/// 409 where it is too late for that or the other has a place already; 404 where there is no such place; 503 where the store
/// is busy or failing.
pub async fn substitute(app: &App, opened: Opened, to: &Substitute, sent: Sent<'_>) -> Result<Stepped, Problem> {
    let (reference, by) = (opened.reference().clone(), opened.by.clone());
    let id = booking_record(&reference)?;
    let Substitute { place, attendee } = to;
    let mut wish = |current: Option<&Versioned<StoredBooking>>| {
        let mut booking = current.ok_or_else(Problem::not_found)?.record.clone();
        booking.0.wish(*place, attendee.clone()).map_err(booking_refused)?;
        Ok(Decision::Write(booking))
    };
    app.change(&id, By::new(by.as_str(), "wished for somebody else").quietly(), &mut wish).await?;
    let email = email_digest(app, &opened.booking().book().run, &attendee.email);
    let step = |run: &mut Run, at: (&Calendar, Timestamp)| run.substitute(&reference, *place, email, at);
    let Stepped { opened, repeated } = match take(app, opened, "substituted", sent, &step).await {
        Ok(stepped) => stepped,
        Err(problem) => {
            if problem.status() != http::StatusCode::SERVICE_UNAVAILABLE {
                let mut unwish = |current: Option<&Versioned<StoredBooking>>| {
                    let mut booking = current.ok_or_else(Problem::not_found)?.record.clone();
                    booking.0.unwish(*place, attendee);
                    Ok(Decision::Write(booking))
                };
                // A wish that is left behind changes nothing.
                let _ = app.change(&id, By::new(by.as_str(), "was refused").quietly(), &mut unwish).await;
            }
            return Err(problem);
        }
    };
    let booking = tell(app, opened.run(), &reference).await?.ok_or_else(Problem::not_found)?;
    Ok(Stepped { opened: Opened { booking, ..opened }, repeated })
}

/// Takes a step on the run. That it changed nothing because it had been taken before is no error.
async fn take(
    app: &App,
    opened: Opened,
    action: &'static str,
    sent: Sent<'_>,
    step: &Step<'_>,
) -> Result<Stepped, Problem> {
    let calendar = Calendar::england_and_wales();
    let mut decide = |current: Option<&Versioned<StoredRun>>| {
        let mut run = current.ok_or_else(Problem::not_found)?.record.0.clone();
        let before = run.seats().facts_count();
        step(&mut run, (&calendar, app.now())).map_err(refused)?;
        Ok(if run.seats().facts_count() == before { Decision::Keep } else { Decision::Write(StoredRun(run)) })
    };
    let reference = opened.reference().to_string();
    let by = By::new(opened.by.as_str(), action).quietly();
    let by = once(app, by, sent, &[opened.by.as_bytes(), reference.as_bytes(), action.as_bytes()]);
    let (run, repeated) = match app.change(&run_record(opened.run().id())?, by, &mut decide).await? {
        Outcome::Changed(run) => (run, false),
        Outcome::Repeated { current, .. } | Outcome::Kept(Some(current)) => (current, true),
        Outcome::Kept(None) => return Err(Problem::not_found()),
    };
    Ok(Stepped { opened: Opened { run, ..opened }, repeated })
}
