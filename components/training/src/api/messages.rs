//! What staff write to who booked.

use domain::input::{Request, Style};
use domain::training::requests::WriteNotice;
use web::{Json, Problem, Takes};

use crate::api::bodies::ToldView;
use crate::api::run_call::RunCall;
use crate::problems::problem;

type NoticeBody = Takes<WriteNotice>;

/// Writes to who booked places on a run and has them, waits for them, or both. They get an email that leads to the message.
///
/// Sent again with the same key it goes on with those who were not reached.
#[utoipa::path(
    post, path = "", tag = "staff", request_body = NoticeBody, security(("api_key" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless")),
    responses((status = 200, description = "How many bookings it was written to", body = ToldView)),
)]
pub(crate) async fn write(call: RunCall) -> Result<Json<ToldView>, Problem> {
    let WriteNotice { to, text } = WriteNotice::read(&call.body.0, Style::Json)?;
    let (database, staff) = (call.app.database(), &call.staff.member);
    let notified = store::training::notify_all(database, staff, &call.run, &text, to, call.sent()).await;
    Ok(Json(ToldView { bookings: notified.map_err(problem)? }))
}
