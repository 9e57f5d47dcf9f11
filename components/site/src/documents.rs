//! Where the API is described: a page for people, a list for programs, at one address.

use axum::response::{AppendHeaders, IntoResponse};
use domain::services::{SERVICES, Service};
use http::header::VARY;
use serde::Serialize;
use web::{Council, Json, Reader, Response};

use crate::pages;

#[derive(Serialize)]
struct Documents {
    items: Vec<Document>,
}

/// The OpenAPI document of one service.
#[derive(Serialize)]
pub(crate) struct Document {
    area: &'static str,
    pub(crate) title: &'static str,
    pub(crate) openapi: String,
}

fn documents() -> Vec<Document> {
    let of =
        |service: &Service| Document { area: service.component, title: service.title, openapi: service.document() };
    SERVICES.iter().map(of).collect()
}

/// Lists the OpenAPI document of every service.
#[utoipa::path(get, path = "")]
pub(crate) async fn list(reader: Reader, council: Council) -> Response {
    let answer = match reader {
        Reader::Person => pages::api(&council, &documents()).into_response(),
        Reader::Program => Json(Documents { items: documents() }).into_response(),
    };
    (AppendHeaders([(VARY, "accept")]), answer).into_response()
}
