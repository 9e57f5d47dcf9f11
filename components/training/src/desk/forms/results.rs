//! What came of a run: evaluations, certificates, charges.

use crate::desk::forms::visits::{self, page, staff};
use domain::calendar::london_date;
use domain::training::booking::Booking;
use domain::training::run::Run;
use domain::training::seats::{Attendance, PlaceState};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use records::Versioned;
use store::training::{StoredRun, bookings_of, charges};
use web::{Html, IntoResponse, Problem, Response, Visit};

use crate::charges_csv::charges_csv;
use crate::desk::pages::{self, Charges, Evaluations};

/// What attendees thought.
pub(crate) async fn show_evaluations(visit: Visit) -> Result<Html, Problem> {
    let (found, bookings) = everything(&visit).await?;
    let run = &found.record.0;
    let came = |attendance| matches!(attendance, Some(Attendance::Attended | Attendance::PartAttended));
    let places = run.seats().parties().iter().flat_map(|party| party.places());
    let attended = places.filter(|place| came(place.attendance)).count();
    let notes = bookings.iter().flat_map(Booking::attendees).map(|(_, _, notes)| notes);
    let said = notes.filter_map(|notes| notes.evaluation.clone()).collect();
    Ok(pages::evaluations(visit.council()?, &Evaluations { run, said, attended }))
}

/// Who has a certificate.
pub(crate) async fn show_certificates(visit: Visit) -> Result<Html, Problem> {
    let (found, bookings) = everything(&visit).await?;
    Ok(pages::certificates(visit.council()?, &found.record.0, &bookings, page(&visit)))
}

/// What is charged.
pub(crate) async fn show_charges(visit: Visit) -> Result<Html, Problem> {
    let (found, bookings) = everything(&visit).await?;
    let run = &found.record.0;
    let charges = Charges { run, rows: charges(run, &bookings), settled: is_settled(&visit, run) };
    Ok(pages::charges(visit.council()?, &charges))
}

/// The same as a file for a spreadsheet.
pub(crate) async fn save_charges(visit: Visit) -> Result<Response, Problem> {
    let (found, bookings) = everything(&visit).await?;
    let run = &found.record.0;
    let name = format!("attachment; filename=\"charges-{}.csv\"", london_date(run.details().starts_at));
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, charges_csv(&charges(run, &bookings))).into_response())
}

/// The run that the path names, with all bookings on it.
async fn everything(visit: &Visit) -> Result<(Versioned<StoredRun>, Vec<Booking>), Problem> {
    staff(visit).await?;
    let found = visits::run(visit).await?;
    let parties: Vec<_> = found.record.0.seats().parties().iter().collect();
    let bookings = bookings_of(visit.app.database(), &parties).await?;
    Ok((found, bookings))
}

/// Whether everything that can change the charges has happened.
fn is_settled(visit: &Visit, run: &Run) -> bool {
    let mut places = run.seats().parties().iter().flat_map(|party| party.places());
    run.cancelled().is_some()
        || visit.app.now() >= run.details().ends_at
            && places.all(|place| place.state != PlaceState::Confirmed || place.attendance.is_some())
}
