//! Every URL of messages: its API and its pages for staff.

use web::{Api, pages, routes};

use crate::{api, forms};

/// Messages.
#[must_use]
pub fn routes() -> Api {
    Api::new("messages", "Front Door: messages", "Emails on their way out: sending what is due, and what failed.")
        .document(include_str!("../openapi.json"))
        .at("/api/v1/messages", routes!(api::list))
        .at("/api/v1/messages/delivery", routes!(api::deliver))
        .at("/api/v1/messages/receipts", routes!(api::receive))
        .at("/api/v1/messages/{id}/retry", routes!(api::retry))
        .at("/api/v1/messages/{id}/dismissal", routes!(api::dismiss))
        .page("/desk/messages", pages!(get forms::show))
        .page("/desk/messages/{id}/retry", pages!(post forms::retry))
        .page("/desk/messages/{id}/dismissal", pages!(post forms::dismiss))
}
