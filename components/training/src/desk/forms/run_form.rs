//! A run that staff plan, copy from an old one, change or move.

use crate::desk::forms::visits::{self, is_about_another_version, seen, staff, to_come, version};
use crate::desk::news::done_since;
use crate::desk::paths::run_path;
use domain::input::{Request, Style};
use domain::problems::Problems;
use domain::training::requests::{NewRun, RunRequest};
use http::StatusCode;
use records::{ChangeError, Versioned};
use store::access::Sent;
use store::training::{StoredRun, change_run, courses, make_run};
use web::{Fingerprint, Html, IntoResponse, Problem, Response, Staff, Visit, see_other};

use crate::desk::pages::{self, News, WritingRun};
use crate::desk::typed::Typed;
use crate::named;
use crate::other_areas::with_trainer;
use crate::problems::{conflict, problem};

/// The form of a new one: blank, of a course, or like an old one.
pub(crate) async fn show_new(visit: Visit) -> Result<Html, Problem> {
    staff(&visit).await?;
    let old = match visit.query.text("copy") {
        "" => None,
        old => Some(named::run(&visit.app, old).await?.record.0),
    };
    let typed = match &old {
        Some(old) => pages::copied(old),
        None => Typed::default().with("course", visit.query.text("course")),
    };
    let writing = WritingRun { copy_of: old.as_ref().map(pages::in_words), ..new(&visit, typed).await? };
    Ok(pages::write_run(visit.council()?, &writing))
}

/// Plans one.
pub(crate) async fn make(visit: Visit) -> Result<Response, Problem> {
    let staff = staff(&visit).await?;
    let typed = Typed::of(&visit.form, &pages::run_names());
    let body = pages::new_run_body(&typed);
    let (course, asked) = match NewRun::read(&body, Style::Form) {
        Ok(NewRun { course, run }) => (course, run),
        Err(problems) => {
            let page = pages::write_run(visit.council()?, &WritingRun { problems, ..new(&visit, typed).await? });
            return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
    };
    let key = visit.attempt()?;
    let sent = Sent { key: Some(&key), fingerprint: Fingerprint::of(&body) };
    let asked = with_trainer(&visit.app, asked).await?;
    match make_run(visit.app.database(), &staff.member, sent, &course, asked).await {
        Ok(made) => Ok(see_other(&format!("{}?done=planned", run_path(made.current.record.0.id())))),
        Err(ChangeError::Refused(refused)) => {
            let refusal = Some(conflict(refused)?.sentence.into_owned());
            let page = pages::write_run(visit.council()?, &WritingRun { refusal, ..new(&visit, typed).await? });
            Ok(page.status(StatusCode::CONFLICT).into_response())
        }
        Err(error) => Err(problem(error)),
    }
}

/// The form that changes one.
pub(crate) async fn show_change(visit: Visit) -> Result<Response, Problem> {
    staff(&visit).await?;
    let found = visits::run(&visit).await?;
    to_come(&visit, &found.record.0)?;
    let typed = pages::run_typed(&found.record.0);
    changing(&visit, &found, StatusCode::OK, WritingRun { version: found.version, ..blank(&visit, typed) })
}

/// Changes one. Where it moves, everybody is told.
pub(crate) async fn change(visit: Visit) -> Result<Response, Problem> {
    let staff = staff(&visit).await?;
    let id = named::run_id(visit.part("run"))?;
    let typed = Typed::of(&visit.form, &pages::run_names());
    let body = pages::run_body(&typed);
    let asked = match RunRequest::read(&body, Style::Form) {
        Ok(asked) => asked,
        Err(problems) => {
            let (found, version) = (visits::run(&visit).await?, version(&visit));
            let writing = WritingRun { problems, version, ..blank(&visit, typed) };
            return changing(&visit, &found, StatusCode::UNPROCESSABLE_ENTITY, writing);
        }
    };
    let key = visit.attempt()?;
    let sent = Sent { key: Some(&key), fingerprint: Fingerprint::of(&body) };
    let (database, asked) = (visit.app.database(), with_trainer(&visit.app, asked).await?);
    match change_run(database, &staff.member, &id, &seen(&visit), sent, asked).await {
        Ok(_) => Ok(see_other(&format!("{}?done=changed", run_path(&id)))),
        Err(error) if is_about_another_version(&error) => stale(&visit, &staff, typed).await,
        Err(ChangeError::Refused(refused)) => {
            let refusal = Some(conflict(refused)?.sentence.into_owned());
            let (found, version) = (visits::run(&visit).await?, version(&visit));
            let writing = WritingRun { refusal, version, ..blank(&visit, typed) };
            changing(&visit, &found, StatusCode::CONFLICT, writing)
        }
        Err(error) => Err(problem(error)),
    }
}

/// Somebody else was quicker.
async fn stale(visit: &Visit, staff: &Staff, typed: Typed) -> Result<Response, Problem> {
    let found = visits::run(visit).await?;
    let done = done_since(visit, staff, &found.history, version(visit)).await?;
    let news = Some(News { done, now: pages::run_typed(&found.record.0) });
    let writing = WritingRun { news, version: found.version, ..blank(visit, typed) };
    changing(visit, &found, StatusCode::PRECONDITION_FAILED, writing)
}

fn changing<'a>(
    visit: &Visit,
    found: &'a Versioned<StoredRun>,
    status: StatusCode,
    writing: WritingRun<'a>,
) -> Result<Response, Problem> {
    let writing = WritingRun { run: Some(&found.record.0), ..writing };
    Ok(pages::write_run(visit.council()?, &writing).status(status).into_response())
}

/// A new one's form, with the courses that it can be of.
async fn new(visit: &Visit, typed: Typed) -> Result<WritingRun<'static>, Problem> {
    let rows = courses(visit.app.database()).await?.into_iter().filter(|row| !row.retired);
    let courses = rows.map(|row| (row.id.as_str().to_owned(), row.title.as_str().to_owned())).collect();
    Ok(WritingRun { courses, ..blank(visit, typed) })
}

fn blank(visit: &Visit, typed: Typed) -> WritingRun<'static> {
    let (attempt, problems) = (visit.new_attempt(), Problems::new());
    let (courses, version) = (Vec::new(), 0);
    WritingRun { run: None, courses, copy_of: None, typed, version, attempt, problems, refusal: None, news: None }
}
