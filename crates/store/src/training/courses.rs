//! Courses: made, changed and retired by staff, listed for everybody.

use domain::training::course::{AboutCourse, Course};
use domain::training::words::CourseId;
use records::{By, Decision, Outcome, Versioned};
use web::{App, IfMatch, Problem, Staff};

use crate::training::kept::{List, Sent, StoredCourse, course_record, drawn, once};
use crate::training::rows::CourseRow;

/// A record that was just made, or made before by the same request.
pub struct Made<T> {
    /// It, as it stands now.
    pub current: Versioned<T>,
    /// The version it was made as.
    pub version: u64,
    /// Whether the same request had made it before.
    pub repeated: bool,
}

/// All courses, by title; those that are retired among them.
///
/// # Errors
/// 503 where the store fails.
pub async fn courses(app: &App) -> Result<Vec<CourseRow>, Problem> {
    let listed = app.records::<StoredCourse>().list(&List::Courses.name()?).await?;
    let mut rows: Vec<CourseRow> = listed.into_iter().map(|listed| listed.row).collect();
    rows.sort_by_cached_key(|row| format!("{} {}", row.title.as_str().to_lowercase(), row.id.as_str()));
    Ok(rows)
}

/// One course. Two store operations.
///
/// # Errors
/// 404; 503 where the store fails.
pub async fn course(app: &App, id: &CourseId) -> Result<Versioned<StoredCourse>, Problem> {
    app.records::<StoredCourse>().read(&course_record(id)?).await?.ok_or_else(Problem::not_found)
}

/// Makes a course; with an idempotency key that came before, finds the one it made.
///
/// # Errors
/// 422 for a key that came before with something else; 503 where the store is busy or failing.
pub async fn make_course(
    app: &App,
    staff: &Staff,
    sent: Sent<'_>,
    about: AboutCourse,
) -> Result<Made<StoredCourse>, Problem> {
    let id = CourseId::draw(drawn(app, sent.key, "training/new-course", 0));
    let course = StoredCourse(Course { id: id.clone(), about, retired: false });
    let mut decide = |current: Option<&Versioned<StoredCourse>>| {
        Ok(if current.is_some() { Decision::Keep } else { Decision::Write(course.clone()) })
    };
    let by = once(app, By::new(staff.actor(), "made"), sent, &[staff.actor().as_bytes(), b"course"]);
    made(app.change(&course_record(&id)?, by, &mut decide).await?)
}

/// Changes what a course says of itself. Runs that were made keep the title they were made with.
///
/// # Errors
/// 404; 412 where it changed since; 503 where the store is busy or failing.
pub async fn change_course(
    app: &App,
    staff: &Staff,
    id: &CourseId,
    seen: &IfMatch,
    about: AboutCourse,
) -> Result<Versioned<StoredCourse>, Problem> {
    let change = |course: Course| Course { about: about.clone(), ..course };
    changed(app, (staff, "changed"), id, seen, &change).await
}

/// Retires a course, so that no new runs are made of it, or takes it into use again.
///
/// # Errors
/// As [`change_course`].
pub async fn retire_course(
    app: &App,
    staff: &Staff,
    id: &CourseId,
    seen: &IfMatch,
    retired: bool,
) -> Result<Versioned<StoredCourse>, Problem> {
    let done = if retired { "retired" } else { "took into use again" };
    changed(app, (staff, done), id, seen, &|course| Course { retired, ..course }).await
}

async fn changed(
    app: &App,
    (staff, done): (&Staff, &'static str),
    id: &CourseId,
    seen: &IfMatch,
    change: &(dyn Fn(Course) -> Course + Send + Sync),
) -> Result<Versioned<StoredCourse>, Problem> {
    let mut decide = |current: Option<&Versioned<StoredCourse>>| {
        let current = current.ok_or_else(Problem::not_found)?;
        seen.check(current.version)?;
        let changed = change(current.record.0.clone());
        Ok(if changed == current.record.0 { Decision::Keep } else { Decision::Write(StoredCourse(changed)) })
    };
    let outcome = app.change(&course_record(id)?, By::new(staff.actor(), done), &mut decide).await?;
    outcome.into_current().ok_or_else(Problem::not_found)
}

/// What became of making something.
pub(crate) fn made<T>(outcome: Outcome<T>) -> Result<Made<T>, Problem> {
    match outcome {
        Outcome::Changed(current) => Ok(Made { version: current.version, current, repeated: false }),
        Outcome::Repeated { current, made } => Ok(Made { current, version: made, repeated: true }),
        Outcome::Kept(Some(current)) => Ok(Made { version: current.version, current, repeated: true }),
        Outcome::Kept(None) => Err(Problem::internal("something that was made and is not there")),
    }
}
