//! Runs: made, changed and called off by staff, listed for everybody, audited. Whoever changes one changes its places in the
//! same write; what people do with places is in other modules.

use domain::calendar::{Calendar, london_date};
use domain::people::StaffMember;
use domain::text::ShortText;
use domain::training::requests::RunRequest;
use domain::training::run::{Run, RunStep};
use domain::training::seats::Audit;
use domain::training::words::{CourseId, RunId};
use records::{By, Database, Decision, ExpectedVersion, ListName, Record, RecordId, RecordsError, Versioned};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::access::Sent;
use crate::training::booking::ACCESS;
use crate::training::courses::{Made, course};
use crate::training::lists::List;
use crate::training::refused::{Refused, TrainingError, refused};
use crate::training::rows::RunRow;

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
        let list = match self.0.is_filed() {
            true => List::Filed(london_date(self.0.details().ends_at).year()),
            false => List::Runs,
        };
        list.row(RunRow::of(&self.0)).into_iter().collect()
    }
}

/// A run's id as it stands in a path; `None` for what is none.
#[must_use]
pub fn run_id(text: &str) -> Option<RunId> {
    RunId::parse(text).ok()
}

/// The runs that are worked on: those to come, and those that ended within a month. By start.
///
/// # Errors
/// The store's.
pub async fn runs(database: &Database) -> Result<Vec<RunRow>, RecordsError> {
    listed(database, &List::Runs).await
}

/// The runs that ended in a year, long ago. By start.
///
/// # Errors
/// The store's.
pub async fn filed_runs(database: &Database, year: i16) -> Result<Vec<RunRow>, RecordsError> {
    listed(database, &List::Filed(year)).await
}

async fn listed(database: &Database, list: &List<'_>) -> Result<Vec<RunRow>, RecordsError> {
    let listed = database.records::<StoredRun>().list(&list.name()?).await?;
    let mut rows: Vec<RunRow> = listed.into_iter().map(|listed| listed.row).collect();
    rows.sort_by_cached_key(|row| format!("{:020} {}", row.starts_at.as_millisecond(), row.id.as_str()));
    Ok(rows)
}

/// One run. Two store operations.
///
/// # Errors
/// The store's.
pub async fn run(database: &Database, id: &RunId) -> Result<Option<Versioned<StoredRun>>, RecordsError> {
    database.records::<StoredRun>().read(&record_id(id)?).await
}

/// Makes a run of a course; with an idempotency key that came before, finds the one it made.
///
/// # Errors
/// Not found where there is no such course; refused where it is retired; a key that came before with something else; the
/// store's.
pub async fn make_run(
    database: &Database,
    staff: &StaffMember,
    sent: Sent<'_>,
    of: &CourseId,
    asked: RunRequest,
) -> Result<Made<StoredRun>, TrainingError> {
    let course = course(database, of).await?.ok_or(TrainingError::NotFound)?.record.0;
    let RunRequest { details, capacity, .. } = asked;
    let id = RunId::draw(ACCESS.bytes(database, "new-run", sent.key, 0));
    let new = StoredRun(Run::new(id.clone(), &course, details, capacity));
    let decide = |current: Option<&Versioned<StoredRun>>| match current {
        Some(_) => Ok(Decision::Keep),
        None if course.retired => Err(refused(Refused::CourseRetired)),
        None => Ok(Decision::Write(new.clone())),
    };
    let actor = staff.id.as_str();
    let by = ACCESS.once(database, By::new(actor, "made"), sent, &[actor.as_bytes(), b"run"]);
    let id = record_id(&id)?;
    Made::of(database.change(&id, by, decide).await?, &id)
}

/// Changes what staff say about a run. Where it moves, everybody is told.
///
/// # Errors
/// Not found; stale where staff changed it since (bookings do not count); refused where it has begun, was called off, or
/// would have fewer places than are taken; the store's.
pub async fn change_run(
    database: &Database,
    staff: &StaffMember,
    id: &RunId,
    seen: &ExpectedVersion,
    sent: Sent<'_>,
    asked: RunRequest,
) -> Result<Versioned<StoredRun>, TrainingError> {
    let RunRequest { details, capacity, .. } = asked;
    let step = |run: &mut Run, calendar: &Calendar| run.change(details.clone(), capacity, (calendar, database.now()));
    changed(database, (staff, "changed"), id, seen, sent, &step).await
}

/// Calls a run off. Everybody is told.
///
/// # Errors
/// As [`change_run`].
pub async fn call_off(
    database: &Database,
    staff: &StaffMember,
    id: &RunId,
    seen: &ExpectedVersion,
    sent: Sent<'_>,
    reason: ShortText<200>,
) -> Result<Versioned<StoredRun>, TrainingError> {
    let step = |run: &mut Run, calendar: &Calendar| run.call_off(reason.clone(), (calendar, database.now()));
    changed(database, (staff, "called off"), id, seen, sent, &step).await
}

type Step<'a> = dyn Fn(&mut Run, &Calendar) -> RunStep<()> + Send + Sync + 'a;

async fn changed(
    database: &Database,
    (staff, done): (&StaffMember, &'static str),
    id: &RunId,
    seen: &ExpectedVersion,
    sent: Sent<'_>,
    step: &Step<'_>,
) -> Result<Versioned<StoredRun>, TrainingError> {
    let calendar = Calendar::england_and_wales();
    let decide = |current: Option<&Versioned<StoredRun>>| {
        let current = current.ok_or(TrainingError::NotFound)?;
        seen.check(current.version)?;
        let mut run = current.record.0.clone();
        step(&mut run, &calendar).map_err(refused)?;
        Ok(Decision::Write(StoredRun(run)))
    };
    let actor = staff.id.as_str();
    let by = ACCESS.once(database, By::new(actor, done), sent, &[actor.as_bytes(), done.as_bytes()]);
    let outcome = database.change(&record_id(id)?, by, decide).await?;
    outcome.into_current().ok_or(TrainingError::NotFound)
}

/// What a run's log comes to when it is reckoned a second time, and whether what staff did to it is written down whole.
pub struct RunAudit {
    /// The seats, reckoned by code that shares nothing with what decided.
    pub seats: Audit,
    /// Whether every entry of the history follows from the one before.
    pub history_verified: bool,
    /// How many entries it ever had.
    pub history_count: u64,
}

/// Reckons a run's seats a second time, and its history.
///
/// # Errors
/// None that a run's id comes to.
pub fn audit(run: &Versioned<StoredRun>) -> Result<RunAudit, RecordsError> {
    let id = record_id(run.record.0.id())?;
    Ok(RunAudit {
        seats: run.record.0.seats().audit(),
        history_verified: run.history.verify(StoredRun::KIND, &id),
        history_count: run.history.count(),
    })
}

/// The record of a run.
pub(super) fn record_id(id: &RunId) -> Result<RecordId, RecordsError> {
    Ok(RecordId::parse(id.as_str())?)
}
