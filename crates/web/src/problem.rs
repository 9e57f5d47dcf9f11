//! Every failure a caller can meet, as RFC 9457 problem details. The reader's sentence and the log's cause are two
//! fields, and nothing moves from one to the other.

mod convert;
mod kinds;
mod page;

use std::borrow::Cow;
use std::fmt;

use axum::response::{IntoResponse, Response};
use domain::problems::Problems;
use domain::text::thousands;
use http::header::{ACCEPT, HeaderName, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::{Map, Value, json};

use crate::answer;
use crate::form::Form;
pub use kinds::{KINDS, Kind};
pub(crate) use page::as_page;

/// The media type of RFC 9457 section 3.
pub const CONTENT_TYPE: &str = "application/problem+json";

/// How long a caller is asked to wait when the store fails or two callers are in each other's way.
pub const RETRY_AFTER_SECONDS: u32 = 2;

/// A failure on its way to the caller. Made by the functions below, one for each row of the status table.
#[derive(Clone)]
pub struct Problem(Box<Parts>);

#[derive(Clone)]
struct Parts {
    kind: &'static Kind,
    detail: Option<Cow<'static, str>>,
    members: Map<String, Value>,
    headers: HeaderMap,
    cause: Option<String>,
    again: Option<Again>,
}

/// A form whose answers would otherwise be lost with the problem.
#[derive(Clone)]
struct Again {
    action: String,
    fields: Vec<(String, String)>,
}

impl Problem {
    /// 400: the request could not be read; `detail` says what and where, never what was sent.
    #[must_use]
    pub fn malformed(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(&kinds::MALFORMED).detail(detail)
    }

    /// 400: something is wrong with the query string.
    #[must_use]
    pub fn bad_query(problems: &Problems) -> Self {
        Self::new(&kinds::BAD_QUERY).errors(problems)
    }

    /// 401: no proof of who is asking, or one that does not hold. It never says which (RFC 6750 section 3).
    #[must_use]
    pub fn unauthenticated() -> Self {
        let challenge = HeaderValue::from_static("Bearer realm=\"front-door\"");
        Self::new(&kinds::UNAUTHENTICATED).header(WWW_AUTHENTICATE, challenge)
    }

    /// 403: known, but not allowed.
    #[must_use]
    pub fn forbidden() -> Self {
        Self::new(&kinds::FORBIDDEN)
    }

    /// 403: a form that another site's page sent.
    #[must_use]
    pub fn cross_site() -> Self {
        Self::new(&kinds::CROSS_SITE)
    }

    /// 404: unknown, another's, or the wrong code. One answer for all of them.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(&kinds::NOT_FOUND)
    }

    /// 405; axum adds `Allow` (RFC 9110 section 15.5.6).
    #[must_use]
    pub fn method_not_allowed() -> Self {
        Self::new(&kinds::METHOD_NOT_ALLOWED)
    }

    /// 409: not while things stand as they do. `state` is how they stand, `detail` what can be done about it.
    #[must_use]
    pub fn conflict(state: &str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(&kinds::CONFLICT).detail(detail).member("state", state)
    }

    /// 410: it was here and will not be again.
    #[must_use]
    pub fn gone(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(&kinds::GONE).detail(detail)
    }

    /// 412: changed by someone else since the caller read it.
    #[must_use]
    pub fn stale() -> Self {
        Self::new(&kinds::STALE)
    }

    /// 413: more than [`crate::body::MAX_BODY_BYTES`].
    #[must_use]
    pub fn too_large() -> Self {
        Self::larger_than(crate::body::MAX_BODY_BYTES)
    }

    /// 413: more than so many bytes.
    #[must_use]
    pub fn larger_than(bytes: usize) -> Self {
        Self::new(&kinds::TOO_LARGE).detail(format!("Send at most {} kilobytes", thousands(bytes / 1024)))
    }

    /// 415: neither JSON nor a form.
    #[must_use]
    pub fn unsupported_media_type(accepted: &'static str) -> Self {
        Self::new(&kinds::UNSUPPORTED_MEDIA_TYPE).header(ACCEPT, HeaderValue::from_static(accepted))
    }

    /// 422: read, but wrong; all problems at once.
    #[must_use]
    pub fn validation(problems: &Problems) -> Self {
        Self::new(&kinds::VALIDATION).errors(problems)
    }

    /// 422: this idempotency key came before with another body.
    #[must_use]
    pub fn idempotency_key_reused() -> Self {
        Self::new(&kinds::IDEMPOTENCY_KEY_REUSED)
    }

    /// 428: a change must say which version it changes (RFC 6585 section 3).
    #[must_use]
    pub fn if_match_required() -> Self {
        Self::new(&kinds::IF_MATCH_REQUIRED)
    }

    /// 429: more than allowed; what is allowed stands in the headers (see [`crate::limit`]).
    #[must_use]
    pub fn too_many(retry_after_seconds: u32) -> Self {
        Self::new(&kinds::TOO_MANY).retry_after(retry_after_seconds)
    }

    /// 500: our fault. `cause` is for the log and holds no personal data.
    #[must_use]
    pub fn internal(cause: impl fmt::Display) -> Self {
        Self::new(&kinds::INTERNAL).cause(cause)
    }

    /// 503: nothing is lost and trying again may help. `cause` is for the log and holds no personal data.
    #[must_use]
    pub fn unavailable(cause: impl fmt::Display) -> Self {
        Self::new(&kinds::UNAVAILABLE).cause(cause).retry_after(RETRY_AFTER_SECONDS)
    }

    fn new(kind: &'static Kind) -> Self {
        let headers = HeaderMap::new();
        Self(Box::new(Parts { kind, detail: None, members: Map::new(), headers, cause: None, again: None }))
    }

    /// Adds a member of our own to the answer (RFC 9457 section 3.2), such as the amounts of a budget.
    #[must_use]
    pub fn member(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.members.insert(name.to_owned(), value.into());
        self
    }

    /// Sets a header of the answer.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.insert(name, value);
        self
    }

    /// Sets what the log line says beside the kind. No personal data.
    #[must_use]
    pub fn cause(mut self, cause: impl fmt::Display) -> Self {
        self.0.cause = Some(cause.to_string());
        self
    }

    /// Keeps what a form sent to `action`: where trying again may help, the page offers to send the very same once more,
    /// so that a failing store or a session that ended costs nobody what they typed. It goes back to the browser it came from and nowhere else.
    #[must_use]
    pub fn keeping(mut self, form: &Form, action: &str) -> Self {
        let status = self.status();
        let waits = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::TOO_MANY_REQUESTS);
        if waits || status.is_server_error() {
            self.0.again = Some(Again { action: action.to_owned(), fields: form.fields().to_vec() });
        }
        self
    }

    /// What the reader is told beside the title, where there is more to tell.
    #[must_use]
    pub fn detail_text(&self) -> Option<&str> {
        self.0.detail.as_deref()
    }

    /// How things stand, where that is why (409).
    #[must_use]
    pub fn state(&self) -> Option<&str> {
        self.0.members.get("state").and_then(Value::as_str)
    }

    /// What to tell somebody beside a form: what is wrong with each field, or what happened, or else the title.
    #[must_use]
    pub fn sentences(&self) -> Vec<&str> {
        let errors = self.0.members.get("errors").and_then(Value::as_array);
        let errors: Vec<&str> =
            errors.into_iter().flatten().filter_map(|error| error.get("detail")?.as_str()).collect();
        if errors.is_empty() { vec![self.detail_text().unwrap_or(self.0.kind.title)] } else { errors }
    }

    /// The status code.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.0.kind.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The kind of problem: its type, title and status.
    #[must_use]
    pub fn kind(&self) -> &'static Kind {
        self.0.kind
    }

    /// The answer's body.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let Kind { status, slug, title, .. } = *self.0.kind;
        let mut body = self.0.members.clone();
        body.insert("type".to_owned(), json!(format!("/problems/{slug}")));
        body.insert("title".to_owned(), json!(title));
        body.insert("status".to_owned(), json!(status));
        if let Some(detail) = &self.0.detail {
            body.insert("detail".to_owned(), json!(detail));
        }
        Value::Object(body)
    }

    /// What the log line says beside the kind.
    pub(crate) fn logged_cause(&self) -> Option<&str> {
        self.0.cause.as_deref()
    }

    fn detail(mut self, detail: impl Into<Cow<'static, str>>) -> Self {
        self.0.detail = Some(detail.into());
        self
    }

    fn errors(self, problems: &Problems) -> Self {
        let errors: Vec<Value> = problems
            .iter()
            .map(|problem| json!({"pointer": problem.pointer, "code": problem.code.as_str(), "detail": problem.detail}))
            .collect();
        self.cause(problems).member("errors", errors)
    }

    fn retry_after(self, seconds: u32) -> Self {
        self.header(RETRY_AFTER, HeaderValue::from(seconds))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = answer::json_response(self.status(), CONTENT_TYPE, &self.to_json());
        response.headers_mut().extend(self.0.headers.clone());
        // Beside the answer, for the log line and for the page that people get in place of JSON.
        response.extensions_mut().insert(self);
        response
    }
}

/// For the log: the kind and the cause, nothing that was typed.
impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Kind { status, slug, .. } = self.0.kind;
        write!(formatter, "{status} {slug}")?;
        self.0.cause.as_ref().map_or(Ok(()), |cause| write!(formatter, ": {cause}"))
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Problem({self})")
    }
}

#[cfg(test)]
mod tests;
