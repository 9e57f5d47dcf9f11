//! What programs ask: that what is due is sent, that a receipt is taken, which messages failed.

use domain::input::{self, Style};
use domain::people::Role;
use outbox::{MessageName, deliver as deliver_due, dismiss as forget, overview, send_again, take_receipt};
use web::{App, IntoResponse, Json, JsonBody, Page, Paging, Path, Problem, Query, Response, Staff, Waiting};

use crate::callers::{MailService, Scheduler};
use crate::views::{Acted, Delivered, Failed, ReceiptBody, Taken};

/// Sends what is due.
///
/// To be called every so often by a scheduler with its own token, or by an administrator. Several that call at once do no
/// harm. One call does what it can in a few seconds; the next goes on.
#[utoipa::path(
    post, path = "", tag = "delivery", security(("api_key" = [])),
    responses((status = 200, description = "What came of it, in numbers", body = Delivered)),
)]
pub(crate) async fn deliver(app: App, _: Scheduler) -> Result<Response, Problem> {
    let delivery = deliver_due(&app).await?;
    let mut answer = Json(Delivered::of(&delivery)).into_response();
    let settled = delivery.sent.saturating_add(delivery.failed);
    answer.extensions_mut().insert(Waiting(delivery.waiting.saturating_sub(settled)));
    Ok(answer)
}

/// Takes a delivery receipt of GOV.UK Notify.
///
/// One that comes twice, or for what is not known here, changes nothing.
#[utoipa::path(
    post, path = "", tag = "delivery", security(("api_key" = [])), request_body = ReceiptBody,
    responses((status = 200, description = "Whether it said anything new", body = Taken)),
)]
pub(crate) async fn receive(app: App, _: MailService, body: JsonBody) -> Result<Json<Taken>, Problem> {
    Ok(Json(Taken { noted: take_receipt(&app, &body.0).await? }))
}

/// Lists the messages that failed, oldest first.
#[utoipa::path(
    get, path = "", tag = "failures", security(("api_key" = [])),
    params(
        ("limit" = Option<u32>, Query, description = "At most this many, 1 to 100"),
        ("after" = Option<String>, Query, description = "The `next` of the page before"),
    ),
    responses((status = 200, description = "The messages that failed", body = Page<Failed>)),
)]
pub(crate) async fn list(app: App, staff: Staff, query: Query) -> Result<Page<Failed>, Problem> {
    staff.require(Role::Manager)?;
    let paging = input::read(&query.0, Style::Form, Paging::read);
    let paging = paging.map_err(|problems| Problem::bad_query(&problems))?;
    let failed: Vec<Failed> = overview(&app, false).await?.entries.iter().filter_map(Failed::of).collect();
    Ok(paging.cut(failed, Failed::place))
}

/// Has a message that failed sent once more, as a new message.
#[utoipa::path(
    post, path = "", tag = "failures", security(("api_key" = [])),
    responses((status = 200, description = "It goes out with the next delivery", body = Acted)),
)]
pub(crate) async fn retry(app: App, staff: Staff, Path(id): Path<String>) -> Result<Json<Acted>, Problem> {
    staff.require(Role::Manager)?;
    send_again(&app, &staff, &named(&id)?).await?;
    Ok(Json(Acted { state: "waiting" }))
}

/// Forgets a message that failed.
#[utoipa::path(
    post, path = "", tag = "failures", security(("api_key" = [])),
    responses((status = 200, description = "It is no longer listed", body = Acted)),
)]
pub(crate) async fn dismiss(app: App, staff: Staff, Path(id): Path<String>) -> Result<Json<Acted>, Problem> {
    staff.require(Role::Manager)?;
    forget(&app, &staff, &named(&id)?).await?;
    Ok(Json(Acted { state: "dismissed" }))
}

/// The message that a part of a path names.
///
/// # Errors
/// 404 where it names none.
pub(crate) fn named(id: &str) -> Result<MessageName, Problem> {
    MessageName::parse(id).ok_or_else(Problem::not_found)
}
