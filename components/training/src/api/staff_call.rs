//! What staff send, read as a whole in one place, so that a handler is little more than what it does.

use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequestParts, Request};
use domain::training::words::RunId;
use http::request::Parts;
use store::access::Sent;
use web::{App, IdempotencyKey, IfMatch, JsonBody, Path, Problem, Staff};

use crate::named;

/// Something that somebody on the staff sends, to make something or about what the path names.
pub(crate) struct StaffCall {
    pub(crate) app: App,
    pub(crate) staff: Staff,
    pub(crate) body: JsonBody,
    path: Option<String>,
    key: Option<IdempotencyKey>,
    seen: Result<IfMatch, Problem>,
}

impl StaffCall {
    /// What the path names.
    ///
    /// # Errors
    /// 404 where it names nothing, which no route comes to.
    pub(crate) fn path(&self) -> Result<&str, Problem> {
        self.path.as_deref().ok_or_else(Problem::not_found)
    }

    /// The run that the path names.
    ///
    /// # Errors
    /// 404 where it names none.
    pub(crate) fn run_id(&self) -> Result<RunId, Problem> {
        named::run_id(self.path()?)
    }

    /// On which version they rely.
    ///
    /// # Errors
    /// 428 where they do not say; 400 where it cannot be read.
    pub(crate) fn seen(&self) -> Result<&IfMatch, Problem> {
        self.seen.as_ref().map_err(Problem::clone)
    }

    /// What makes it happen once.
    pub(crate) fn sent(&self) -> Sent<'_> {
        Sent { key: self.key.as_deref(), fingerprint: self.body.fingerprint() }
    }
}

impl<S: Send + Sync> FromRequest<S> for StaffCall {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let app = App::from_request_parts(&mut parts, state).await?;
        let staff = Staff::from_request_parts(&mut parts, state).await?;
        let path = path(&mut parts).await.ok();
        let key = <IdempotencyKey as OptionalFromRequestParts<S>>::from_request_parts(&mut parts, state).await?;
        let seen = IfMatch::from_request_parts(&mut parts, state).await;
        let body = JsonBody::from_request(Request::from_parts(parts, body), state).await?;
        Ok(Self { app, staff, body, path, key, seen })
    }
}

async fn path(parts: &mut Parts) -> Result<String, Problem> {
    let Path(path) = Path::<String>::from_request_parts(parts, &()).await?;
    Ok(path)
}
