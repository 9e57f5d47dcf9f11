//! Courses: all of them, a new one, one that is changed, taught no more, or taken up again.

use crate::desk::forms::visits::{is_about_another_version, seen, staff, version};
use crate::desk::news::done_since;
use crate::desk::paths::COURSES;
use domain::input::Style;
use domain::problems::Problems;
use domain::training::course::AboutCourse;
use http::StatusCode;
use store::access::Sent;
use store::training::{change_course, courses, make_course, retire_course};
use web::{Fingerprint, Html, IntoResponse, Problem, Response, Staff, Visit, see_other};

use crate::desk::pages::{self, COURSE_FIELDS, Courses, News, WritingCourse};
use crate::desk::typed::Typed;
use crate::named;
use crate::problems::problem;

/// All of them.
pub(crate) async fn show_list(visit: Visit) -> Result<Html, Problem> {
    staff(&visit).await?;
    let done = match visit.query.text("done") {
        "added" => Some("The course is added"),
        "changed" => Some("The course is saved"),
        "retired" => Some("No new runs are planned of the course"),
        "taken-up" => Some("The course is taken up again"),
        _ => None,
    };
    Ok(pages::courses(visit.council()?, &Courses { rows: courses(visit.app.database()).await?, done }))
}

/// The form of a new one.
pub(crate) async fn show_new(visit: Visit) -> Result<Html, Problem> {
    staff(&visit).await?;
    Ok(pages::write_course(visit.council()?, &blank(&visit, Typed::default())))
}

/// Adds one.
pub(crate) async fn make(visit: Visit) -> Result<Response, Problem> {
    let staff = staff(&visit).await?;
    let typed = typed(&visit);
    let body = pages::course_body(&typed);
    let about = match AboutCourse::read(&body, Style::Form) {
        Ok(about) => about,
        Err(problems) => {
            let page = pages::write_course(visit.council()?, &WritingCourse { problems, ..blank(&visit, typed) });
            return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
    };
    let key = visit.attempt()?;
    let sent = Sent { key: Some(&key), fingerprint: Fingerprint::of(&body) };
    make_course(visit.app.database(), &staff.member, sent, about).await.map_err(problem)?;
    Ok(see_other(&format!("{COURSES}?done=added")))
}

/// The form that changes one.
pub(crate) async fn show(visit: Visit) -> Result<Html, Problem> {
    staff(&visit).await?;
    let found = named::course(&visit.app, &named::course_id(visit.part("course"))?).await?;
    let typed = pages::course_typed(&found.record.0);
    let writing = WritingCourse { course: Some(&found.record.0), version: found.version, ..blank(&visit, typed) };
    Ok(pages::write_course(visit.council()?, &writing))
}

/// Changes one, or says whether new runs are made of it.
pub(crate) async fn change(visit: Visit) -> Result<Response, Problem> {
    let staff = staff(&visit).await?;
    let id = named::course_id(visit.part("course"))?;
    let (database, seen) = (visit.app.database(), seen(&visit));
    let retired = visit.form.text("retired");
    if !retired.is_empty() {
        let done = if retired == "yes" { "retired" } else { "taken-up" };
        return match retire_course(database, &staff.member, &id, &seen, retired == "yes").await {
            Ok(_) => Ok(see_other(&format!("{COURSES}?done={done}"))),
            Err(error) if is_about_another_version(&error) => again(&visit, &staff, None, Problems::new()).await,
            Err(error) => Err(problem(error)),
        };
    }
    let typed = typed(&visit);
    let about = match AboutCourse::read(&pages::course_body(&typed), Style::Form) {
        Ok(about) => about,
        Err(problems) => return again(&visit, &staff, Some(typed), problems).await,
    };
    match change_course(database, &staff.member, &id, &seen, about.clone()).await {
        Ok(_) => Ok(see_other(&format!("{COURSES}?done=changed"))),
        Err(error) if is_about_another_version(&error) => {
            // Who sent it twice has what they wanted.
            if named::course(&visit.app, &id).await?.record.0.about == about {
                return Ok(see_other(&format!("{COURSES}?done=changed")));
            }
            again(&visit, &staff, Some(typed), Problems::new()).await
        }
        Err(error) => Err(problem(error)),
    }
}

/// The form once more: with what is wrong, or with what changed meanwhile.
async fn again(visit: &Visit, staff: &Staff, typed: Option<Typed>, problems: Problems) -> Result<Response, Problem> {
    let found = named::course(&visit.app, &named::course_id(visit.part("course"))?).await?;
    let stands = pages::course_typed(&found.record.0);
    let (status, version, news) = if problems.is_empty() {
        let done = done_since(visit, staff, &found.history, version(visit)).await?;
        (StatusCode::PRECONDITION_FAILED, found.version, Some(News { done, now: stands.clone() }))
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, version(visit), None)
    };
    let typed = typed.unwrap_or(stands);
    let course = Some(&found.record.0);
    let writing = WritingCourse { course, version, problems, news, ..blank(visit, typed) };
    Ok(pages::write_course(visit.council()?, &writing).status(status).into_response())
}

fn typed(visit: &Visit) -> Typed {
    Typed::of(&visit.form, &COURSE_FIELDS.map(str::to_owned))
}

fn blank(visit: &Visit, typed: Typed) -> WritingCourse<'static> {
    let attempt = visit.new_attempt();
    WritingCourse { course: None, typed, version: 0, attempt, problems: Problems::new(), news: None }
}
