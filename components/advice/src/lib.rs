//! Not built yet.
use spin_sdk::http::{IntoResponse, Request};

#[spin_sdk::http_service]
async fn handle(_request: Request) -> impl IntoResponse {
    http::StatusCode::NOT_FOUND
}
