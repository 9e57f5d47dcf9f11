//! Training where it is kept: the four kinds of record, what names them, and what their lists show. It knows no route and
//! decides nothing.

use domain::access_code::AccessCode;
use domain::digest::Digest;
use domain::reference::{Prefix, Reference};
use domain::training::booking::Booking;
use domain::training::course::Course;
use domain::training::run::Run;
use domain::training::seats::{EmailDigest, PlaceNumber};
use domain::training::words::{CertificateCode, CourseId, RunId};
use domain::words::{EmailAddress, Urn};
use jiff::Timestamp;
use records::{By, ListName, Record, RecordId, Repeat};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use web::{App, Fingerprint, IdempotencyKey, Problem};

use crate::training::rows::{CourseRow, RunRow, SchoolRow, UnsentRow};

/// The list of all courses.
const COURSES: &str = "courses";

/// The list of the runs that are worked on: those to come, and those that ended lately.
const RUNS: &str = "runs";

/// The list of bookings of which something is still to be done: a message to send, or places to ask for.
const UNSENT: &str = "unsent";

/// All lists on which a booking stands while something of it is to go out.
pub const LISTS: &[&str] = &[UNSENT];

/// What a code's digest is made for; never changed, or no code opens anything.
const CODE_PURPOSE: &str = "training/access-code";

/// What an attendee's digest is made for; never changed, or one person gets two places on one run.
const EMAIL_PURPOSE: &str = "training/email";

/// A course as a record.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredCourse(pub Course);

impl Record for StoredCourse {
    const KIND: &'static str = "course";
    const SCHEMA: u32 = 1;
    type Row = CourseRow;

    fn rows(&self) -> Vec<(ListName, CourseRow)> {
        listed(COURSES, || CourseRow::of(&self.0))
    }
}

/// A run as a record. It holds its places and its queue, so that whoever changes one changes the other in the same write.
/// Of attendees it holds digests alone.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredRun(pub Run);

impl Record for StoredRun {
    const KIND: &'static str = "run";
    const SCHEMA: u32 = 2;
    type Row = RunRow;

    fn upgrade(schema: u32, stored: Value) -> Option<Value> {
        if schema == 1 { Run::of_the_first_form(stored) } else { None }
    }

    fn rows(&self) -> Vec<(ListName, RunRow)> {
        let row = || RunRow::of(&self.0);
        match self.0.is_filed() {
            true => listed(&filed(domain::calendar::london_date(self.0.details().ends_at).year()), row),
            false => listed(RUNS, row),
        }
    }
}

/// A booking as a record. Who stands on a run is said by the run, which names the bookings on it: a booking stands on a list
/// of its own only for a school that looks for it, and while something is to be done about it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredBooking(pub Booking);

/// What the lists of bookings show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingListed {
    /// What is still to be done about it.
    Unsent(UnsentRow),
    /// What a school sees of it.
    School(SchoolRow),
}

impl Record for StoredBooking {
    const KIND: &'static str = "booking";
    const SCHEMA: u32 = 1;
    type Row = BookingListed;

    fn rows(&self) -> Vec<(ListName, BookingListed)> {
        let urn = self.0.book().organisation.as_ref().and_then(|organisation| organisation.urn.as_ref());
        let school = urn.filter(|_| !self.0.is_given_up());
        let school = school.and_then(|urn| Some((school_list(urn)?, BookingListed::School(SchoolRow::of(&self.0)))));
        let unsent = UnsentRow::of(&self.0).and_then(|row| Some((name(UNSENT)?, BookingListed::Unsent(row))));
        school.into_iter().chain(unsent).collect()
    }
}

/// Where the certificate with a code is to be found. That it holds is said by the booking and the run alone: without them
/// this is no certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredCertificate {
    /// Whose booking.
    pub reference: Reference,
    /// Which of its places.
    pub place: PlaceNumber,
}

impl Record for StoredCertificate {
    const KIND: &'static str = "certificate";
    const SCHEMA: u32 = 1;
    type Row = ();

    fn rows(&self) -> Vec<(ListName, ())> {
        Vec::new()
    }
}

fn listed<R>(list: &str, row: impl FnOnce() -> R) -> Vec<(ListName, R)> {
    name(list).map(|list| (list, row())).into_iter().collect()
}

fn name(list: &str) -> Option<ListName> {
    ListName::parse(list).ok()
}

fn filed(year: i16) -> String {
    format!("filed-{year}")
}

fn school_list(urn: &Urn) -> Option<ListName> {
    name(&format!("school-{}", urn.as_str()))
}

/// The lists by name, for whoever reads one.
pub(crate) enum List<'a> {
    Courses,
    Runs,
    Filed(i16),
    School(&'a Urn),
    Unsent,
}

impl List<'_> {
    pub(crate) fn name(&self) -> Result<ListName, Problem> {
        let found = match self {
            Self::Courses => name(COURSES),
            Self::Runs => name(RUNS),
            Self::Filed(year) => name(&filed(*year)),
            Self::School(urn) => school_list(urn),
            Self::Unsent => name(UNSENT),
        };
        found.ok_or_else(|| Problem::internal("a list without a name"))
    }
}

