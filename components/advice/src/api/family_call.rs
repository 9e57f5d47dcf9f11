//! What a family sends to the API about an enquiry it holds the code of. One extractor for all, so that each handler is
//! little more than what it does.

use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequestParts, Request};
use casework::with_code;
use domain::access_code::AccessCode;
use domain::advice::{Enquiry, Step};
use records::Versioned;
use store::access::Sent;
use store::advice::{Family, FamilyStep, Stepped, StoredEnquiry};
use web::{App, Caller, IdempotencyKey, JsonBody, Path, Problem};

use crate::problems;

/// Something a family sends with its code.
pub(crate) struct FamilyCall {
    pub(crate) app: App,
    pub(crate) caller: Caller,
    pub(crate) body: JsonBody,
    path: String,
    key: Option<IdempotencyKey>,
}

impl FamilyCall {
    /// The enquiry that the code opens; see [`Family::read`].
    ///
    /// # Errors
    /// 404 where it opens none; 429 after too many that did not; 503 where the store fails.
    pub(crate) async fn open(&self, code: &AccessCode) -> Result<Versioned<StoredEnquiry>, Problem> {
        let reference = problems::reference(&self.path)?;
        let family = Family { database: self.app.database(), reference: &reference, code };
        let opened = with_code(&self.app, &self.caller, &reference.to_string(), family.read()).await;
        opened.map_err(|not| not.problem(problems::refused))
    }

    /// Changes the enquiry that the code opens; see [`Family::take`].
    ///
    /// # Errors
    /// As [`FamilyCall::open`]; 409 where the step is not allowed now.
    pub(crate) async fn take(
        &self,
        action: &'static str,
        code: &AccessCode,
        step: &(dyn Fn(Enquiry) -> Step + Send + Sync),
    ) -> Result<Stepped, Problem> {
        let reference = problems::reference(&self.path)?;
        let sent = Sent { key: self.key.as_deref(), fingerprint: self.body.fingerprint() };
        let family = Family { database: self.app.database(), reference: &reference, code };
        let taking = family.take(FamilyStep { action, sent, step });
        let taken = with_code(&self.app, &self.caller, &reference.to_string(), taking).await;
        taken.map_err(|not| not.problem(problems::refused))
    }
}

impl<S: Send + Sync> FromRequest<S> for FamilyCall {
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
