//! Certificates: where the one with a code is to be found, and what it says to anybody who checks it.

use domain::reference::Reference;
use domain::training::booking::Attendee;
use domain::training::course::CourseTitle;
use domain::training::run::Run;
use domain::training::seats::{Attendance, PlaceNumber};
use domain::training::words::CertificateCode;
use jiff::Timestamp;
use records::{By, Database, Decision, ListName, Record, RecordId, RecordsError, Versioned};
use serde::{Deserialize, Serialize};

use crate::training::booking;
use crate::training::refused::TrainingError;
use crate::training::runs::run;

/// Where the certificate with a code is to be found. That it holds is said by the booking and the run alone: without them
/// this is no certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredCertificate {
    /// Whose booking.
    reference: Reference,
    /// Which of its places.
    place: PlaceNumber,
}

impl Record for StoredCertificate {
    const KIND: &'static str = "certificate";
    const SCHEMA: u32 = 1;
    type Row = ();

    fn rows(&self) -> Vec<(ListName, ())> {
        Vec::new()
    }
}

/// What a certificate says to anybody who checks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certified {
    /// Its code.
    pub code: CertificateCode,
    /// What was attended.
    pub title: CourseTitle,
    /// When it began.
    pub held_at: Timestamp,
    /// The first letters of the attendee's names.
    pub initials: String,
}

/// Keeps where the certificate with a code is to be found.
pub(super) async fn keep_certificate(
    database: &Database,
    by: &str,
    code: &CertificateCode,
    (reference, place): (&Reference, PlaceNumber),
) -> Result<(), TrainingError> {
    let kept = StoredCertificate { reference: reference.clone(), place };
    let decide = |current: Option<&Versioned<StoredCertificate>>| {
        Ok(if current.is_some() { Decision::Keep } else { Decision::Write(kept.clone()) })
    };
    database.change(&record_id(code)?, By::new(by, "made"), decide).await.map(drop)
}

/// What the certificate with a code says; `None` where there is none, or its register was put right since. Two to six store
/// operations.
///
/// # Errors
/// The store's.
pub async fn certificate(database: &Database, code: &CertificateCode) -> Result<Option<Certified>, RecordsError> {
    let found = database.records::<StoredCertificate>().read(&record_id(code)?).await?;
    let Some(StoredCertificate { reference, place }) = found.map(|found| found.record) else { return Ok(None) };
    let booking = booking::read(database, &reference).await?;
    let Some(booking) = booking.map(|booking| booking.record.0) else { return Ok(None) };
    let Some((attendee, notes)) = booking.attendee(place) else { return Ok(None) };
    if notes.certificate.as_ref() != Some(code) {
        return Ok(None);
    }
    let run = run(database, &booking.book().run).await?;
    Ok(run.and_then(|run| certified(&run.record.0, &reference, place, attendee, code)))
}

fn certified(
    run: &Run,
    reference: &Reference,
    place: PlaceNumber,
    attendee: &Attendee,
    code: &CertificateCode,
) -> Option<Certified> {
    let attendance = run.seats().party(reference)?.place(place)?.attendance;
    (attendance == Some(Attendance::Attended)).then(|| Certified {
        code: code.clone(),
        title: run.title().clone(),
        held_at: run.details().starts_at,
        initials: attendee.initials(),
    })
}

/// The record of a certificate.
fn record_id(code: &CertificateCode) -> Result<RecordId, RecordsError> {
    Ok(RecordId::parse(&code.as_str().to_lowercase())?)
}
