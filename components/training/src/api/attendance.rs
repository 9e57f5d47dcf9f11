//! Who is on a run: its bookings, its register, and what attendees thought of it. For our staff; the register for the
//! run's trainer too.

use domain::input::{Request, Style};
use domain::training::requests::Marks;
use domain::training::seats::PlaceState;
use store::training::BookingRow;
use web::{Json, JsonBody, Problem, Takes};

use crate::api::bodies::{
    AttendeeView, AuditView, BookingItem, BookingsView, EvaluationsView, MarkedItem, MarkedView, RegisterItem,
    RegisterView,
};
use crate::api::run_call::{AskedRun, RegisterKeeper};
use crate::problems::problem;

type MarksBody = Takes<Marks>;

/// Lists everybody who ever asked for places on a run, in the order in which they did.
#[utoipa::path(
    get, path = "", tag = "staff", security(("api_key" = [])),
    responses((status = 200, description = "Every booking with its places", body = BookingsView)),
)]
pub(crate) async fn list_bookings(asked: AskedRun) -> Result<Json<BookingsView>, Problem> {
    let run = &asked.run.record.0;
    let rows = store::training::rows_of(asked.app.database(), run).await?;
    Ok(Json(BookingsView { items: rows.iter().map(|row| BookingItem::of(run, row)).collect() }))
}

/// Reads the register of a run: whoever has a place, and how they are marked.
#[utoipa::path(
    get, path = "", tag = "register", security(("api_key" = [])),
    responses((status = 200, description = "The register", body = RegisterView)),
)]
pub(crate) async fn register(keeper: RegisterKeeper) -> Result<Json<RegisterView>, Problem> {
    let run = &keeper.run.record.0;
    let seen = if keeper.is_staff { AttendeeView::of } else { AttendeeView::without_email };
    let mut items: Vec<RegisterItem> = Vec::new();
    for BookingRow { booking, party } in &store::training::rows_of(keeper.app.database(), run).await? {
        let places = party.places().iter().zip(booking.attendees());
        let confirmed = places.filter(|(place, _)| place.state == PlaceState::Confirmed);
        items.extend(confirmed.map(|(place, (_, attendee, _))| RegisterItem::of(booking, place, seen(attendee))));
    }
    items.sort_by_cached_key(|item| format!("{} {}", item.attendee.name.to_lowercase(), item.reference));
    let marked = items.iter().filter(|item| item.attendance.is_some()).count();
    Ok(Json(RegisterView { items, marked }))
}

/// Marks the register: one person or all of them, from the day of the run on.
///
/// Each mark counts once, by its nonce, however often and however late it arrives; a later one with another nonce
/// corrects it. One that is refused does not stop the others.
#[utoipa::path(
    post, path = "", tag = "register", request_body = MarksBody, security(("api_key" = [])),
    responses((status = 200, description = "What became of each mark", body = MarkedView)),
)]
pub(crate) async fn mark(keeper: RegisterKeeper, body: JsonBody) -> Result<Json<MarkedView>, Problem> {
    let Marks(marks) = Marks::read(&body.0, Style::Json)?;
    let run = keeper.run.record.0.id();
    let marked = store::training::mark(keeper.app.database(), &keeper.actor, run, &marks).await;
    let (_, marked) = marked.map_err(problem)?;
    Ok(Json(MarkedView { items: marked.iter().map(MarkedItem::of).collect() }))
}

/// Reads what attendees thought of a run. It names nobody.
#[utoipa::path(
    get, path = "", tag = "staff", security(("api_key" = [])),
    responses((status = 200, description = "Averages and comments", body = EvaluationsView)),
)]
pub(crate) async fn evaluations(asked: AskedRun) -> Result<Json<EvaluationsView>, Problem> {
    let rows = store::training::rows_of(asked.app.database(), &asked.run.record.0).await?;
    let notes = rows.iter().flat_map(|row| row.booking.attendees().map(|(_, _, notes)| notes));
    Ok(Json(EvaluationsView::of(notes.filter_map(|notes| notes.evaluation.as_ref()))))
}

/// Reckons the seats of a run a second time, from everything that happened, by rules that share no code with what decided:
/// that there were never more places given than there are, that nobody was passed who fitted, and that what stands there is
/// what comes of it.
#[utoipa::path(
    get, path = "", tag = "staff", security(("api_key" = [])),
    responses((status = 200, description = "Whether it holds", body = AuditView)),
)]
pub(crate) async fn audit(asked: AskedRun) -> Result<Json<AuditView>, Problem> {
    Ok(Json(AuditView::of(store::training::audit(&asked.run)?)))
}
