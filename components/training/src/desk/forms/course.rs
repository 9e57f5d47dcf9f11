//! Courses: all of them, a new one, one that is changed, taught no more, or taken up again.

use crate::desk::forms::requests::{is_about_another_version, seen, staff, version};
use crate::desk::news::done_since;
use crate::desk::paths::COURSES;
use domain::input::Style;
use domain::problems::Problems;
use domain::training::course::AboutCourse;
use http::StatusCode;
use store::access::Sent;
use store::training::{change_course, courses, make_course, retire_course};
use web::{Fingerprint, Html, IntoResponse, PageRequest, Problem, Response, Staff, see_other};

use crate::desk::pages::{self, COURSE_FIELDS, Courses, News, WritingCourse};
use crate::desk::typed::Typed;
use crate::named;
use crate::problems::problem;

/// All of them.
pub(crate) async fn show_list(request: PageRequest) -> Result<Html, Problem> {
    staff(&request).await?;
    let done = match request.query.text("done") {
        "added" => Some("The course is added"),
        "changed" => Some("The course is saved"),
        "retired" => Some("No new runs are planned of the course"),
        "taken-up" => Some("The course is taken up again"),
        _ => None,
    };
    Ok(pages::courses(request.council()?, &Courses { rows: courses(request.app.database()).await?, done }))
}

/// The form of a new one.
pub(crate) async fn show_new(request: PageRequest) -> Result<Html, Problem> {
    staff(&request).await?;
    Ok(pages::write_course(request.council()?, &blank(&request, Typed::default())))
}

/// Adds one.
pub(crate) async fn make(request: PageRequest) -> Result<Response, Problem> {
    let staff = staff(&request).await?;
    let typed = typed(&request);
    let body = pages::course_body(&typed);
    let about = match AboutCourse::read(&body, Style::Form) {
        Ok(about) => about,
        Err(problems) => {
            let page = pages::write_course(request.council()?, &WritingCourse { problems, ..blank(&request, typed) });
            return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
    };
    let key = request.attempt()?;
    let sent = Sent { key: Some(&key), fingerprint: Fingerprint::of(&body) };
    make_course(request.app.database(), &staff.member, sent, about).await.map_err(problem)?;
    Ok(see_other(&format!("{COURSES}?done=added")))
}

/// The form that changes one.
pub(crate) async fn show(request: PageRequest) -> Result<Html, Problem> {
    staff(&request).await?;
    let found = named::course(&request.app, &named::course_id(request.part("course"))?).await?;
    let typed = pages::course_typed(&found.record.0);
    let writing = WritingCourse { course: Some(&found.record.0), version: found.version, ..blank(&request, typed) };
    Ok(pages::write_course(request.council()?, &writing))
}

/// Changes one, or says whether new runs are made of it.
pub(crate) async fn change(request: PageRequest) -> Result<Response, Problem> {
    let staff = staff(&request).await?;
    let id = named::course_id(request.part("course"))?;
    let (database, seen) = (request.app.database(), seen(&request));
    let retired = request.form.text("retired");
    if !retired.is_empty() {
        let done = if retired == "yes" { "retired" } else { "taken-up" };
        return match retire_course(database, &staff.member, &id, &seen, retired == "yes").await {
            Ok(_) => Ok(see_other(&format!("{COURSES}?done={done}"))),
            Err(error) if is_about_another_version(&error) => again(&request, &staff, None, Problems::new()).await,
            Err(error) => Err(problem(error)),
        };
    }
    let typed = typed(&request);
    let about = match AboutCourse::read(&pages::course_body(&typed), Style::Form) {
        Ok(about) => about,
        Err(problems) => return again(&request, &staff, Some(typed), problems).await,
    };
    match change_course(database, &staff.member, &id, &seen, about.clone()).await {
        Ok(_) => Ok(see_other(&format!("{COURSES}?done=changed"))),
        Err(error) if is_about_another_version(&error) => {
            // Who sent it twice has what they wanted.
            if named::course(&request.app, &id).await?.record.0.about == about {
                return Ok(see_other(&format!("{COURSES}?done=changed")));
            }
            again(&request, &staff, Some(typed), Problems::new()).await
        }
        Err(error) => Err(problem(error)),
    }
}

/// The form once more: with what is wrong, or with what changed meanwhile.
async fn again(
    request: &PageRequest,
    staff: &Staff,
    typed: Option<Typed>,
    problems: Problems,
) -> Result<Response, Problem> {
    let found = named::course(&request.app, &named::course_id(request.part("course"))?).await?;
    let stands = pages::course_typed(&found.record.0);
    let (status, version, news) = if problems.is_empty() {
        let done = done_since(request, staff, &found.history, version(request)).await?;
        (StatusCode::PRECONDITION_FAILED, found.version, Some(News { done, now: stands.clone() }))
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, version(request), None)
    };
    let typed = typed.unwrap_or(stands);
    let course = Some(&found.record.0);
    let writing = WritingCourse { course, version, problems, news, ..blank(request, typed) };
    Ok(pages::write_course(request.council()?, &writing).status(status).into_response())
}

fn typed(request: &PageRequest) -> Typed {
    Typed::of(&request.form, &COURSE_FIELDS.map(str::to_owned))
}

fn blank(request: &PageRequest, typed: Typed) -> WritingCourse<'static> {
    let attempt = request.new_attempt();
    WritingCourse { course: None, typed, version: 0, attempt, problems: Problems::new(), news: None }
}
