//! Programs that come with a token of their own. Never people.

use axum::extract::FromRequestParts;
use domain::people::Role;
use http::request::Parts;
use web::{App, Problem, Staff, bearer};

/// Whoever may have sent what is due: a scheduler with its token, or an administrator.
pub(crate) struct Scheduler;

/// GOV.UK Notify, with the token that was given to it.
pub(crate) struct MailService;

impl<S: Send + Sync> FromRequestParts<S> for Scheduler {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let app = App::from_request_parts(parts, state).await?;
        if let Some(sent) = bearer(&parts.headers)
            && outbox::is_scheduler(&app, sent)?
        {
            return Ok(Self);
        }
        Staff::from_request_parts(parts, state).await?.require(Role::Admin)?;
        Ok(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for MailService {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let app = App::from_request_parts(parts, state).await?;
        let sent = bearer(&parts.headers).ok_or_else(Problem::unauthenticated)?;
        if outbox::is_mail_service(&app, sent)? { Ok(Self) } else { Err(Problem::unauthenticated()) }
    }
}
