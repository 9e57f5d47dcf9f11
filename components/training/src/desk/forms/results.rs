//! What came of a run: evaluations, certificates, charges.

use crate::desk::forms::requests::{self, page, staff};
use domain::calendar::london_date;
use domain::training::booking::Booking;
use domain::training::run::Run;
use domain::training::seats::{Attendance, PlaceState};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use records::Versioned;
use store::training::{StoredRun, bookings_of, charges};
use web::{Html, IntoResponse, PageRequest, Problem, Response};

use crate::charges_csv::charges_csv;
use crate::desk::pages::{self, Charges, Evaluations};

/// What attendees thought.
pub(crate) async fn show_evaluations(request: PageRequest) -> Result<Html, Problem> {
    let (found, bookings) = everything(&request).await?;
    let run = &found.record.0;
    let came = |attendance| matches!(attendance, Some(Attendance::Attended | Attendance::PartAttended));
    let places = run.seats().parties().iter().flat_map(|party| party.places());
    let attended = places.filter(|place| came(place.attendance)).count();
    let notes = bookings.iter().flat_map(Booking::attendees).map(|(_, _, notes)| notes);
    let said = notes.filter_map(|notes| notes.evaluation.clone()).collect();
    Ok(pages::evaluations(request.council()?, &Evaluations { run, said, attended }))
}

/// Who has a certificate.
pub(crate) async fn show_certificates(request: PageRequest) -> Result<Html, Problem> {
    let (found, bookings) = everything(&request).await?;
    Ok(pages::certificates(request.council()?, &found.record.0, &bookings, page(&request)))
}

/// What is charged.
pub(crate) async fn show_charges(request: PageRequest) -> Result<Html, Problem> {
    let (found, bookings) = everything(&request).await?;
    let run = &found.record.0;
    let charges = Charges { run, rows: charges(run, &bookings), settled: is_settled(&request, run) };
    Ok(pages::charges(request.council()?, &charges))
}

/// The same as a file for a spreadsheet.
pub(crate) async fn save_charges(request: PageRequest) -> Result<Response, Problem> {
    let (found, bookings) = everything(&request).await?;
    let run = &found.record.0;
    let name = format!("attachment; filename=\"charges-{}.csv\"", london_date(run.details().starts_at));
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, charges_csv(&charges(run, &bookings))).into_response())
}

/// The run that the path names, with all bookings on it.
async fn everything(request: &PageRequest) -> Result<(Versioned<StoredRun>, Vec<Booking>), Problem> {
    staff(request).await?;
    let found = requests::run(request).await?;
    let parties: Vec<_> = found.record.0.seats().parties().iter().collect();
    let bookings = bookings_of(request.app.database(), &parties).await?;
    Ok((found, bookings))
}

/// Whether everything that can change the charges has happened.
fn is_settled(request: &PageRequest, run: &Run) -> bool {
    let mut places = run.seats().parties().iter().flat_map(|party| party.places());
    run.cancelled().is_some()
        || request.app.now() >= run.details().ends_at
            && places.all(|place| place.state != PlaceState::Confirmed || place.attendance.is_some())
}
