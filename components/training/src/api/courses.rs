//! Courses: shown to everybody; made, changed and retired by staff.

use domain::input::{Body, Field, FromBody, Request, Style};
use domain::training::course::{AboutCourse, Retirement};
use domain::training::fields;
use web::{App, Created, InQuery, Page, Paging, Path, Problem, Query, Tagged, Takes};

use crate::api::bodies::{CourseItem, CourseView};
use crate::api::staff_call::StaffCall;
use crate::named;
use crate::problems::problem;

type CourseBody = Takes<AboutCourse>;
type RetirementBody = Takes<Retirement>;

const RETIRED: Field<Option<bool>> =
    fields::RETIRED.about("`true`: only those of which no new runs are made; otherwise only the others.").optional();

/// Which courses somebody wants to see.
struct Listed {
    retired: bool,
    paging: Paging,
}

impl FromBody for Listed {
    const BODY: &'static Body = &Body::unnamed(&[&RETIRED]).and(&[Paging::BODY]);
}

/// Lists the courses, by title.
#[utoipa::path(
    get, path = "", tag = "everybody",
    params(InQuery<Listed>),
    responses((status = 200, description = "A page of the courses", body = Page<CourseItem>)),
)]
pub(crate) async fn list_courses(app: App, query: Query) -> Result<Page<CourseItem>, Problem> {
    let Listed { retired, paging } = query.read(|query| {
        let (retired, paging) = (query.get(&RETIRED), Paging::read(query));
        Some(Listed { retired: retired?.unwrap_or(false), paging: paging? })
    })?;
    let rows = store::training::courses(app.database()).await?.into_iter().filter(|row| row.retired == retired);
    Ok(paging.cut(rows.map(|row| CourseItem::of(&row)), CourseItem::place))
}

/// Reads a course.
#[utoipa::path(
    get, path = "", tag = "everybody",
    responses((status = 200, description = "The course", body = CourseView)),
)]
pub(crate) async fn read_course(app: App, Path(id): Path<String>) -> Result<Tagged<CourseView>, Problem> {
    let found = named::course(&app, &named::course_id(&id)?).await?;
    Ok(Tagged { version: found.version, body: CourseView::of(&found.record.0) })
}

/// Makes a course.
#[utoipa::path(
    post, path = "", tag = "staff", request_body = CourseBody, security(("api_key" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless")),
    responses((status = 201, description = "The course", body = CourseView)),
)]
pub(crate) async fn make_course(call: StaffCall) -> Result<Created<CourseView>, Problem> {
    let about = AboutCourse::read(&call.body.0, Style::Json)?;
    let made = store::training::make_course(call.app.database(), &call.staff.member, call.sent(), about).await;
    let made = made.map_err(problem)?;
    let body = CourseView::of(&made.current.record.0);
    let location = format!("/api/v1/training/courses/{}", body.course.id);
    Ok(Created { location, version: made.current.version, body, replayed: made.repeated })
}

/// Changes what a course says of itself. Runs that were made keep the title and the audiences they were made with.
#[utoipa::path(
    put, path = "", tag = "staff", request_body = CourseBody, security(("api_key" = [])),
    params(("If-Match" = String, Header, description = "The ETag of the course as you saw it")),
    responses((status = 200, description = "The course after the change", body = CourseView)),
)]
pub(crate) async fn change_course(call: StaffCall) -> Result<Tagged<CourseView>, Problem> {
    let seen = call.seen()?;
    let about = AboutCourse::read(&call.body.0, Style::Json)?;
    let id = named::course_id(call.path()?)?;
    let (database, staff) = (call.app.database(), &call.staff.member);
    let found = store::training::change_course(database, staff, &id, seen, about).await.map_err(problem)?;
    Ok(Tagged { version: found.version, body: CourseView::of(&found.record.0) })
}

/// Retires a course, so that no new runs are made of it, or takes it into use again.
#[utoipa::path(
    post, path = "", tag = "staff", request_body = RetirementBody, security(("api_key" = [])),
    params(("If-Match" = String, Header, description = "The ETag of the course as you saw it")),
    responses((status = 200, description = "The course after the change", body = CourseView)),
)]
pub(crate) async fn retire(call: StaffCall) -> Result<Tagged<CourseView>, Problem> {
    let seen = call.seen()?;
    let Retirement { retired } = Retirement::read(&call.body.0, Style::Json)?;
    let id = named::course_id(call.path()?)?;
    let (database, staff) = (call.app.database(), &call.staff.member);
    let found = store::training::retire_course(database, staff, &id, seen, retired).await.map_err(problem)?;
    Ok(Tagged { version: found.version, body: CourseView::of(&found.record.0) })
}
