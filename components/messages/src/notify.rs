//! GOV.UK Notify, as far as we need it: send an email, ask whether one has arrived there. It knows no record.
//!
//! See <https://docs.notifications.service.gov.uk/rest-api.html>.

mod key;

use domain::messages::{Attempt, Failure};
use domain::words::EmailAddress;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{Method, Request, Response, StatusCode};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::messages::TemplateValues;
use web::outbound::{OutboundError, send};

pub(crate) use key::Key;

/// The mail service with our key for it.
pub(crate) struct Notify<'a> {
    url: &'a str,
    key: Key<'a>,
}

/// An email to be sent.
#[derive(Debug)]
pub(crate) struct Email<'a> {
    pub(crate) to: &'a EmailAddress,
    pub(crate) template: &'a str,
    pub(crate) reference: &'a str,
    pub(crate) values: TemplateValues,
}

/// The body of a request to send.
#[derive(Serialize)]
struct Body<'a> {
    email_address: &'a str,
    template_id: &'a str,
    personalisation: web::Value,
    reference: &'a str,
}

/// What is read of the answer to a look.
#[derive(Deserialize)]
struct Found {
    notifications: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    reference: Option<String>,
}

impl<'a> Notify<'a> {
    pub(crate) const fn new(url: &'a str, key: Key<'a>) -> Self {
        Self { url, key }
    }

    /// Hands an email over.
    pub(crate) async fn send(&self, email: Email<'_>, now: Timestamp) -> Attempt {
        let Email { to, template, reference, values } = email;
        let personalisation =
            values.into_iter().map(|(name, value)| (name.to_owned(), web::Value::from(value))).collect();
        let body = Body { email_address: to.as_str(), template_id: template, personalisation, reference };
        let Ok(body) = serde_json::to_vec(&body) else { return Attempt::Failed(Failure::Refused) };
        let answer = self.ask(Method::POST, "/v2/notifications/email", body, now).await;
        match answer.map(|answer| answer.status()) {
            Ok(StatusCode::CREATED) => Attempt::Sent,
            // A wrong address, a template that is not there or wants more than it gets: no better next time.
            Ok(StatusCode::BAD_REQUEST) => Attempt::Failed(Failure::Refused),
            // Too many at once, a key that is not accepted, a service that is down, no answer: that may change.
            _ => Attempt::Later,
        }
    }

    /// Whether an email with this reference has arrived there; `None` where that cannot be told now.
    pub(crate) async fn has(&self, reference: &str, now: Timestamp) -> Option<bool> {
        let path = format!("/v2/notifications?template_type=email&reference={reference}");
        let answer = self.ask(Method::GET, &path, Vec::new(), now).await.ok()?;
        if answer.status() != StatusCode::OK {
            return None;
        }
        let found: Found = serde_json::from_slice(answer.body()).ok()?;
        Some(found.notifications.iter().any(|named| named.reference.as_deref() == Some(reference)))
    }

    async fn ask(
        &self,
        method: Method,
        path: &str,
        body: Vec<u8>,
        now: Timestamp,
    ) -> Result<Response<Vec<u8>>, OutboundError> {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.url))
            .header(AUTHORIZATION, format!("Bearer {}", self.key.token(now)))
            .header(CONTENT_TYPE, "application/json")
            .body(body)
            .map_err(|error| OutboundError::Unreachable(error.to_string()))?;
        send(request).await
    }
}
