//! Asking for places. A booking and its run are two records, so asking is two changes: first the booking is kept, then the
//! run is asked, which is what counts.
//!
//! Who dies before the first leaves nothing. Who dies between them leaves a booking that the run does not know: it shows
//! nowhere, has nobody's place, and whoever sends the same key again goes on from there; where nobody does,
//! [`crate::training::due`] asks on its behalf a while later. Who dies after the second has the places, and gets the same answer for
//! the same key. Asking twice is asking once, since the run knows a booking by its reference: two who go on with the same
//! booking at once do no harm.

use domain::access_code::AccessCode;
use domain::calendar::Calendar;
use domain::problems::{Code, Problems};
use domain::reference::Reference;
use domain::training::booking::{About, Book, Booking};
use domain::training::seats::Asked;
use http::StatusCode;
use records::{By, Decision, Outcome, Versioned};
use web::{App, IdempotencyKey, Problem};

use crate::training::crowd;
use crate::training::kept::{Drawn, Sent, StoredBooking, StoredRun, booking_record, email_digest, once};
use crate::training::problems::refused;

/// Who acts with a reference and a code, in histories.
pub(crate) const BOOKER: &str = "booker";

/// How many references are drawn before giving up. One in some 10,000 draws meets an older booking.
const MAX_DRAWS: u8 = 4;

/// Places that were asked for.
pub struct Booked {
    /// Names the booking.
    pub reference: Reference,
    /// Opens it, with the reference.
    pub code: AccessCode,
    /// It, as it stands now.
    pub booking: Versioned<StoredBooking>,
    /// The run, which says what came of it.
    pub run: Versioned<StoredRun>,
    /// Whether it had been asked for before.
    pub repeated: bool,
}

/// Asks for places on `run`, for which the caller's wishes were read; with a key that came before, finds the booking that it
/// made. Full is no error: whoever does not get a place stands in the queue.
///
/// # Errors
/// 409 where booking is not open, the run is not for them, or an attendee has a place on it already; 422 for a key that came
/// before with something else; 503 where the store is busy or failing: then send it again with the same key.
pub async fn book(app: &App, sent: Sent<'_>, book: &Book, run: &Versioned<StoredRun>) -> Result<Booked, Problem> {
    for draw in 0..MAX_DRAWS {
        let drawn = Drawn::new(app, sent.key, draw);
        // What would be refused is not even kept. What is refused nevertheless came in between.
        let wish = asked(app, &drawn.reference, book);
        if !run.record.0.would_take(&wish, book.audience, app.now()) {
            let calendar = Calendar::england_and_wales();
            run.record.0.clone().ask(&wish, book.audience, (&calendar, app.now())).map_err(refused)?;
        }
        let new = Booking::asked(
            drawn.reference.clone(),
            drawn.digest(app),
            book.clone(),
            About::of(&run.record.0),
            app.now(),
        );
        let mut decide = |current: Option<&Versioned<StoredBooking>>| {
            // The reference belongs to somebody else's booking already: it stays, and another is drawn.
            Ok(if current.is_some() { Decision::Keep } else { Decision::Write(StoredBooking(new.clone())) })
        };
        let by = once(app, By::new(BOOKER, "asked"), sent, &[b"book"]);
        let (booking, repeated) = match app.change(&booking_record(&drawn.reference)?, by, &mut decide).await? {
            Outcome::Changed(made) => (made, false),
            Outcome::Repeated { current, .. } => (current, true),
            Outcome::Kept(_) => continue,
        };
        let run = match ask(app, &booking.record.0).await {
            Ok(run) => run,
            Err(problem) => {
                give_up(app, &drawn.reference, &problem).await;
                return Err(problem);
            }
        };
        return Ok(Booked { reference: drawn.reference, code: drawn.code, booking, run, repeated });
    }
    Err(Problem::unavailable("every reference drawn was taken"))
}

/// The code of a booking that was made with this key, which is stored nowhere; `None` where the key made another, or our
/// secret has changed since.
#[must_use]
pub fn code_again(app: &App, key: &IdempotencyKey, reference: &Reference) -> Option<AccessCode> {
    let mut draws = (0..MAX_DRAWS).map(|draw| Drawn::new(app, Some(key), draw));
    draws.find(|drawn| drawn.reference == *reference).map(|drawn| drawn.code)
}

/// Asks the run for the places of a booking that is kept; where it has asked before, finds what came of it. Whoever is named
/// in the booking as it stands is whom it asks for.
pub(crate) async fn ask(app: &App, booking: &Booking) -> Result<Versioned<StoredRun>, Problem> {
    let book = booking.book();
    crowd::ask(app, &book.run, asked(app, booking.reference(), book), book.audience).await
}

fn asked(app: &App, reference: &Reference, book: &Book) -> Asked {
    let places = book.attendees.iter().map(|attendee| email_digest(app, &book.run, &attendee.email)).collect();
    Asked { reference: reference.clone(), places, takes_fewer: book.takes_fewer }
}

/// Notes that the run refused a booking, so that nobody asks on its behalf later, when the run might think otherwise. A
/// failure changes nothing about the answer; then somebody may ask once more, and the booker is told of it.
pub(crate) async fn give_up(app: &App, reference: &Reference, problem: &Problem) {
    if problem.status() == StatusCode::SERVICE_UNAVAILABLE {
        return;
    }
    let Ok(id) = booking_record(reference) else { return };
    let mut decide = |current: Option<&Versioned<StoredBooking>>| match current {
        Some(current) if !current.record.0.is_given_up() && current.record.0.seen() == 0 => {
            let mut booking = current.record.clone();
            booking.0.give_up();
            Ok(Decision::Write(booking))
        }
        _ => Ok(Decision::Keep),
    };
    let _ = app.change(&id, By::new(BOOKER, "refused").quietly(), &mut decide).await;
}

/// Looks whether the setting that a booking names is in the directory, unless none was ever imported. Three store operations
/// where a number is given.
///
/// # Errors
/// 422 where it is not; 503 where the store fails.
pub async fn check_setting(app: &App, book: &Book) -> Result<(), Problem> {
    let urn = book.organisation.as_ref().and_then(|organisation| organisation.urn.as_ref());
    let Some(urn) = urn else { return Ok(()) };
    if crate::directory::knows(app, urn).await? != Some(false) {
        return Ok(());
    }
    let sentence =
        "We could not find a setting with this number. Check the number, or look for the setting by its name";
    Err(Problems::one("#/urn", Code::InvalidValue, sentence).into())
}
