//! Runs: made, changed and called off by staff, listed for everybody, audited. Whoever changes one changes its places in the
//! same write; what people do with places is in other modules.

use domain::calendar::Calendar;
use domain::text::ShortText;
use domain::training::requests::RunRequest;
use domain::training::run::Run;
use domain::training::seats::Audit;
use domain::training::words::{CourseId, RunId};
use records::{By, Decision, Record, Versioned};
use web::{App, IfMatch, Problem, Staff};

use crate::training::courses::{Made, course, made};
use crate::training::kept::{List, Sent, StoredRun, drawn, once, run_record};
use crate::training::problems::refused;
use crate::training::rows::RunRow;

/// The runs that are worked on: those to come, and those that ended within a month. By start.
///
/// # Errors
/// 503 where the store fails.
pub async fn runs(app: &App) -> Result<Vec<RunRow>, Problem> {
    listed(app, &List::Runs).await
}

/// The runs that ended in a year, long ago. By start.
///
/// # Errors
/// 503 where the store fails.
pub async fn filed_runs(app: &App, year: i16) -> Result<Vec<RunRow>, Problem> {
    listed(app, &List::Filed(year)).await
}

async fn listed(app: &App, list: &List<'_>) -> Result<Vec<RunRow>, Problem> {
    let listed = app.records::<StoredRun>().list(&list.name()?).await?;
    let mut rows: Vec<RunRow> = listed.into_iter().map(|listed| listed.row).collect();
    rows.sort_by_cached_key(|row| format!("{:020} {}", row.starts_at.as_millisecond(), row.id.as_str()));
    Ok(rows)
}

/// One run. Two store operations.
///
/// # Errors
/// 404; 503 where the store fails.
pub async fn run(app: &App, id: &RunId) -> Result<Versioned<StoredRun>, Problem> {
    app.records::<StoredRun>().read(&run_record(id)?).await?.ok_or_else(Problem::not_found)
}

/// Whether a run can still be changed or called off: nobody fills in a form for nothing.
///
/// # Errors
/// 409 where it has begun or was called off.
pub fn to_come(app: &App, run: &Run) -> Result<(), Problem> {
    run.to_come(app.now()).map_err(refused)
}

/// Makes a run of a course; with an idempotency key that came before, finds the one it made.
///
/// # Errors
/// 404 where there is no such course; 409 where it is retired; 422 for a key that came before with something else; 503 where
/// the store is busy or failing.
pub async fn make_run(
    app: &App,
    staff: &Staff,
    sent: Sent<'_>,
    of: &CourseId,
    asked: RunRequest,
) -> Result<Made<StoredRun>, Problem> {
    let course = course(app, of).await?.record.0;
    let RunRequest { details, capacity, .. } = with_trainer(app, asked).await?;
    let id = RunId::draw(drawn(app, sent.key, "training/new-run", 0));
    let new = StoredRun(Run::new(id.clone(), &course, details, capacity));
    let mut decide = |current: Option<&Versioned<StoredRun>>| match current {
        Some(_) => Ok(Decision::Keep),
        None if course.retired => Err(Problem::conflict("retired", "No new dates are made of a retired course")),
        None => Ok(Decision::Write(new.clone())),
    };
    let by = once(app, By::new(staff.actor(), "made"), sent, &[staff.actor().as_bytes(), b"run"]);
    made(app.change(&run_record(&id)?, by, &mut decide).await?)
}

/// Changes what staff say about a run. Where it moves, everybody is told.
///
/// # Errors
/// 404; 412 where staff changed it since (bookings do not count); 409 where it has begun, was called off, or would have fewer
/// places than are taken; 503 where the store is busy or failing.
pub async fn change_run(
    app: &App,
    staff: &Staff,
    id: &RunId,
    seen: &IfMatch,
    sent: Sent<'_>,
    asked: RunRequest,
) -> Result<Versioned<StoredRun>, Problem> {
    let RunRequest { details, capacity, .. } = with_trainer(app, asked).await?;
    let step = |run: &mut Run, calendar: &Calendar| {
        run.change(details.clone(), capacity, (calendar, app.now())).map_err(refused)
    };
    changed(app, (staff, "changed"), id, seen, sent, &step).await
}

/// Calls a run off. Everybody is told.
///
/// # Errors
/// As [`change_run`].
pub async fn call_off(
    app: &App,
    staff: &Staff,
    id: &RunId,
    seen: &IfMatch,
    sent: Sent<'_>,
    reason: ShortText<200>,
) -> Result<Versioned<StoredRun>, Problem> {
    let step =
        |run: &mut Run, calendar: &Calendar| run.call_off(reason.clone(), (calendar, app.now())).map_err(refused);
    changed(app, (staff, "called off"), id, seen, sent, &step).await
}

type Step<'a> = dyn Fn(&mut Run, &Calendar) -> Result<(), Problem> + Send + Sync + 'a;

async fn changed(
    app: &App,
    (staff, done): (&Staff, &'static str),
    id: &RunId,
    seen: &IfMatch,
    sent: Sent<'_>,
    step: &Step<'_>,
) -> Result<Versioned<StoredRun>, Problem> {
    let calendar = Calendar::england_and_wales();
    let mut decide = |current: Option<&Versioned<StoredRun>>| {
        let current = current.ok_or_else(Problem::not_found)?;
        seen.check(current.version)?;
        let mut run = current.record.0.clone();
        step(&mut run, &calendar)?;
        Ok(Decision::Write(StoredRun(run)))
    };
    let by = once(app, By::new(staff.actor(), done), sent, &[staff.actor().as_bytes(), done.as_bytes()]);
    let outcome = app.change(&run_record(id)?, by, &mut decide).await?;
    outcome.into_current().ok_or_else(Problem::not_found)
}

/// Who the trainer is when they sign in follows from their email address, whether they were let in already or not.
async fn with_trainer(app: &App, asked: RunRequest) -> Result<RunRequest, Problem> {
    let member = match &asked.trainer_email {
        Some(email) => Some(crate::people::id_for(app, email).await?),
        None => None,
    };
    Ok(asked.with_trainer(member))
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
/// 500, which no id comes to.
pub fn audit(run: &Versioned<StoredRun>) -> Result<RunAudit, Problem> {
    let id = run_record(run.record.0.id())?;
    Ok(RunAudit {
        seats: run.record.0.seats().audit(),
        history_verified: run.history.verify(StoredRun::KIND, &id),
        history_count: run.history.count(),
    })
}
