//! What attendees thought of a run. It is part of the booking, as is the certificate that they get for saying it.

use domain::training::evaluation::{Averages, Evaluation};
use domain::training::seats::{Attendance, PlaceNumber};
use domain::training::words::CertificateCode;
use records::{By, Database, Decision, Versioned};

use crate::training::booking::{StoredBooking, record_id};
use crate::training::booking_lists::BookingRow;
use crate::training::certificates::keep_certificate;
use crate::training::opened::OpenedBooking;
use crate::training::refused::{TrainingError, refused};

/// Keeps what an attendee thought. Who attended it all has a certificate from then on, whose code follows from the place and
/// our secret, so that saying it twice makes one.
///
/// Where the certificate is to be found is written first. Who dies after that leaves a code that leads to a booking which
/// does not have it, and so is none.
///
/// # Errors
/// Refused where they did not attend, said something else before, or there is no such place; the store's.
pub async fn evaluate(
    database: &Database,
    opened: OpenedBooking,
    place: PlaceNumber,
    evaluation: &Evaluation,
) -> Result<OpenedBooking, TrainingError> {
    let reference = opened.reference().clone();
    let attendance = opened.party().and_then(|party| party.place(place)).and_then(|place| place.attendance);
    let text = reference.to_string();
    let code = database.keyring().digest("training/certificate", &[text.as_bytes(), &[place.get()]]);
    let code = CertificateCode::draw(code);
    if attendance == Some(Attendance::Attended) {
        keep_certificate(database, &opened.by, &code, (&reference, place)).await?;
    }
    let decide = |current: Option<&Versioned<StoredBooking>>| {
        let current = current.ok_or(TrainingError::NotFound)?;
        let mut booking = current.record.clone();
        booking.0.evaluate(place, evaluation.clone(), attendance, code.clone()).map_err(refused)?;
        Ok(if booking.0 == current.record.0 { Decision::Keep } else { Decision::Write(booking) })
    };
    let by = By::new(opened.by.as_str(), "evaluated");
    let booking = database.change(&record_id(&reference)?, by, decide).await?.into_current();
    Ok(OpenedBooking { booking: booking.ok_or(TrainingError::NotFound)?, ..opened })
}

/// What attendees thought, on average.
#[must_use]
pub fn averages(rows: &[BookingRow]) -> Averages {
    let mut averages = Averages::default();
    for (_, _, notes) in rows.iter().flat_map(|row| row.booking.attendees()) {
        if let Some(evaluation) = &notes.evaluation {
            averages.add(&evaluation.scores);
        }
    }
    averages
}
