//! Whether requests are answered.

use serde::Serialize;
use web::Json;

#[derive(Serialize)]
pub(crate) struct Health {
    status: &'static str,
}

/// Says that requests are answered. It asks nothing of the store: a slow store must not make an orchestrator restart
/// what is healthy.
#[utoipa::path(get, path = "")]
pub(crate) async fn health() -> Json<Health> {
    Json(Health { status: "ok" })
}
