//! Successful answers: JSON with a version, a newly made thing, a page of a list. They carry; they never decide.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, ETAG, LOCATION, SET_COOKIE};
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;

use crate::precondition::etag;
use crate::problem::Problem;

const JSON: &str = "application/json";
/// The IETF drafts leave open how a repeat is marked; this name is in wide use.
const IDEMPOTENCY_REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// 200 with a JSON body.
#[derive(Debug, Clone)]
pub struct Json<T>(pub T);

/// 200 with a JSON body and its version as a strong `ETag`; a `GET` that names it in `If-None-Match` gets 304.
#[derive(Debug, Clone)]
pub struct Tagged<T> {
    /// The record's version.
    pub version: u64,
    /// The representation.
    pub body: T,
}

/// An answer to what may have been sent before: the same, marked as such.
#[derive(Debug, Clone)]
pub struct Repeatable<T> {
    /// The answer.
    pub answer: T,
    /// Whether the `Idempotency-Key` was seen before, so that nothing was done this time.
    pub replayed: bool,
}

/// 201 with `Location`, `ETag` and the representation.
#[derive(Debug, Clone)]
pub struct Created<T> {
    /// The path of the new thing. Percent-encoded where it needs to be; no secret and no personal data.
    pub location: String,
    /// The record's version.
    pub version: u64,
    /// The representation.
    pub body: T,
    /// Whether this is the first answer again, because the `Idempotency-Key` was seen before.
    pub replayed: bool,
}

/// 200 with `{"items": [...], "next": "..."}`.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct ListPage<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// What to send as `after` to get the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        json_response(StatusCode::OK, JSON, &self.0)
    }
}

impl<T: Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        let mut response = json_response(StatusCode::OK, JSON, &self.body);
        response.headers_mut().insert(ETAG, etag(self.version));
        response
    }
}

impl<T: Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        let Ok(location) = HeaderValue::try_from(self.location) else {
            return Problem::internal("a location that is not a header value").into_response();
        };
        let mut response = json_response(StatusCode::CREATED, JSON, &self.body);
        let headers = response.headers_mut();
        headers.insert(LOCATION, location);
        headers.insert(ETAG, etag(self.version));
        Repeatable { answer: response, replayed: self.replayed }.into_response()
    }
}

impl<T: IntoResponse> IntoResponse for Repeatable<T> {
    fn into_response(self) -> Response {
        let mut response = self.answer.into_response();
        if self.replayed {
            response.headers_mut().insert(IDEMPOTENCY_REPLAYED, HeaderValue::from_static("true"));
        }
        response
    }
}

impl<T: Serialize> IntoResponse for ListPage<T> {
    fn into_response(self) -> Response {
        json_response(StatusCode::OK, JSON, &self)
    }
}

/// 303: what was sent is dealt with, and the page to look at is `path`, one of ours (RFC 9110 section 15.4.4). A reload
/// of that page sends nothing again.
#[must_use]
pub fn see_other(path: &str) -> Response {
    match HeaderValue::try_from(path) {
        Ok(location) => (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response(),
        Err(_) => Problem::internal("a location that is not a header value").into_response(),
    }
}

/// The same answer, with a `Set-Cookie` header if there is one to set.
#[must_use]
pub fn with_cookie(mut response: Response, cookie: impl Into<Option<HeaderValue>>) -> Response {
    if let Some(cookie) = cookie.into() {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// The answer with `body` as JSON; 500 where it cannot be written as JSON, which only a map without text keys could do.
pub(crate) fn json_response(status: StatusCode, content_type: &'static str, body: &impl Serialize) -> Response {
    let (status, body) = match serde_json::to_vec(body) {
        Ok(body) => (status, Body::from(body)),
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, Body::empty()),
    };
    (status, [(CONTENT_TYPE, HeaderValue::from_static(content_type))], body).into_response()
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse;
    use serde_json::json;

    use super::{Created, ListPage, Tagged, see_other};
    use crate::testing::{body_json, header};

    #[test]
    fn a_created_answer_says_where_and_which_version() {
        let created =
            Created { location: "/api/v1/x/1".to_owned(), version: 1, body: json!({"a": 1}), replayed: false };
        let first = created.clone().into_response();
        assert_eq!(first.status(), 201);
        assert_eq!(header(&first, "location"), Some("/api/v1/x/1"));
        assert_eq!(header(&first, "etag"), Some("\"1\""));
        assert_eq!(header(&first, "content-type"), Some("application/json"));
        assert_eq!(header(&first, "idempotency-replayed"), None);

        let again = Created { replayed: true, ..created }.into_response();
        assert_eq!(header(&again, "idempotency-replayed"), Some("true"));
        assert_eq!(body_json(again), json!({"a": 1}));
    }

    #[test]
    fn a_location_with_a_line_break_is_our_fault_and_not_a_second_header() {
        let created = Created { location: "/x\r\nset-cookie: a".to_owned(), version: 1, body: (), replayed: false };
        assert_eq!(created.into_response().status(), 500);
    }

    #[test]
    fn a_form_that_is_dealt_with_leads_to_a_page() {
        let seen = see_other("/advice/check");
        assert_eq!((seen.status().as_u16(), header(&seen, "location")), (303, Some("/advice/check")));
        assert_eq!(see_other("/x\r\nset-cookie: a").status(), 500);
    }

    #[test]
    fn a_versioned_answer_carries_a_strong_etag() {
        let answer = Tagged { version: 7, body: json!(null) }.into_response();
        assert_eq!(header(&answer, "etag"), Some("\"7\""));
    }

    #[test]
    fn the_last_page_has_no_next() {
        let page = ListPage { items: vec![1, 2], next: None }.into_response();
        assert_eq!(body_json(page), json!({"items": [1, 2]}));
        let page = ListPage { items: vec![1], next: Some("x".to_owned()) }.into_response();
        assert_eq!(body_json(page), json!({"items": [1], "next": "x"}));
    }
}
