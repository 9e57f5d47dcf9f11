//! Who asks, and for what: one extractor for all that is sent about a booking, so that each handler is little more than what
//! it does. What opens a booking is its code, or who is signed in for its school or for us.

use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequestParts, RawPathParams, Request};
use domain::input::{Request as _, Style};
use domain::people::{Member, Membership};
use domain::training::requests::{ComeBack, OpenBooking};
use domain::words::Urn;
use http::header::AUTHORIZATION;
use http::request::Parts;
use store::access::Sent;
use store::training::OpenedBooking;
use web::{App, Caller, IdempotencyKey, JsonBody, Problem, Signed, Staff};

use crate::{named, opening};

/// Who it is, beside where they call from.
pub(crate) enum Who {
    /// One of us, with a key or signed in.
    Staff(Staff),
    /// Somebody who is signed in and not one of us.
    Member(Member),
    /// Anybody.
    Anybody,
}

/// Something that is sent, about the booking that the path names or to make one.
pub(crate) struct BookingCall {
    pub(crate) app: App,
    pub(crate) caller: Caller,
    pub(crate) body: JsonBody,
    who: Who,
    path: String,
    key: Option<IdempotencyKey>,
}

impl Who {
    async fn of(parts: &mut Parts) -> Result<Self, Problem> {
        if parts.headers.contains_key(AUTHORIZATION) {
            return Staff::from_request_parts(parts, &()).await.map(Self::Staff);
        }
        let signed = <Signed as OptionalFromRequestParts<()>>::from_request_parts(parts, &()).await?;
        let Some(member) = signed.map(|signed| signed.0.member) else { return Ok(Self::Anybody) };
        match member.membership {
            Membership::Desk(_) => Staff::from_request_parts(parts, &()).await.map(Self::Staff),
            Membership::School(_) | Membership::Provider(_) => Ok(Self::Member(member)),
        }
    }

    /// The school that they are signed in for.
    pub(crate) const fn school(&self) -> Option<&Urn> {
        match self {
            Self::Member(member) => member.school(),
            Self::Staff(_) | Self::Anybody => None,
        }
    }

    /// The booking of that reference, if it is theirs to see without a code.
    ///
    /// # Errors
    /// 401 for anybody; 403 for who is of no school; 404; 503 where the store fails.
    pub(crate) async fn opens(&self, app: &App, path: &str) -> Result<OpenedBooking, Problem> {
        let reference = named::reference(path)?;
        match self {
            Self::Staff(staff) => Ok(OpenedBooking::for_staff(app.database(), &staff.member, &reference).await?),
            Self::Member(member) => opening::for_school(app, member, &reference).await,
            Self::Anybody => Err(Problem::unauthenticated()),
        }
    }
}

impl BookingCall {
    /// The booking that is meant: opened by the code that was sent, or by who is signed in.
    ///
    /// # Errors
    /// 422 where neither is there; 404 where they open nothing; 429 after too many wrong codes; 503 where the store fails.
    pub(crate) async fn open(&self) -> Result<OpenedBooking, Problem> {
        let sent = OpenBooking::read(&self.body.0, Style::Json)?;
        if sent.code.is_none() && !matches!(self.who, Who::Anybody) {
            return self.who.opens(&self.app, &self.path).await;
        }
        let code = ComeBack::code(&self.body.0)?;
        let reference = named::reference(&self.path)?;
        opening::by_code(&self.app, &self.caller, &reference, &code).await?.ok_or_else(Problem::not_found)
    }

    /// The school that the caller is signed in for.
    pub(crate) const fn school(&self) -> Option<&Urn> {
        self.who.school()
    }

    /// What makes it happen once.
    pub(crate) fn sent(&self) -> Sent<'_> {
        Sent { key: self.key.as_deref(), fingerprint: self.body.fingerprint() }
    }
}

impl<S: Send + Sync> FromRequest<S> for BookingCall {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let app = App::from_request_parts(&mut parts, &()).await?;
        let caller = Caller::from_request_parts(&mut parts, &()).await?;
        let path = path(&mut parts).await;
        let key = <IdempotencyKey as OptionalFromRequestParts<()>>::from_request_parts(&mut parts, &()).await?;
        let who = Who::of(&mut parts).await?;
        let body = JsonBody::from_request(Request::from_parts(parts, body), &()).await?;
        Ok(Self { app, caller, body, who, path, key })
    }
}

/// Somebody who looks without sending anything.
pub(crate) struct BookingLook {
    pub(crate) app: App,
    pub(crate) who: Who,
    pub(crate) path: String,
}

impl<S: Send + Sync> FromRequestParts<S> for BookingLook {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let app = App::from_request_parts(parts, &()).await?;
        let path = path(parts).await;
        Ok(Self { app, who: Who::of(parts).await?, path })
    }
}

/// The one part of the path; empty where it has none.
async fn path(parts: &mut Parts) -> String {
    let path = RawPathParams::from_request_parts(parts, &()).await;
    path.ok().and_then(|path| path.iter().next().map(|(_, part)| part.to_owned())).unwrap_or_default()
}
