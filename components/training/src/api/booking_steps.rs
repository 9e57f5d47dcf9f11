//! What a booker does about places: accept, decline, give up, send somebody else. Each answers how the booking stands then.

use domain::input::{Request, Style};
use domain::training::requests::{Cancel, OpenBooking, Substitute};
use store::training::{Stepped, TrainingError};
use web::limit::SUBMISSIONS;
use web::{Json, Problem, Repeatable, Takes};

use crate::api::bodies::BookingView;
use crate::api::booking_call::BookingCall;
use crate::api::bookings::shown;
use crate::problems::problem;

type CodeBody = Takes<OpenBooking>;
type CancelBody = Takes<Cancel>;
type SubstituteBody = Takes<Substitute>;
type Shown = Result<Repeatable<Json<BookingView>>, Problem>;

/// Accepts the places that are offered. 410 where the offer has run out.
#[utoipa::path(
    post, path = "", tag = "bookings", request_body = CodeBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless: a new UUID")),
    responses((status = 200, description = "The booking after that", body = BookingView)),
)]
pub(crate) async fn accept(call: BookingCall) -> Shown {
    SUBMISSIONS.count(&call.app, &call.caller).await?;
    let opened = call.open().await?;
    after(&call, store::training::accept(call.app.database(), opened, call.sent()).await)
}

/// Declines the places that are offered. Others that are waited for keep their turn.
#[utoipa::path(
    post, path = "", tag = "bookings", request_body = CodeBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless: a new UUID")),
    responses((status = 200, description = "The booking after that", body = BookingView)),
)]
pub(crate) async fn decline(call: BookingCall) -> Shown {
    SUBMISSIONS.count(&call.app, &call.caller).await?;
    let opened = call.open().await?;
    after(&call, store::training::decline(call.app.database(), opened, call.sent()).await)
}

/// Gives places up: confirmed ones are cancelled, offered ones declined, and the queue is left for others.
///
/// What that costs is said by `cancellation-cost`. Send its `each` along, and nothing is given up if it costs more by now.
#[utoipa::path(
    post, path = "", tag = "bookings", request_body = CancelBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless: a new UUID")),
    responses((status = 200, description = "The booking after that", body = BookingView)),
)]
pub(crate) async fn cancel(call: BookingCall) -> Shown {
    SUBMISSIONS.count(&call.app, &call.caller).await?;
    let Cancel { what, agreed } = Cancel::read(&call.body.0, Style::Json)?;
    let opened = call.open().await?;
    after(&call, store::training::cancel_for(call.app.database(), opened, &what, agreed, call.sent()).await)
}

/// Has somebody else come.
#[utoipa::path(
    post, path = "", tag = "bookings", request_body = SubstituteBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless: a new UUID")),
    responses((status = 200, description = "The booking after that", body = BookingView)),
)]
pub(crate) async fn substitute(call: BookingCall) -> Shown {
    SUBMISSIONS.count(&call.app, &call.caller).await?;
    let to = Substitute::read(&call.body.0, Style::Json)?;
    let opened = call.open().await?;
    after(&call, store::training::substitute(call.app.database(), opened, &to, call.sent()).await)
}

fn after(call: &BookingCall, stepped: Result<Stepped, TrainingError>) -> Shown {
    let stepped = stepped.map_err(problem)?;
    Ok(Repeatable { answer: shown(&call.app, &stepped.opened)?, replayed: stepped.repeated })
}
