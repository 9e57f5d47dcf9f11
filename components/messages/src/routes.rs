//! Every URL of this component at one glance.

use web::{Api, routes};

use crate::api;

/// Messages.
#[must_use]
pub fn routes() -> Api {
    Api::new("messages", "Front Door: messages", "Emails on their way out: sending what is due, and what failed.")
        .document(web::document!("../openapi.json"))
        .at("/api/v1/messages", routes!(api::list))
        .at("/api/v1/messages/delivery", routes!(api::deliver))
        .at("/api/v1/messages/receipts", routes!(api::receive))
        .at("/api/v1/messages/{id}/retry", routes!(api::retry))
        .at("/api/v1/messages/{id}/dismissal", routes!(api::dismiss))
}
