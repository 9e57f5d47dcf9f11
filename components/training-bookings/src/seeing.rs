//! Looking at bookings: one by its code, those of a school, any for staff; and what cancelling would cost.

use axum::response::IntoResponse;
use bookings::{Opened, booking_calendar, bookings_of_school, cost_of_cancelling};
use domain::input::{self, Style};
use domain::training::requests::CancelPlaces;
use domain::training::seats::PlaceState;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use web::{App, Json, Page, Paging, Problem, Query, Response};

use crate::callers::{Call, Look};
use crate::views::{BookingView, CancelBody, CodeBody, CostView, SchoolRowView};

/// Looks at a booking.
#[utoipa::path(
    post, path = "", tag = "bookings", request_body = CodeBody,
    responses((status = 200, description = "The booking, and how each place stands", body = BookingView)),
)]
pub(crate) async fn view(call: Call) -> Result<Json<BookingView>, Problem> {
    shown(&call.app, &call.open().await?)
}

/// Looks at a booking, as staff or as whoever is signed in for its school.
#[utoipa::path(
    get, path = "", tag = "bookings", security(("api_key" = [])),
    responses((status = 200, description = "The booking, and how each place stands", body = BookingView)),
)]
pub(crate) async fn read(look: Look) -> Result<Json<BookingView>, Problem> {
    shown(&look.app, &look.who.opens(&look.app, &look.path).await?)
}

/// Lists the bookings of the school that you are signed in for: those that start last first.
#[utoipa::path(
    get, path = "", tag = "schools",
    params(
        ("limit" = Option<u32>, Query, description = "At most this many, 1 to 100"),
        ("after" = Option<String>, Query, description = "The `next` of the page before"),
    ),
    responses((status = 200, description = "A page of the list", body = Page<SchoolRowView>)),
)]
pub(crate) async fn of_school(look: Look, query: Query) -> Result<Page<SchoolRowView>, Problem> {
    let Some(urn) = look.who.school() else {
        let anybody = matches!(look.who, crate::callers::Who::Anybody);
        return Err(if anybody { Problem::unauthenticated() } else { Problem::forbidden() });
    };
    let paging = input::read(&query.0, Style::Form, Paging::read);
    let paging = paging.map_err(|problems| Problem::bad_query(&problems))?;
    let rows = bookings_of_school(&look.app, urn).await?;
    Ok(paging.cut(rows.iter().map(SchoolRowView::of), SchoolRowView::place))
}

/// The booking as a calendar file: an update of what a calendar shows, or its cancellation.
#[utoipa::path(
    post, path = "", tag = "bookings", request_body = CodeBody,
    responses((status = 200, description = "A calendar file", body = String, content_type = "text/calendar")),
)]
pub(crate) async fn calendar(call: Call) -> Result<Response, Problem> {
    let opened = call.open().await?;
    let file = booking_calendar(&call.app, &opened)?;
    let name = format!("attachment; filename=\"{}.ics\"", opened.reference());
    Ok(([(CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)], file).into_response())
}

/// What giving places up would cost now. Nothing is changed.
#[utoipa::path(
    post, path = "", tag = "bookings", request_body = CancelBody,
    responses((status = 200, description = "What it would cost", body = CostView)),
)]
pub(crate) async fn cost(call: Call) -> Result<Json<CostView>, Problem> {
    let CancelPlaces { places, exemption } = CancelPlaces::read(&call.body.0, Style::Json)?;
    let opened = call.open().await?;
    let cost = cost_of_cancelling(&opened, exemption, call.app.now());
    let confirmed = opened
        .places()
        .filter(|(place, _, _)| places.contains(&place.number) && place.state == PlaceState::Confirmed)
        .count();
    Ok(Json(CostView::of(&cost, u32::try_from(confirmed).unwrap_or(u32::MAX))))
}

pub(crate) fn shown(app: &App, opened: &Opened) -> Result<Json<BookingView>, Problem> {
    BookingView::of(app, opened.booking(), opened.run()).map(Json)
}
