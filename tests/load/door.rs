//! Requests to a server that may be killed at any moment: each gets an answer, whole, or none. It never tries again by
//! itself.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::Value;

/// How long an answer may take: longer than the server itself allows a request, so that no answer means no server.
const ANSWER_LIMIT: Duration = Duration::from_secs(45);

/// Requests so far. Each comes from a network of its own, so that no limit of one caller stops the load.
static REQUESTS: AtomicU32 = AtomicU32::new(0);

/// A server as its callers see it.
#[derive(Clone)]
pub(crate) struct Door {
    url: String,
    client: reqwest::Client,
}

/// One request, which can be sent again as it is.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) path: String,
    /// What is posted; a request without it only reads.
    pub(crate) body: Option<Value>,
    /// The API key of whoever sends it; a family has none.
    pub(crate) key: Option<String>,
    /// The version it relies on.
    pub(crate) seen: Option<u64>,
    /// Its `Idempotency-Key`.
    pub(crate) once: Option<String>,
}

/// An answer, read whole.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The version its `ETag` names; 0 where it names none.
    pub(crate) version: u64,
    /// Whether it says that it was given before.
    pub(crate) replayed: bool,
    pub(crate) body: Value,
}

impl Door {
    /// The server at a URL.
    pub(crate) fn at(url: &str) -> Self {
        let client = reqwest::Client::builder().timeout(ANSWER_LIMIT).build().expect("a client without any extras");
        Self { url: url.to_owned(), client }
    }

    /// Sends a request; nothing where no whole answer came, so that nobody knows whether it was done.
    pub(crate) async fn send(&self, request: &Request) -> Option<Answer> {
        let url = format!("{}{}", self.url, request.path);
        let mut sent = match &request.body {
            Some(body) => self.client.post(url).json(body),
            None => self.client.get(url),
        };
        let [a, b, c, d] = REQUESTS.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        sent = sent.header("x-forwarded-for", format!("2001:db8:{a:x}{b:02x}:{c:x}{d:02x}::1"));
        if let Some(key) = &request.key {
            sent = sent.bearer_auth(key);
        }
        if let Some(seen) = request.seen {
            sent = sent.header("if-match", format!("\"{seen}\""));
        }
        if let Some(once) = &request.once {
            sent = sent.header("idempotency-key", once);
        }
        let answer = sent.send().await.ok()?;
        let status = answer.status().as_u16();
        let header = |name| answer.headers().get(name).and_then(|value| value.to_str().ok());
        let version = header("etag").and_then(|tag| tag.trim_matches('"').parse().ok()).unwrap_or(0);
        let replayed = header("idempotency-replayed") == Some("true");
        let text = answer.bytes().await.ok()?;
        Some(Answer { status, version, replayed, body: serde_json::from_slice(&text).unwrap_or(Value::Null) })
    }
}

impl Request {
    /// Reads, as somebody on the staff.
    pub(crate) fn read(path: impl Into<String>, key: &str) -> Self {
        Self { path: path.into(), body: None, key: Some(key.to_owned()), seen: None, once: None }
    }

    /// Posts, as anyone.
    pub(crate) fn post(path: impl Into<String>, body: Value) -> Self {
        Self { path: path.into(), body: Some(body), key: None, seen: None, once: None }
    }
}
