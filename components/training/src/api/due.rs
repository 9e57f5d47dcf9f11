//! What a scheduler asks for. Never anything that somebody waits for.

use domain::people::Role;
use web::{App, Json, Problem, Scheduler, Staff};

use crate::api::bodies::{DueView, SweptView};
use crate::problems::problem;

/// Does what is due: lets offers run out and makes the next ones, tells bookers what happened, asks for evaluations.
///
/// To be called every so often by a scheduler with its token, or by an administrator. Several that call at once do no
/// harm. One call does what it can in a few seconds; the next goes on.
#[utoipa::path(
    post, path = "", tag = "housekeeping", security(("api_key" = [])),
    responses((status = 200, description = "What was done, in numbers", body = DueView)),
)]
pub(crate) async fn due(scheduler: Scheduler) -> Result<Json<DueView>, Problem> {
    let due = store::training::due(scheduler.app.database()).await.map_err(problem)?;
    Ok(Json(DueView::of(&due)))
}

/// Compares the lists of courses, runs and bookings with what they list, and puts right what disagrees. A scheduler calls
/// it every night.
#[utoipa::path(
    post, path = "", tag = "housekeeping", security(("api_key" = [])),
    responses((status = 200, description = "What was looked at and put right", body = SweptView)),
)]
pub(crate) async fn sweep(app: App, staff: Staff) -> Result<Json<SweptView>, Problem> {
    staff.require(Role::Admin)?;
    let swept = store::training::sweep_rows(app.database()).await?;
    // What somebody has half typed on the way to a booking, and can open no more.
    store::training::sweep_drafts(app.database()).await?;
    Ok(Json(SweptView { rows: swept.rows, repaired: swept.repaired }))
}
