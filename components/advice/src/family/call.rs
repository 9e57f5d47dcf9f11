//! What a family sends about an enquiry it holds the code of, and the two things a code opens: reading and changing. One
//! extractor for all, so that each handler is little more than what it does.

use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequestParts, Request};
use domain::access_code::AccessCode;
use domain::advice::{Enquiry, Step};
use records::{By, Versioned};
use web::{App, Caller, IdempotencyKey, JsonBody, Lookups, Path, Problem};

use crate::enquiries::{self, Stepped, StoredEnquiry, decided, once, opens, opens_nothing, record_id};

/// The actor in histories: who writes with an access code is the family.
pub(crate) const FAMILY: &str = "family";

/// Something a family sends with its code.
pub(crate) struct Call {
    pub(crate) app: App,
    pub(crate) caller: Caller,
    pub(crate) body: JsonBody,
    path: String,
    key: Option<IdempotencyKey>,
}

impl Call {
    /// The enquiry that the code opens.
    ///
    /// # Errors
    /// 404 where it opens none; 429 after too many that did not.
    pub(crate) async fn open(&self, code: &AccessCode) -> Result<Versioned<StoredEnquiry>, Problem> {
        let reference = enquiries::reference(&self.path)?;
        let lookup = reference.to_string();
        let attempt = Lookups::of(&self.app, &self.caller, &lookup);
        attempt.admit().await?;
        let found = self.app.records::<StoredEnquiry>().read(&record_id(&reference)?).await?;
        let opened = match &found {
            Some(found) => opens(&self.app, &found.record.0, code),
            None => opens_nothing(&self.app, &reference, code),
        };
        match found {
            Some(found) if opened => Ok(found),
            _ => Err(attempt.failed().await),
        }
    }

    /// Changes the enquiry that the code opens.
    ///
    /// # Errors
    /// As [`Call::open`], and why the step was not taken.
    pub(crate) async fn take(
        &self,
        action: &'static str,
        code: &AccessCode,
        step: &(dyn Fn(Enquiry) -> Step + Send + Sync),
    ) -> Result<Stepped, Problem> {
        let Self { app, caller, body, path, key } = self;
        let reference = enquiries::reference(path)?;
        let lookup = reference.to_string();
        let attempt = Lookups::of(app, caller, &lookup);
        attempt.admit().await?;
        let mut opened = true;
        let mut decide = |current: Option<&Versioned<StoredEnquiry>>| {
            opened = match current {
                Some(current) => opens(app, &current.record.0, code),
                None => opens_nothing(app, &reference, code),
            };
            match current {
                Some(current) if opened => decided(&current.record.0, step),
                _ => Err(Problem::not_found()),
            }
        };
        // The code is part of what the key is bound to: a repeat with a wrong code is no repeat.
        let scope = [action.as_bytes(), code.expose().as_bytes()];
        let by = once(app, By::new(FAMILY, action), key.as_ref(), &scope, body.fingerprint());
        let outcome = app.change(&record_id(&reference)?, by, &mut decide).await;
        if opened { Stepped::of(outcome?) } else { Err(attempt.failed().await) }
    }
}

impl<S: Send + Sync> FromRequest<S> for Call {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let app = App::from_request_parts(&mut parts, state).await?;
        let caller = Caller::from_request_parts(&mut parts, state).await?;
        let Path(path) = Path::from_request_parts(&mut parts, state).await?;
        let key = <IdempotencyKey as OptionalFromRequestParts<S>>::from_request_parts(&mut parts, state).await?;
        let body = JsonBody::from_request(Request::from_parts(parts, body), state).await?;
        Ok(Self { app, caller, body, path, key })
    }
}
