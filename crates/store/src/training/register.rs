//! Who came, what they thought of it, and what they have to show for it. Marks are part of the run; what somebody thought,
//! and the certificate, part of the booking.

use domain::calendar::Calendar;
use domain::reference::Reference;
use domain::training::booking::{Attendee, Booking, NoticeAudience, NoticeText};
use domain::training::course::CourseTitle;
use domain::training::evaluation::{Averages, Evaluation};
use domain::training::requests::Mark;
use domain::training::run::{Run, RunRefusal};
use domain::training::seats::{Attendance, MAX_PARTIES, Party, PlaceNumber, PlaceState};
use domain::training::words::{CertificateCode, RunId};
use domain::words::Urn;
use jiff::Timestamp;
use records::{By, Decision, Versioned};
use web::{App, Problem, Staff};

use crate::training::kept::{
    BookingListed, List, Sent, StoredBooking, StoredCertificate, StoredRun, booking_record, certificate_record, once,
    run_record,
};
use crate::training::opened::Opened;
use crate::training::problems::{booking_refused, refused};
use crate::training::rows::SchoolRow;

/// How many runs are looked at to say how a school's bookings stand: those that start last.
const MAX_SCHOOL_RUNS: usize = 50;

/// A booking with how its places stand on the run.
#[derive(Clone, Debug)]
pub struct BookingRow {
    /// It.
    pub booking: Booking,
    /// How its places stand.
    pub party: Party,
}

/// All bookings on a run, in the order in which they asked. Two store operations for each.
///
/// # Errors
/// 503 where the store fails.
pub async fn rows_of(app: &App, run: &Run) -> Result<Vec<BookingRow>, Problem> {
    let parties: Vec<&Party> = run.seats().parties().iter().collect();
    let bookings = bookings_of(app, &parties).await?;
    Ok(bookings.into_iter().zip(parties).map(|(booking, party)| BookingRow { booking, party: party.clone() }).collect())
}

