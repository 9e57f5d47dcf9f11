//! The handlers of the site: each says what it knows at compile time.

use serde::Serialize;
use web::Json;

/// Every area with an API, in the order of the route table in spin.toml.
const AREAS: [(&str, &str); 2] = [("advice", "Advice for families"), ("desk", "The desk: keys for staff")];

#[derive(Serialize)]
pub(crate) struct Health {
    status: &'static str,
}

#[derive(Serialize)]
pub(crate) struct Documents {
    items: Vec<Document>,
}

#[derive(Serialize)]
struct Document {
    area: &'static str,
    title: &'static str,
    openapi: String,
}

/// Says that requests are answered. It asks nothing of the store: a slow store must not make an orchestrator restart
/// what is healthy.
#[utoipa::path(get, path = "")]
pub(crate) async fn health() -> Json<Health> {
    Json(Health { status: "ok" })
}

/// Lists the OpenAPI document of every area.
#[utoipa::path(get, path = "")]
pub(crate) async fn documents() -> Json<Documents> {
    let document = |(area, title)| Document { area, title, openapi: format!("/api/v1/{area}/openapi.json") };
    Json(Documents { items: AREAS.map(document).into() })
}
