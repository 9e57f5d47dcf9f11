//! What staff write to whoever booked.

use bookings::NoticeAudience;
use domain::input::{Body, Field, Style};
use domain::problems::Problems;
use domain::training::booking::NoticeText;
use domain::training::fields::TEXT;
use web::{Json, Problem, Value};

use crate::api::bodies::{NoticeBody, ToldView};
use crate::api::run_call::RunCall;

const TO: Field<Option<NoticeAudience>> = Field::new("to", "To whom it goes", "Enter everybody, confirmed or waiting");
const NOTICE: Body = Body::unnamed(&[&TO, &TEXT]);

/// Writes to who booked places on a run and has them, waits for them, or both. They get an email that leads to the message.
///
/// Sent again with the same key it goes on with those who were not reached.
#[utoipa::path(
    post, path = "", tag = "staff", request_body = NoticeBody, security(("api_key" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless")),
    responses((status = 200, description = "How many bookings it was written to", body = ToldView)),
)]
pub(crate) async fn write(call: RunCall) -> Result<Json<ToldView>, Problem> {
    let (to, text) = read(&call.body.0)?;
    let told = bookings::notify_all(&call.app, &call.staff, &call.run, &text, to, call.sent()).await?;
    Ok(Json(ToldView { bookings: told }))
}

/// To whom, and what.
fn read(body: &Value) -> Result<(NoticeAudience, NoticeText), Problems> {
    NOTICE.read(body, Style::Json, |body| {
        let (to, text) = (body.get(&TO), body.get(&TEXT));
        Some((to?.unwrap_or(NoticeAudience::Everybody), text?))
    })
}
