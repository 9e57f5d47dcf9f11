//! Courses: made, changed and retired by staff, listed for everybody.

use domain::people::StaffMember;
use domain::training::course::{AboutCourse, Course};
use domain::training::words::CourseId;
use records::{By, Database, Decision, ExpectedVersion, ListName, Outcome, Record, RecordId, RecordsError, Versioned};
use serde::{Deserialize, Serialize};

use crate::access::Sent;
use crate::training::booking::ACCESS;
use crate::training::lists::List;
use crate::training::refused::TrainingError;
use crate::training::rows::CourseRow;

/// A course as a record.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredCourse(pub Course);

impl Record for StoredCourse {
    const KIND: &'static str = "course";
    const SCHEMA: u32 = 1;
    type Row = CourseRow;

    fn rows(&self) -> Vec<(ListName, CourseRow)> {
        List::Courses.row(CourseRow::of(&self.0)).into_iter().collect()
    }
}

/// A record that was just made, or made before by the same request.
pub struct Made<T> {
    /// It, as it stands now.
    pub current: Versioned<T>,
    /// The version it was made as.
    pub version: u64,
    /// Whether the same request had made it before.
    pub repeated: bool,
}

impl<T> Made<T> {
    /// What became of making it.
    pub(super) fn of(outcome: Outcome<T>, id: &RecordId) -> Result<Self, TrainingError> {
        match outcome {
            Outcome::Changed(current) => Ok(Self { version: current.version, current, repeated: false }),
            Outcome::Repeated { current, made } => Ok(Self { current, version: made, repeated: true }),
            Outcome::Kept(Some(current)) => Ok(Self { version: current.version, current, repeated: true }),
            Outcome::Kept(None) => {
                Err(RecordsError::corrupt("something that was made and is not there", id.as_str()).into())
            }
        }
    }
}

/// A course's id as it stands in a path; `None` for what is none.
#[must_use]
pub fn course_id(text: &str) -> Option<CourseId> {
    CourseId::parse(text).ok()
}

/// All courses, by title; those that are retired among them.
///
/// # Errors
/// The store's.
pub async fn courses(database: &Database) -> Result<Vec<CourseRow>, RecordsError> {
    let listed = database.records::<StoredCourse>().list(&List::Courses.name()?).await?;
    let mut rows: Vec<CourseRow> = listed.into_iter().map(|listed| listed.row).collect();
    rows.sort_by_cached_key(|row| format!("{} {}", row.title.as_str().to_lowercase(), row.id.as_str()));
    Ok(rows)
}

/// One course. Two store operations.
///
/// # Errors
/// The store's.
pub async fn course(database: &Database, id: &CourseId) -> Result<Option<Versioned<StoredCourse>>, RecordsError> {
    database.records::<StoredCourse>().read(&record_id(id)?).await
}

/// Makes a course; with an idempotency key that came before, finds the one it made.
///
/// # Errors
/// A key that came before with something else; the store's.
pub async fn make_course(
    database: &Database,
    staff: &StaffMember,
    sent: Sent<'_>,
    about: AboutCourse,
) -> Result<Made<StoredCourse>, TrainingError> {
    let id = CourseId::draw(ACCESS.bytes(database, "new-course", sent.key, 0));
    let course = StoredCourse(Course { id: id.clone(), about, retired: false });
    let decide = |current: Option<&Versioned<StoredCourse>>| {
        Ok(if current.is_some() { Decision::Keep } else { Decision::Write(course.clone()) })
    };
    let actor = staff.id.as_str();
    let by = ACCESS.once(database, By::new(actor, "made"), sent, &[actor.as_bytes(), b"course"]);
    let id = record_id(&id)?;
    Made::of(database.change(&id, by, decide).await?, &id)
}

/// Changes what a course says of itself. Runs that were made keep the title they were made with.
///
/// # Errors
/// Not found; stale where it changed since; the store's.
pub async fn change_course(
    database: &Database,
    staff: &StaffMember,
    id: &CourseId,
    seen: &ExpectedVersion,
    about: AboutCourse,
) -> Result<Versioned<StoredCourse>, TrainingError> {
    let change = |course: Course| Course { about: about.clone(), ..course };
    changed(database, (staff, "changed"), id, seen, &change).await
}

/// Retires a course, so that no new runs are made of it, or takes it into use again.
///
/// # Errors
/// As [`change_course`].
pub async fn retire_course(
    database: &Database,
    staff: &StaffMember,
    id: &CourseId,
    seen: &ExpectedVersion,
    retired: bool,
) -> Result<Versioned<StoredCourse>, TrainingError> {
    let done = if retired { "retired" } else { "took into use again" };
    changed(database, (staff, done), id, seen, &|course| Course { retired, ..course }).await
}

async fn changed(
    database: &Database,
    (staff, done): (&StaffMember, &'static str),
    id: &CourseId,
    seen: &ExpectedVersion,
    change: &(dyn Fn(Course) -> Course + Send + Sync),
) -> Result<Versioned<StoredCourse>, TrainingError> {
    let decide = |current: Option<&Versioned<StoredCourse>>| {
        let current = current.ok_or(TrainingError::NotFound)?;
        seen.check(current.version)?;
        let changed = change(current.record.0.clone());
        Ok(if changed == current.record.0 { Decision::Keep } else { Decision::Write(StoredCourse(changed)) })
    };
    let outcome = database.change(&record_id(id)?, By::new(staff.id.as_str(), done), decide).await?;
    outcome.into_current().ok_or(TrainingError::NotFound)
}

/// The record of a course.
fn record_id(id: &CourseId) -> Result<RecordId, RecordsError> {
    Ok(RecordId::parse(id.as_str())?)
}
