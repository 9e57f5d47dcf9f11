//! Who asks: the mail service, with a token of its own, and managers. Each is read as a whole, in one place, so that a
//! handler is little more than what it does.

use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use domain::people::Role;
use http::request::Parts;
use store::messages::MessageName;
use web::{App, JsonBody, Problem, Query, Staff, Value, bearer, is_token};

use crate::settings::NOTIFY_RECEIPT_TOKEN;

/// GOV.UK Notify, with the token that was given to it and what it has to say.
pub(crate) struct MailService {
    pub(crate) app: App,
    pub(crate) body: Value,
}

/// A manager, and what they ask for.
pub(crate) struct Manager {
    pub(crate) app: App,
    pub(crate) staff: Staff,
    pub(crate) query: Query,
    id: Option<String>,
}

impl<S: Send + Sync> FromRequest<S> for MailService {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let app = App::from_request_parts(&mut parts, &()).await?;
        let sent = bearer(&parts.headers).ok_or_else(Problem::unauthenticated)?;
        if !is_token(&app, NOTIFY_RECEIPT_TOKEN, sent)? {
            return Err(Problem::unauthenticated());
        }
        let body = JsonBody::from_request(Request::from_parts(parts, body), &()).await?.0;
        Ok(Self { app, body })
    }
}

impl Manager {
    /// The message that the path names.
    ///
    /// # Errors
    /// 404 where it names none.
    pub(crate) fn message(&self) -> Result<MessageName, Problem> {
        self.id.as_deref().and_then(MessageName::parse).ok_or_else(Problem::not_found)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Manager {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let app = App::from_request_parts(parts, &()).await?;
        let staff = Staff::from_request_parts(parts, &()).await?;
        staff.require(Role::Manager)?;
        let query = Query::from_request_parts(parts, &()).await?;
        let path = RawPathParams::from_request_parts(parts, &()).await.map_err(|_| Problem::not_found())?;
        let id = path.iter().next().map(|(_, id)| id.to_owned());
        Ok(Self { app, staff, query, id })
    }
}
