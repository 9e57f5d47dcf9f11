//! Asking for places.

use bookings::{Booked, book as ask_for, check_setting, run};
use domain::input::Style;
use domain::training::booking::Book;
use web::limit::SUBMISSIONS;
use web::{Created, Problem};

use crate::callers::Call;
use crate::views::{BookBody, BookingView, Receipt};

/// Asks for places.
///
/// The answer alone shows the access code. With an `Idempotency-Key` a repeat gets the same booking. A run that is full takes
/// it all the same: the places are then `queued`.
#[utoipa::path(
    post, path = "", tag = "bookings", request_body = BookBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless: a new UUID")),
    responses((status = 201, description = "The reference, the access code, and how each place stands", body = Receipt)),
)]
pub(crate) async fn book(call: Call) -> Result<Created<Receipt>, Problem> {
    SUBMISSIONS.count(&call.app, &call.caller).await?;
    let id = Book::run(&call.body.0)?;
    let found = run(&call.app, &id).await?;
    let wish = Book::read(&call.body.0, Style::Json, &found.record.0, call.school())?;
    if call.school().is_none() {
        check_setting(&call.app, &wish).await?;
    }
    let Booked { reference, code, booking, run, repeated } = ask_for(&call.app, call.sent(), &wish, &found).await?;
    let version = booking.version;
    let view = BookingView::of(&call.app, &booking.record.0, &run.record.0)?;
    Ok(Created {
        location: format!("/api/v1/training/bookings/{reference}"),
        version,
        body: Receipt { access_code: code.grouped(), booking: view },
        replayed: repeated,
    })
}