/// What names and opens a new booking: drawn by chance, or from the caller's idempotency key and our secret, so that a
/// repeated request can be given its first answer again although the code was never stored.
pub(crate) struct Drawn {
    pub(crate) reference: Reference,
    pub(crate) code: AccessCode,
}

impl Drawn {
    /// The `draw`th try: a reference may turn out to be in use.
    pub(crate) fn new(app: &App, key: Option<&IdempotencyKey>, draw: u8) -> Self {
        let bytes = |purpose| drawn(app, key, purpose, draw);
        Self {
            reference: Reference::draw(Prefix::Training, bytes("training/new-reference")),
            code: AccessCode::draw(bytes("training/new-code")),
        }
    }

    /// What is stored of the code.
    pub(crate) fn digest(&self, app: &App) -> Digest {
        let reference = self.reference.to_string();
        Digest::new(app.keyring().digest(CODE_PURPOSE, &code_parts(&reference, &self.code)))
    }
}

/// Bytes that nobody can guess, and the same again for the same key.
pub(crate) fn drawn(app: &App, key: Option<&IdempotencyKey>, purpose: &str, draw: u8) -> [u8; 32] {
    match key {
        Some(key) => app.keyring().digest(purpose, &[key.as_str().as_bytes(), &[draw]]),
        None => app.random(),
    }
}

/// Whether `code` opens this booking, in a time that does not tell how nearly; of none at all, no, in the same time.
pub(crate) fn opens(app: &App, booking: Option<&Booking>, reference: &Reference, code: &AccessCode) -> bool {
    let digest = booking.map_or(&[0; 32], |booking| booking.code().as_bytes());
    let opens = app.keyring().verify(CODE_PURPOSE, &code_parts(&reference.to_string(), code), digest);
    opens && booking.is_some()
}

fn code_parts<'a>(reference: &'a str, code: &'a AccessCode) -> [&'a [u8]; 2] {
    [reference.as_bytes(), code.expose().as_bytes()]
}

/// What a run keeps of an attendee's address. Another run keeps something else of the same address, so that nobody can be
/// followed from run to run. Under a later secret the same address gives another digest: somebody who booked before the
/// secret was changed could be booked once more on the same run, which its register shows.
pub(crate) fn email_digest(app: &App, run: &RunId, email: &EmailAddress) -> EmailDigest {
    let digest = app.keyring().digest(EMAIL_PURPOSE, &[run.as_str().as_bytes(), email.folded().as_bytes()]);
    EmailDigest(digest.first_chunk().copied().unwrap_or_default())
}

/// A booking's reference as it stands in a path; what is none names nothing.
///
/// # Errors
/// 404.
pub fn reference(text: &str) -> Result<Reference, Problem> {
    let reference = Reference::parse(text).map_err(|_| Problem::not_found())?;
    if reference.prefix() == Prefix::Training { Ok(reference) } else { Err(Problem::not_found()) }
}

/// A course's id as it stands in a path.
///
/// # Errors
/// 404.
pub fn course_id(text: &str) -> Result<CourseId, Problem> {
    CourseId::parse(text).map_err(|_| Problem::not_found())
}

/// A run's id as it stands in a path.
///
/// # Errors
/// 404.
pub fn run_id(text: &str) -> Result<RunId, Problem> {
    RunId::parse(text).map_err(|_| Problem::not_found())
}

/// The record of a booking.
///
/// # Errors
/// 500, which no reference comes to.
pub fn booking_record(reference: &Reference) -> Result<RecordId, Problem> {
    RecordId::parse(&reference.to_string()).map_err(Problem::internal)
}

/// The record of a run.
///
/// # Errors
/// 500, which no id comes to.
pub fn run_record(id: &RunId) -> Result<RecordId, Problem> {
    RecordId::parse(id.as_str()).map_err(Problem::internal)
}

/// The record of a course.
///
/// # Errors
/// 500, which no id comes to.
pub fn course_record(id: &CourseId) -> Result<RecordId, Problem> {
    RecordId::parse(id.as_str()).map_err(Problem::internal)
}

pub(crate) fn certificate_record(code: &CertificateCode) -> Result<RecordId, Problem> {
    RecordId::parse(&code.as_str().to_lowercase()).map_err(Problem::internal)
}

/// What was sent, and what makes it happen once.
#[derive(Clone, Copy)]
pub struct Sent<'a> {
    /// The same for each time that it is sent.
    pub key: Option<&'a IdempotencyKey>,
    /// Of what was sent.
    pub fingerprint: Fingerprint,
}

/// What makes a change happen once: the caller's key, bound to who sends it and what for.
pub(crate) fn once(app: &App, by: By, sent: Sent<'_>, scope: &[&[u8]]) -> By {
    let Some(key) = sent.key else { return by };
    let mut parts = vec![key.as_str().as_bytes()];
    parts.extend_from_slice(scope);
    by.repeat(Repeat { key: app.keyring().digest("training/repeat", &parts), fingerprint: sent.fingerprint.0 })
}

/// Some seconds earlier.
pub(crate) fn before(at: Timestamp, seconds: i64) -> Timestamp {
    at.checked_sub(jiff::SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MIN)
}
