//! Bookings: asking for places, looking at a booking, those of a school, and what cancelling would cost.

use axum::response::IntoResponse;
use domain::input::{Request, Style};
use domain::training::booking::Book;
use domain::training::requests::{Cancel, CancelPlaces, OpenBooking};
use domain::training::seats::PlaceState;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use store::training::{Booked, OpenedBooking, book as ask_for, bookings_of_school, cost_of_cancelling, run};
use web::limit::SUBMISSIONS;
use web::{App, Created, InQuery, Json, Page, Paging, Problem, Query, Response, Takes};

use crate::api::bodies::{BookingView, CostView, Receipt, SchoolRowView};
use crate::api::booking_call::{BookingCall, BookingLook};
use crate::calendar::{CALENDAR_MEDIA_TYPE, booking_calendar};
use crate::other_areas::check_setting;
use crate::problems::problem;
use crate::service_url::service_url;

type BookBody = Takes<Book>;
type CodeBody = Takes<OpenBooking>;
type CancelBody = Takes<Cancel>;

/// Asks for places.
///
/// The answer alone shows the access code. With an `Idempotency-Key` a repeat gets the same booking. A run that is full takes
/// it all the same: the places are then `queued`.
#[utoipa::path(
    post, path = "", tag = "bookings", request_body = BookBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless: a new UUID")),
    responses((status = 201, description = "The reference, the access code, and how each place stands", body = Receipt)),
)]
pub(crate) async fn book(call: BookingCall) -> Result<Created<Receipt>, Problem> {
    SUBMISSIONS.count(&call.app, &call.caller).await?;
    let id = Book::run(&call.body.0)?;
    let found = run(call.app.database(), &id).await?.ok_or_else(Problem::not_found)?;
    let request = Book::read(&call.body.0, Style::Json, &found.record.0, call.school())?;
    if call.school().is_none() {
        check_setting(&call.app, &request).await?;
    }
    let booked = ask_for(call.app.database(), call.sent(), &request, &found).await;
    let Booked { reference, code, booking, run, repeated } = booked.map_err(problem)?;
    let version = booking.version;
    let view = BookingView::of(&call.app, &booking.record.0, &run.record.0)?;
    Ok(Created {
        location: format!("/api/v1/training/bookings/{reference}"),
        version,
        body: Receipt { access_code: code.grouped(), booking: view },
        replayed: repeated,
    })
}

/// Looks at a booking.
#[utoipa::path(
    post, path = "", tag = "bookings", request_body = CodeBody,
    responses((status = 200, description = "The booking, and how each place stands", body = BookingView)),
)]
pub(crate) async fn view(call: BookingCall) -> Result<Json<BookingView>, Problem> {
    shown(&call.app, &call.open().await?)
}

/// Looks at a booking, as staff or as whoever is signed in for its school.
#[utoipa::path(
    get, path = "", tag = "bookings", security(("api_key" = [])),
    responses((status = 200, description = "The booking, and how each place stands", body = BookingView)),
)]
pub(crate) async fn read(look: BookingLook) -> Result<Json<BookingView>, Problem> {
    shown(&look.app, &look.who.opens(&look.app, &look.path).await?)
}

/// Lists the bookings of the school that you are signed in for: those that start last first.
#[utoipa::path(
    get, path = "", tag = "schools",
    params(InQuery<Paging>),
    responses((status = 200, description = "A page of the list", body = Page<SchoolRowView>)),
)]
pub(crate) async fn of_school(look: BookingLook, query: Query) -> Result<Page<SchoolRowView>, Problem> {
    let Some(urn) = look.who.school() else {
        let anybody = matches!(look.who, crate::api::booking_call::Who::Anybody);
        return Err(if anybody { Problem::unauthenticated() } else { Problem::forbidden() });
    };
    let paging = query.read(Paging::read)?;
    let rows = bookings_of_school(look.app.database(), urn).await?;
    Ok(paging.cut(rows.iter().map(SchoolRowView::of), SchoolRowView::place))
}

/// The booking as a calendar file: an update of what a calendar shows, or its cancellation.
#[utoipa::path(
    post, path = "", tag = "bookings", request_body = CodeBody,
    responses((status = 200, description = "A calendar file", body = String, content_type = "text/calendar")),
)]
pub(crate) async fn calendar(call: BookingCall) -> Result<Response, Problem> {
    let opened = call.open().await?;
    let (council, url) = (call.app.council()?, service_url(&call.app)?);
    let file = booking_calendar(council, url, call.app.now(), &opened);
    let name = format!("attachment; filename=\"{}.ics\"", opened.reference());
    Ok(([(CONTENT_TYPE, CALENDAR_MEDIA_TYPE.to_owned()), (CONTENT_DISPOSITION, name)], file).into_response())
}

/// What giving places up would cost now. Nothing is changed.
#[utoipa::path(
    post, path = "", tag = "bookings", request_body = CancelBody,
    responses((status = 200, description = "What it would cost", body = CostView)),
)]
pub(crate) async fn cost(call: BookingCall) -> Result<Json<CostView>, Problem> {
    let CancelPlaces { places, exemption } = Cancel::read(&call.body.0, Style::Json)?.what;
    let opened = call.open().await?;
    let cost = cost_of_cancelling(&opened, exemption, call.app.now());
    let confirmed = opened
        .places()
        .filter(|(place, _, _)| places.contains(&place.number) && place.state == PlaceState::Confirmed)
        .count();
    Ok(Json(CostView::of(&cost, u32::try_from(confirmed).unwrap_or(u32::MAX))))
}

pub(crate) fn shown(app: &App, opened: &OpenedBooking) -> Result<Json<BookingView>, Problem> {
    BookingView::of(app, opened.booking(), opened.run()).map(Json)
}
