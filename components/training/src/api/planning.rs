//! What staff do with runs: make one, change it, call it off, write to who booked. Everybody whom it touches is told.

use domain::input::{Request, Style};
use domain::training::requests::{CallOff, NewRun, RunRequest};
use web::{App, Created, Path, Problem, Staff, Tagged, Takes};

use crate::api::bodies::RunDetailsView;
use crate::api::staff_call::StaffCall;
use crate::named;
use crate::other_areas::with_trainer;
use crate::problems::problem;

type NewRunBody = Takes<NewRun>;
type RunBody = Takes<RunRequest>;
type ReasonBody = Takes<CallOff>;

/// Makes a run of a course.
#[utoipa::path(
    post, path = "", tag = "staff", request_body = NewRunBody, security(("api_key" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless")),
    responses((status = 201, description = "The run as staff see it", body = RunDetailsView)),
)]
pub(crate) async fn make_run(call: StaffCall) -> Result<Created<RunDetailsView>, Problem> {
    let NewRun { course, run } = NewRun::read(&call.body.0, Style::Json)?;
    let (database, staff, run) = (call.app.database(), &call.staff.member, with_trainer(&call.app, run).await?);
    let made = store::training::make_run(database, staff, call.sent(), &course, run).await.map_err(problem)?;
    let body = RunDetailsView::of(&made.current.record.0);
    let location = format!("/api/v1/training/runs/{}", body.id);
    Ok(Created { location, version: made.current.version, body, replayed: made.repeated })
}

/// Reads what staff say about a run, in the shape in which a change takes it.
#[utoipa::path(
    get, path = "", tag = "staff", security(("api_key" = [])),
    responses((status = 200, description = "The run as staff see it", body = RunDetailsView)),
)]
pub(crate) async fn details(app: App, _: Staff, Path(id): Path<String>) -> Result<Tagged<RunDetailsView>, Problem> {
    let found = named::run(&app, &id).await?;
    Ok(Tagged { version: found.version, body: RunDetailsView::of(&found.record.0) })
}

/// Changes what staff say about a run. A new time or place tells everybody who has places or waits for some, and lets
/// them cancel for nothing; more places are offered to whoever waits. Fees and times for cancelling and for not coming get
/// no harsher once somebody has booked.
#[utoipa::path(
    put, path = "", tag = "staff", request_body = RunBody, security(("api_key" = [])),
    params(
        ("If-Match" = String, Header, description = "The ETag of the run's details as you saw them"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless"),
    ),
    responses((status = 200, description = "The run after the change", body = RunDetailsView)),
)]
pub(crate) async fn change_run(call: StaffCall) -> Result<Tagged<RunDetailsView>, Problem> {
    let (seen, id) = (call.seen()?, call.run_id()?);
    let asked = RunRequest::read(&call.body.0, Style::Json)?;
    let (database, staff, asked) = (call.app.database(), &call.staff.member, with_trainer(&call.app, asked).await?);
    let found = store::training::change_run(database, staff, &id, seen, call.sent(), asked).await.map_err(problem)?;
    Ok(Tagged { version: found.version, body: RunDetailsView::of(&found.record.0) })
}

/// Calls a run off. Everybody who has places or waits for some is told, and their calendars with them.
#[utoipa::path(
    post, path = "", tag = "staff", request_body = ReasonBody, security(("api_key" = [])),
    params(
        ("If-Match" = String, Header, description = "The ETag of the run's details as you saw them"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless"),
    ),
    responses((status = 200, description = "The run, called off", body = RunDetailsView)),
)]
pub(crate) async fn cancel_run(call: StaffCall) -> Result<Tagged<RunDetailsView>, Problem> {
    let (seen, id) = (call.seen()?, call.run_id()?);
    let CallOff { reason } = CallOff::read(&call.body.0, Style::Json)?;
    let (database, staff) = (call.app.database(), &call.staff.member);
    let found = store::training::call_off(database, staff, &id, seen, call.sent(), reason).await.map_err(problem)?;
    Ok(Tagged { version: found.version, body: RunDetailsView::of(&found.record.0) })
}
