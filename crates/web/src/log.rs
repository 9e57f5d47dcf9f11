//! One JSON line per request. Never a path, an address, a name or anything that was typed: the route's pattern, numbers
//! and words of our own.

use std::io::Write;
use std::time::Duration;

use axum::extract::MatchedPath;
use axum::response::Response;
use http::Method;
use jiff::Timestamp;
use serde::Serialize;

use crate::html::Cause;
use crate::problem::Problem;

/// What is known about a request once it is answered.
#[derive(Debug, Serialize)]
pub(crate) struct Line<'a> {
    pub(crate) time: Timestamp,
    pub(crate) component: &'static str,
    pub(crate) request_id: &'a str,
    pub(crate) method: &'static str,
    /// `None`: no route.
    pub(crate) route: Option<&'a str>,
    pub(crate) status: u16,
    pub(crate) milliseconds: f64,
    pub(crate) key_value_operations: u32,
    /// What [`Waiting`] says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) waiting: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) problem: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cause: Option<&'a str>,
}

/// How much still waits to be done, where a request whose work that is leaves it beside its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting(pub u32);

impl<'a> Line<'a> {
    /// Takes from the answer what the router and [`crate::Problem`] left beside it.
    pub(crate) fn answered(mut self, response: &'a Response) -> Self {
        self.status = response.status().as_u16();
        self.route = response.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
        self.waiting = response.extensions().get::<Waiting>().map(|waiting| waiting.0);
        if let Some(problem) = response.extensions().get::<Problem>() {
            self.problem = Some(problem.kind().slug);
            self.cause = problem.logged_cause();
        } else if let Some(Cause(cause)) = response.extensions().get() {
            self.cause = Some(cause);
        }
        self
    }
}

/// The method as a word of ours: a client may send any text as a method.
pub(crate) fn method_name(method: &Method) -> &'static str {
    const KNOWN: [&str; 8] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];
    KNOWN.into_iter().find(|known| *known == method.as_str()).unwrap_or("OTHER")
}

/// To two decimals: a log is read by people.
pub(crate) fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 100_000.0).round() / 100.0
}

/// Writes one line in one piece, so that two requests' lines never mix. A log that cannot be written stops nobody.
pub(crate) fn write(line: &impl Serialize) {
    if let Ok(mut text) = serde_json::to_vec(line) {
        text.push(b'\n');
        let _ = std::io::stderr().write_all(&text);
    }
}
