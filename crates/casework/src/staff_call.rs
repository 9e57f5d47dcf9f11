//! What a program of staff sends, read as a whole in one place, so that a handler is little more than what it does.

use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequestParts, RawPathParams, Request};
use store::access::Sent;
use web::{App, IdempotencyKey, IfMatch, JsonBody, Problem, Staff};

/// Something that a member of staff sends, to make something or about what the path names.
pub struct StaffCall {
    /// The world.
    pub app: App,
    /// Who.
    pub staff: Staff,
    /// What they sent.
    pub body: JsonBody,
    path: Vec<(String, String)>,
    key: Option<IdempotencyKey>,
    seen: Result<IfMatch, Problem>,
}

impl StaffCall {
    /// A part of the path, by its name in the route.
    ///
    /// # Errors
    /// 404 where the route has none of that name.
    pub fn part(&self, name: &str) -> Result<&str, Problem> {
        let part = self.path.iter().find(|(known, _)| known == name);
        part.map(|(_, value)| value.as_str()).ok_or_else(Problem::not_found)
    }

    /// On which version they rely.
    ///
    /// # Errors
    /// 428 where they do not say; 400 where it cannot be read.
    pub fn seen(&self) -> Result<&IfMatch, Problem> {
        self.seen.as_ref().map_err(Problem::clone)
    }

    /// What makes it happen once.
    #[must_use]
    pub fn sent(&self) -> Sent<'_> {
        Sent { key: self.key.as_deref(), fingerprint: self.body.fingerprint() }
    }
}

impl<S: Send + Sync> FromRequest<S> for StaffCall {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let app = App::from_request_parts(&mut parts, state).await?;
        let staff = Staff::from_request_parts(&mut parts, state).await?;
        let path = RawPathParams::from_request_parts(&mut parts, state).await.map_err(|_| Problem::not_found())?;
        let path = path.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let key = <IdempotencyKey as OptionalFromRequestParts<S>>::from_request_parts(&mut parts, state).await?;
        let seen = IfMatch::from_request_parts(&mut parts, state).await;
        let body = JsonBody::from_request(Request::from_parts(parts, body), state).await?;
        Ok(Self { app, staff, body, path, key, seen })
    }
}
