//! What programs ask: that what is due is sent, that a receipt is taken, which messages failed.

use domain::messages::SentReceipt;
use store::messages::{MessageError, dismiss as forget, overview, send_again, take_receipt};
use web::{InQuery, IntoResponse, Json, Page, Paging, Problem, Response, Scheduler, Takes, Waiting};

use crate::bodies::{Acted, Delivered, Failed, Taken};
use crate::callers::{MailService, Manager};
use crate::{delivery, problems, receipts, settings};

type ReceiptBody = Takes<SentReceipt>;

/// Sends what is due.
///
/// To be called every so often by a scheduler with its own token, or by an administrator. Several that call at once do no
/// harm. One call does what it can in a few seconds; the next goes on.
#[utoipa::path(
    post, path = "", tag = "delivery", security(("api_key" = [])),
    responses((status = 200, description = "What came of it, in numbers", body = Delivered)),
)]
pub(crate) async fn deliver(scheduler: Scheduler) -> Result<Response, Problem> {
    let delivery = delivery::deliver(&scheduler.app).await?;
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
pub(crate) async fn receive(service: MailService) -> Result<Json<Taken>, Problem> {
    let noted = match receipts::read(&service.body) {
        Some((name, receipt)) => take_receipt(service.app.database(), &name, receipt).await?,
        None => false,
    };
    Ok(Json(Taken { noted }))
}

/// Lists the messages that failed, oldest first.
#[utoipa::path(
    get, path = "", tag = "failures", security(("api_key" = [])),
    params(InQuery<Paging>),
    responses((status = 200, description = "The messages that failed", body = Page<Failed>)),
)]
pub(crate) async fn list(manager: Manager) -> Result<Page<Failed>, Problem> {
    let paging = manager.query.read(Paging::read)?;
    let overview = overview(manager.app.database(), &settings::service(&manager.app)?, false).await?;
    let failed: Vec<Failed> = overview.messages.iter().filter_map(Failed::of).collect();
    Ok(paging.cut(failed, Failed::place))
}

/// Has a message that failed sent once more, as a new message.
#[utoipa::path(
    post, path = "", tag = "failures", security(("api_key" = [])),
    responses((status = 200, description = "It goes out with the next delivery", body = Acted)),
)]
pub(crate) async fn retry(manager: Manager) -> Result<Json<Acted>, Problem> {
    let again = send_again(manager.app.database(), &manager.staff.member, &manager.message()?).await;
    again.map_err(refused)?;
    Ok(Json(Acted { state: "waiting" }))
}

/// Forgets a message that failed.
#[utoipa::path(
    post, path = "", tag = "failures", security(("api_key" = [])),
    responses((status = 200, description = "It is no longer listed", body = Acted)),
)]
pub(crate) async fn dismiss(manager: Manager) -> Result<Json<Acted>, Problem> {
    let forgotten = forget(manager.app.database(), &manager.staff.member, &manager.message()?).await;
    forgotten.map_err(refused)?;
    Ok(Json(Acted { state: "dismissed" }))
}

fn refused(error: MessageError) -> Problem {
    error.map(problems::message).into()
}
