//! Who asks, and what they send, each read as a whole in one place, so that a handler is little more than what it does.

use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequestParts, Request};
use domain::training::words::RunId;
use http::header::AUTHORIZATION;
use http::request::Parts;
use records::Versioned;
use store::access::Sent;
use store::training::StoredRun;
use web::{App, IdempotencyKey, JsonBody, Path, Problem, Signed, Staff};

use crate::named;

/// The run that somebody on the staff asks about.
pub(crate) struct AskedRun {
    pub(crate) app: App,
    pub(crate) run: Versioned<StoredRun>,
}

/// Something that somebody on the staff sends about a run.
pub(crate) struct RunCall {
    pub(crate) app: App,
    pub(crate) staff: Staff,
    pub(crate) body: JsonBody,
    pub(crate) run: RunId,
    key: Option<IdempotencyKey>,
}

/// Who keeps the register of a run: our staff, or its trainer.
pub(crate) struct RegisterKeeper {
    pub(crate) app: App,
    pub(crate) run: Versioned<StoredRun>,
    /// Who histories say it was.
    pub(crate) actor: String,
    /// Whether they are on our staff.
    pub(crate) is_staff: bool,
}

impl RunCall {
    /// What makes it happen once.
    pub(crate) fn sent(&self) -> Sent<'_> {
        Sent { key: self.key.as_deref(), fingerprint: self.body.fingerprint() }
    }
}

impl<S: Send + Sync> FromRequest<S> for RunCall {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let app = App::from_request_parts(&mut parts, state).await?;
        let staff = Staff::from_request_parts(&mut parts, state).await?;
        let run = named::run_id(&path(&mut parts).await?)?;
        let key = <IdempotencyKey as OptionalFromRequestParts<S>>::from_request_parts(&mut parts, state).await?;
        let body = JsonBody::from_request(Request::from_parts(parts, body), state).await?;
        Ok(Self { app, staff, body, run, key })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for AskedRun {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let app = App::from_request_parts(parts, state).await?;
        Staff::from_request_parts(parts, state).await?;
        let run = named::run(&app, &path(parts).await?).await?;
        Ok(Self { app, run })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for RegisterKeeper {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let app = App::from_request_parts(parts, state).await?;
        // Who sends a key is staff; somebody in a browser may be anybody whom we know.
        let (id, is_staff) = if parts.headers.contains_key(AUTHORIZATION) {
            (Staff::from_request_parts(parts, state).await?.member.id, true)
        } else {
            let Signed(session) = <Signed as FromRequestParts<S>>::from_request_parts(parts, state).await?;
            let is_staff = session.member.staff().is_some();
            (session.member.id, is_staff)
        };
        let run = named::run(&app, &path(parts).await?).await?;
        let is_trainer = run.record.0.details().trainer.member.as_ref() == Some(&id);
        if !is_staff && !is_trainer {
            return Err(Problem::forbidden());
        }
        Ok(Self { app, run, actor: id.as_str().to_owned(), is_staff })
    }
}

async fn path(parts: &mut Parts) -> Result<String, Problem> {
    let Path(path) = Path::<String>::from_request_parts(parts, &()).await?;
    Ok(path)
}
