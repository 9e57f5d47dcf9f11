//! The front of the house: health and the list of API documents. It keeps no records and has no variables.
#![cfg(target_family = "wasm")]

mod pages;
mod routes;

use spin_sdk::http::Request;
use web::{Component, Response};

static COMPONENT: Component = Component::new("site", routes::routes);

#[spin_sdk::http_service]
async fn handle(request: Request) -> Response {
    COMPONENT.serve_without_store(request).await
}