/// The booking of each of these parties. Two store operations for each. A booking is kept before its party is, so each has
/// one.
///
/// # Errors
/// 503 where the store fails.
pub async fn bookings_of(app: &App, parties: &[&Party]) -> Result<Vec<Booking>, Problem> {
    let mut bookings = Vec::with_capacity(parties.len());
    for party in parties.iter().take(usize::from(MAX_PARTIES)) {
        let found = app.records::<StoredBooking>().read(&booking_record(party.reference())?).await?;
        let found = found.ok_or_else(|| Problem::internal("a party without its booking"))?;
        bookings.push(found.record.0);
    }
    Ok(bookings)
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

/// A booking that names a school, and how its places stand.
#[derive(Clone, Debug)]
pub struct SchoolBooking {
    /// What the list says.
    pub row: SchoolRow,
    /// How its places stand; nothing where too many other runs start later.
    pub places: Vec<PlaceState>,
}

/// The bookings that name a school: those that start last first. What stands nowhere on its run is left out.
///
/// # Errors
/// 503 where the store fails.
pub async fn bookings_of_school(app: &App, urn: &Urn) -> Result<Vec<SchoolBooking>, Problem> {
    let listed = app.records::<StoredBooking>().list(&List::School(urn).name()?).await?;
    let mut rows: Vec<SchoolRow> = listed
        .into_iter()
        .filter_map(|listed| match listed.row {
            BookingListed::School(row) => Some(row),
            BookingListed::Unsent(_) => None,
        })
        .collect();
    rows.sort_by_cached_key(|row| format!("{:020} {}", i64::MAX - row.starts_at.as_millisecond(), row.reference));
    let mut runs: Vec<(RunId, Option<Run>)> = Vec::new();
    let mut bookings = Vec::with_capacity(rows.len());
    for row in rows {
        if runs.iter().all(|(id, _)| *id != row.run) && runs.len() < MAX_SCHOOL_RUNS {
            let found = app.records::<StoredRun>().read(&run_record(&row.run)?).await?;
            runs.push((row.run.clone(), found.map(|found| found.record.0)));
        }
        let run = runs.iter().find(|(id, _)| *id == row.run).and_then(|(_, run)| run.as_ref());
        let party = run.map(|run| run.seats().party(&row.reference));
        let places = match party {
            Some(None) => continue,
            Some(Some(party)) => party.places().iter().map(|place| place.state).collect(),
            None => Vec::new(),
        };
        bookings.push(SchoolBooking { row, places });
    }
    Ok(bookings)
}

/// What became of a mark.
pub struct Marked {
    /// Whose booking.
    pub reference: Reference,
    /// Which of its places.
    pub place: PlaceNumber,
    /// Whether it was new, or why it was refused.
    pub outcome: Result<bool, Problem>,
}

/// Marks the register, all marks in one change of the run. A mark that comes twice with its nonce is one mark; one that is
/// refused does not keep the others from being made. `by` is whoever marks, as histories name them.
///
/// # Errors
/// 404 where there is no such run; 503 where the store is busy or failing: then send the same marks again.
pub async fn mark(
    app: &App,
    by: &str,
    id: &RunId,
    marks: &[Mark],
) -> Result<(Versioned<StoredRun>, Vec<Marked>), Problem> {
    let calendar = Calendar::england_and_wales();
    let mut outcomes: Vec<Result<bool, RunRefusal>> = Vec::new();
    let mut decide = |current: Option<&Versioned<StoredRun>>| {
        let mut run = current.ok_or_else(Problem::not_found)?.record.0.clone();
        let now = app.now();
        outcomes = marks
            .iter()
            .map(|mark| {
                let Mark { reference, place, attendance, nonce } = mark;
                run.mark((reference, *place), (*attendance, *nonce), (&calendar, now))
            })
            .collect();
        let any = outcomes.iter().any(|outcome| matches!(outcome, Ok(true)));
        Ok(if any { Decision::Write(StoredRun(run)) } else { Decision::Keep })
    };
    let outcome = app.change(&run_record(id)?, By::new(by, "marked the register"), &mut decide).await?;
    let run = outcome.into_current().ok_or_else(Problem::not_found)?;
    let marked = marks.iter().zip(outcomes).map(|(mark, outcome)| Marked {
        reference: mark.reference.clone(),
        place: mark.place,
        outcome: outcome.map_err(refused),
    });
    Ok((run, marked.collect()))
}

/// Keeps what an attendee thought. Who attended it all has a certificate from then on, whose code follows from the place and
/// our secret, so that saying it twice makes one.
///
/// Where the certificate is to be found is written first. Who dies after that leaves a code that leads to a booking which
/// does not have it, and so is none.
///
/// # Errors
/// 409 where they did not attend or said something else before; 404 where there is no such place; 503 where the store is
/// busy or failing.
pub async fn evaluate(
    app: &App,
    opened: Opened,
    place: PlaceNumber,
    evaluation: &Evaluation,
) -> Result<Opened, Problem> {
    let reference = opened.reference().clone();
    let attendance = opened.party().and_then(|party| party.place(place)).and_then(|place| place.attendance);
    let text = reference.to_string();
    let code = app.keyring().digest("training/certificate", &[text.as_bytes(), &[place.get()]]);
    let code = CertificateCode::draw(code);
    if attendance == Some(Attendance::Attended) {
        let found = StoredCertificate { reference: reference.clone(), place };
        let mut decide = |current: Option<&Versioned<StoredCertificate>>| {
            Ok(if current.is_some() { Decision::Keep } else { Decision::Write(found.clone()) })
        };
        app.change(&certificate_record(&code)?, By::new(opened.by.as_str(), "made"), &mut decide).await?;
    }
    let mut decide = |current: Option<&Versioned<StoredBooking>>| {
        let current = current.ok_or_else(Problem::not_found)?;
        let mut booking = current.record.clone();
        booking.0.evaluate(place, evaluation.clone(), attendance, code.clone()).map_err(booking_refused)?;
        Ok(if booking.0 == current.record.0 { Decision::Keep } else { Decision::Write(booking) })
    };
    let by = By::new(opened.by.as_str(), "evaluated");
    let booking = app.change(&booking_record(&reference)?, by, &mut decide).await?.into_current();
    Ok(Opened { booking: booking.ok_or_else(Problem::not_found)?, ..opened })
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
    /// The first letters of whoever attended.
    pub initials: String,
}

/// What the certificate with a code says; `None` where there is none, or its register was put right since. Two to six store
/// operations.
///
/// # Errors
/// 503 where the store fails.
pub async fn certificate(app: &App, code: &CertificateCode) -> Result<Option<Certified>, Problem> {
    let found = app.records::<StoredCertificate>().read(&certificate_record(code)?).await?;
    let Some(StoredCertificate { reference, place }) = found.map(|found| found.record) else { return Ok(None) };
    let booking = app.records::<StoredBooking>().read(&booking_record(&reference)?).await?;
    let Some(booking) = booking.map(|booking| booking.record.0) else { return Ok(None) };
    let Some((attendee, notes)) = booking.attendee(place) else { return Ok(None) };
    if notes.certificate.as_ref() != Some(code) {
        return Ok(None);
    }
    let run = app.records::<StoredRun>().read(&run_record(&booking.book().run)?).await?;
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

/// Writes a message of staff to who booked on a run, and says how many that were. Sent again with the same key after a
/// failure it goes on with those who were not reached.
///
/// # Errors
/// 404 where there is no such run; 503 where the store is busy or failing.
pub async fn notify_all(
    app: &App,
    staff: &Staff,
    id: &RunId,
    text: &NoticeText,
    to: NoticeAudience,
    sent: Sent<'_>,
) -> Result<u32, Problem> {
    let run = crate::training::runs::run(app, id).await?.record.0;
    let mut reached = 0_u32;
    for party in run.seats().parties().iter().filter(|party| to.holds(party)) {
        let now = app.now();
        let mut decide = |current: Option<&Versioned<StoredBooking>>| {
            let mut booking = current.ok_or_else(Problem::not_found)?.record.clone();
            booking.0.notice(text.clone(), now).map_err(booking_refused)?;
            Ok(Decision::Write(booking))
        };
        let by = By::new(staff.actor(), "wrote");
        let by = once(app, by, sent, &[staff.actor().as_bytes(), id.as_str().as_bytes(), b"notice"]);
        match app.change(&booking_record(party.reference())?, by, &mut decide).await {
            Ok(_) => reached = reached.saturating_add(1),
            // Whoever has no room for another message is not written to; the others are.
            Err(problem) if problem.status() == http::StatusCode::CONFLICT => {}
            Err(problem) => return Err(problem),
        }
    }
    Ok(reached)
}
