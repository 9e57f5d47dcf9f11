//! What staff write to who booked.

use domain::choice::choice;
use domain::input::{self, Field, Style};
use domain::problems::Problems;
use domain::text::LongText;
use domain::training::booking::NoticeText;
use store::training::NoticeAudience;
use web::{Json, Problem, Value};

use crate::api::bodies::{NoticeBody, ToldView};
use crate::api::run_call::RunCall;
use crate::problems::problem;

const TO: Field = Field::new("to", "To whom it goes", "Enter everybody, confirmed or waiting");
const TEXT: Field = Field::new("text", "Your message", "Enter your message");

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
    let (database, staff) = (call.app.database(), &call.staff.member);
    let notified = store::training::notify_all(database, staff, &call.run, &text, to, call.sent()).await;
    Ok(Json(ToldView { bookings: notified.map_err(problem)? }))
}

/// To whom, and what.
fn read(body: &Value) -> Result<(NoticeAudience, NoticeText), Problems> {
    input::read(body, Style::Json, |body| {
        let to = body.optional(&TO, choice);
        let text = body.required(&TEXT, LongText::parse);
        Some((to?.unwrap_or(NoticeAudience::Everybody), text?))
    })
}
