//! A run that staff plan, copy from an old one, change or move.

use crate::desk::forms::requests::{self, is_about_another_version, seen, staff, to_come, version};
use crate::desk::news::done_since;
use crate::desk::paths::run_path;
use domain::input::{Request, Style};
use domain::problems::Problems;
use domain::training::requests::{NewRun, RunRequest};
use http::StatusCode;
use records::{ChangeError, Versioned};
use store::access::Sent;
use store::training::{StoredRun, change_run, courses, make_run};
use web::{Fingerprint, Html, IntoResponse, PageRequest, Problem, Response, Staff, see_other};

use crate::desk::pages::{self, News, WritingRun};
use crate::desk::typed::Typed;
use crate::named;
use crate::other_areas::with_trainer;
use crate::problems::{conflict, problem};

/// The form of a new one: blank, of a course, or like an old one.
pub(crate) async fn show_new(request: PageRequest) -> Result<Html, Problem> {
    staff(&request).await?;
    let old = match request.query.text("copy") {
        "" => None,
        old => Some(named::run(&request.app, old).await?.record.0),
    };
    let typed = match &old {
        Some(old) => pages::copied(old),
        None => Typed::default().with("course", request.query.text("course")),
    };
    let writing = WritingRun { copy_of: old.as_ref().map(pages::in_words), ..new(&request, typed).await? };
    Ok(pages::write_run(request.council()?, &writing))
}

/// Plans one.
pub(crate) async fn make(request: PageRequest) -> Result<Response, Problem> {
    let staff = staff(&request).await?;
    let typed = Typed::of(&request.form, &pages::run_names());
    let body = pages::new_run_body(&typed);
    let (course, asked) = match NewRun::read(&body, Style::Form) {
        Ok(NewRun { course, run }) => (course, run),
        Err(problems) => {
            let page = pages::write_run(request.council()?, &WritingRun { problems, ..new(&request, typed).await? });
            return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
    };
    let key = request.attempt()?;
    let sent = Sent { key: Some(&key), fingerprint: Fingerprint::of(&body) };
    let asked = with_trainer(&request.app, asked).await?;
    match make_run(request.app.database(), &staff.member, sent, &course, asked).await {
        Ok(made) => Ok(see_other(&format!("{}?done=planned", run_path(made.current.record.0.id())))),
        Err(ChangeError::Refused(refused)) => {
            let refusal = Some(conflict(refused)?.sentence.into_owned());
            let page = pages::write_run(request.council()?, &WritingRun { refusal, ..new(&request, typed).await? });
            Ok(page.status(StatusCode::CONFLICT).into_response())
        }
        Err(error) => Err(problem(error)),
    }
}

/// The form that changes one.
pub(crate) async fn show_change(request: PageRequest) -> Result<Response, Problem> {
    staff(&request).await?;
    let found = requests::run(&request).await?;
    to_come(&request, &found.record.0)?;
    let typed = pages::run_typed(&found.record.0);
    changing(&request, &found, StatusCode::OK, WritingRun { version: found.version, ..blank(&request, typed) })
}

/// Changes one. Where it moves, everybody is told.
pub(crate) async fn change(request: PageRequest) -> Result<Response, Problem> {
    let staff = staff(&request).await?;
    let id = named::run_id(request.part("run"))?;
    let typed = Typed::of(&request.form, &pages::run_names());
    let body = pages::run_body(&typed);
    let asked = match RunRequest::read(&body, Style::Form) {
        Ok(asked) => asked,
        Err(problems) => {
            let (found, version) = (requests::run(&request).await?, version(&request));
            let writing = WritingRun { problems, version, ..blank(&request, typed) };
            return changing(&request, &found, StatusCode::UNPROCESSABLE_ENTITY, writing);
        }
    };
    let key = request.attempt()?;
    let sent = Sent { key: Some(&key), fingerprint: Fingerprint::of(&body) };
    let (database, asked) = (request.app.database(), with_trainer(&request.app, asked).await?);
    match change_run(database, &staff.member, &id, &seen(&request), sent, asked).await {
        Ok(_) => Ok(see_other(&format!("{}?done=changed", run_path(&id)))),
        Err(error) if is_about_another_version(&error) => stale(&request, &staff, typed).await,
        Err(ChangeError::Refused(refused)) => {
            let refusal = Some(conflict(refused)?.sentence.into_owned());
            let (found, version) = (requests::run(&request).await?, version(&request));
            let writing = WritingRun { refusal, version, ..blank(&request, typed) };
            changing(&request, &found, StatusCode::CONFLICT, writing)
        }
        Err(error) => Err(problem(error)),
    }
}

/// Somebody else was quicker.
async fn stale(request: &PageRequest, staff: &Staff, typed: Typed) -> Result<Response, Problem> {
    let found = requests::run(request).await?;
    let done = done_since(request, staff, &found.history, version(request)).await?;
    let news = Some(News { done, now: pages::run_typed(&found.record.0) });
    let writing = WritingRun { news, version: found.version, ..blank(request, typed) };
    changing(request, &found, StatusCode::PRECONDITION_FAILED, writing)
}

fn changing<'a>(
    request: &PageRequest,
    found: &'a Versioned<StoredRun>,
    status: StatusCode,
    writing: WritingRun<'a>,
) -> Result<Response, Problem> {
    let writing = WritingRun { run: Some(&found.record.0), ..writing };
    Ok(pages::write_run(request.council()?, &writing).status(status).into_response())
}

/// A new one's form, with the courses that it can be of.
async fn new(request: &PageRequest, typed: Typed) -> Result<WritingRun<'static>, Problem> {
    let rows = courses(request.app.database()).await?.into_iter().filter(|row| !row.retired);
    let courses = rows.map(|row| (row.id.as_str().to_owned(), row.title.as_str().to_owned())).collect();
    Ok(WritingRun { courses, ..blank(request, typed) })
}

fn blank(request: &PageRequest, typed: Typed) -> WritingRun<'static> {
    let (attempt, problems) = (request.new_attempt(), Problems::new());
    let (courses, version) = (Vec::new(), 0);
    WritingRun { run: None, courses, copy_of: None, typed, version, attempt, problems, refusal: None, news: None }
}
