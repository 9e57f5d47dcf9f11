//! Whoever is signed in, whatever they belong to: our staff, a school, a provider. It never decides what they may see.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use domain::people::{Member, Session};
use http::request::Parts;
use http::{HeaderMap, Method};

use crate::app::App;
use crate::cookie::Browser;
use crate::form::is_from_a_page_of_ours;
use crate::problem::Problem;
use crate::session;

/// Whoever a browser is signed in as. As an argument it answers 401 where nobody is, and 403 to what another site's page
/// had the browser send; `Option<Signed>` is `None` where nobody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed(pub Session);

impl Signed {
    /// Who it is.
    #[must_use]
    pub const fn member(&self) -> &Member {
        &self.0.member
    }

    pub(crate) async fn prove(app: &App, method: &Method, headers: &HeaderMap) -> Result<Self, Problem> {
        Self::find(app, method, headers).await?.ok_or_else(Problem::unauthenticated)
    }

    async fn find(app: &App, method: &Method, headers: &HeaderMap) -> Result<Option<Self>, Problem> {
        let Some(session) = session::current(app, &Browser::of(headers)).await? else { return Ok(None) };
        // A browser sends its cookie along whoever made it ask.
        if !method.is_safe() && !is_from_a_page_of_ours(headers) {
            return Err(Problem::cross_site());
        }
        Ok(Some(Self(session)))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let app = App::from_request_parts(parts, state).await?;
        Self::prove(&app, &parts.method, &parts.headers).await
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Problem> {
        let app = App::from_request_parts(parts, state).await?;
        Self::find(&app, &parts.method, &parts.headers).await
    }
}
