//! Where the API is described: a page for people, a list for programs, at one address.

use axum::response::{AppendHeaders, IntoResponse};
use http::header::VARY;
use serde::Serialize;
use web::{Council, Json, Reader, Response};

use crate::pages;

/// Every area with an API, in the order of the route table in spin.toml.
const DOCUMENTS: [Document; 4] = [
    Document { area: "advice", title: "Advice for families", openapi: "/api/v1/advice/openapi.json" },
    Document { area: "training", title: "Training", openapi: "/api/v1/training/openapi.json" },
    Document {
        area: "desk",
        title: "The desk: people, keys, the directory of settings",
        openapi: "/api/v1/desk/openapi.json",
    },
    Document { area: "messages", title: "Messages by email", openapi: "/api/v1/messages/openapi.json" },
];

#[derive(Serialize)]
struct Documents {
    items: [Document; DOCUMENTS.len()],
}

/// The OpenAPI document of one area.
#[derive(Serialize)]
pub(crate) struct Document {
    area: &'static str,
    pub(crate) title: &'static str,
    pub(crate) openapi: &'static str,
}

/// Lists the OpenAPI document of every area.
#[utoipa::path(get, path = "")]
pub(crate) async fn list(reader: Reader, council: Council) -> Response {
    let answer = match reader {
        Reader::Person => pages::api(&council, &DOCUMENTS).into_response(),
        Reader::Program => Json(Documents { items: DOCUMENTS }).into_response(),
    };
    (AppendHeaders([(VARY, "accept")]), answer).into_response()
}
