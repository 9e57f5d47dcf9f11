//! Asking for places. A booking and its run are two records, so asking is two changes: first the booking is kept, then the
//! run is asked, which is what counts.
//!
//! Who dies before the first leaves nothing. Who dies between them leaves a booking that the run does not know: it shows
//! nowhere, has nobody's place, and the caller who sends the same key again goes on from there; where nobody does,
//! [`crate::training::due`] asks on its behalf a while later. Who dies after the second has the places, and gets the same
//! answer for the same key. Asking twice is asking once, since the run knows a booking by its reference: two who go on with
//! the same booking at once do no harm.

use domain::access_code::AccessCode;
use domain::calendar::Calendar;
use domain::reference::Reference;
use domain::training::booking::{About, Book, Booking};
use domain::training::seats::Asked;
use records::{By, Database, Decision, IdempotencyKey, Outcome, RecordsError, Versioned};

use crate::access::{MAX_DRAWS, Sent};
use crate::training::batch;
use crate::training::booking::{ACCESS, BOOKER, StoredBooking, email_digest, record_id};
use crate::training::refused::{TrainingError, refused};
use crate::training::runs::StoredRun;

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

/// Asks for places on `run`, for which the request was read; with a key that came before, finds the booking that it made.
/// Full is no error: who does not get a place stands in the queue.
///
/// # Errors
/// Refused where booking is not open, the run is not for them, or an attendee has a place on it already; a key that came
/// before with something else; the store's: then send it again with the same key.
pub async fn book(
    database: &Database,
    sent: Sent<'_>,
    book: &Book,
    run: &Versioned<StoredRun>,
) -> Result<Booked, TrainingError> {
    for draw in 0..MAX_DRAWS {
        let drawn = ACCESS.draw(database, sent.key, draw);
        // What would be refused is not even kept. What is refused nevertheless came in between.
        let places = asked(database, &drawn.reference, book);
        if !run.record.0.would_take(&places, book.audience, database.now()) {
            let calendar = Calendar::england_and_wales();
            let at = (&calendar, database.now());
            run.record.0.clone().ask(&places, book.audience, at).map_err(refused)?;
        }
        let code = ACCESS.digest(database, &drawn.reference, &drawn.code);
        let about = About::of(&run.record.0);
        let new = Booking::asked(drawn.reference.clone(), code, book.clone(), about, database.now());
        let decide = |current: Option<&Versioned<StoredBooking>>| {
            // The reference belongs to somebody else's booking already: it stays, and another is drawn.
            Ok(if current.is_some() { Decision::Keep } else { Decision::Write(StoredBooking(new.clone())) })
        };
        let by = ACCESS.once(database, By::new(BOOKER, "asked"), sent, &[b"book"]);
        let outcome: Result<_, TrainingError> = database.change(&record_id(&drawn.reference)?, by, decide).await;
        let (booking, repeated) = match outcome? {
            Outcome::Changed(made) => (made, false),
            Outcome::Repeated { current, .. } => (current, true),
            Outcome::Kept(_) => continue,
        };
        let run = match ask(database, &booking.record.0).await {
            Ok(run) => run,
            Err(error) => {
                give_up(database, &drawn.reference, &error).await;
                return Err(error);
            }
        };
        return Ok(Booked { reference: drawn.reference, code: drawn.code, booking, run, repeated });
    }
    Err(RecordsError::Contended("every reference drawn was taken").into())
}

/// The code of a booking that was made with this key, which is stored nowhere; `None` where the key made another, or our
/// secret has changed since.
#[must_use]
pub fn code_again(database: &Database, key: &IdempotencyKey, reference: &Reference) -> Option<AccessCode> {
    let mut draws = (0..MAX_DRAWS).map(|draw| ACCESS.draw(database, Some(key), draw));
    draws.find(|drawn| drawn.reference == *reference).map(|drawn| drawn.code)
}

/// Asks the run for the places of a booking that is kept; where it has asked before, finds what came of it. The attendees
/// named in the booking as it stands are those for whom it asks.
pub(super) async fn ask(database: &Database, booking: &Booking) -> Result<Versioned<StoredRun>, TrainingError> {
    let book = booking.book();
    batch::ask(database, &book.run, asked(database, booking.reference(), book), book.audience).await
}

fn asked(database: &Database, reference: &Reference, book: &Book) -> Asked {
    let places = book.attendees.iter().map(|attendee| email_digest(database, &book.run, &attendee.email)).collect();
    Asked { reference: reference.clone(), places, takes_fewer: book.takes_fewer }
}

/// Notes that the run refused a booking, so that nobody asks on its behalf later, when the run might think otherwise. A
/// failure changes nothing about the answer; then somebody may ask once more, and the booker is told of it.
pub(super) async fn give_up(database: &Database, reference: &Reference, error: &TrainingError) {
    // What failed may be tried again.
    if matches!(error, TrainingError::Records(_)) {
        return;
    }
    let Ok(id) = record_id(reference) else { return };
    let decide = |current: Option<&Versioned<StoredBooking>>| match current {
        Some(current) if !current.record.0.is_given_up() && current.record.0.seen() == 0 => {
            let mut booking = current.record.clone();
            booking.0.give_up();
            Ok(Decision::Write(booking))
        }
        _ => Ok(Decision::Keep),
    };
    let _: Result<_, TrainingError> =
        database.change(&id, By::new(BOOKER, "refused").without_new_version(), decide).await;
}
