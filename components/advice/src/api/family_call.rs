//! What a family sends to the API about an enquiry it holds the code of. One extractor for all, so that each handler is
//! little more than what it does.

use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequestParts, Request};
use domain::access_code::AccessCode;
use domain::advice::{Enquiry, Step};
use enquiries::{Opening, Sent, Stepped, StoredEnquiry};
use records::Versioned;
use web::{App, Caller, IdempotencyKey, JsonBody, Path, Problem};

/// Something a family sends with its code.
pub(crate) struct FamilyCall {
    pub(crate) app: App,
    pub(crate) caller: Caller,
    pub(crate) body: JsonBody,
    path: String,
    key: Option<IdempotencyKey>,
}

impl FamilyCall {
    /// The enquiry that the code opens; see [`Opening::read`].
    ///
    /// # Errors
    /// As there.
    pub(crate) async fn open(&self, code: &AccessCode) -> Result<Versioned<StoredEnquiry>, Problem> {
        let reference = enquiries::reference(&self.path)?;
        Opening { app: &self.app, caller: &self.caller, reference: &reference, code }.read().await
    }

    /// Changes the enquiry that the code opens; see [`Opening::take`].
    ///
    /// # Errors
    /// As there.
    pub(crate) async fn take(
        &self,
        action: &'static str,
        code: &AccessCode,
        step: &(dyn Fn(Enquiry) -> Step + Send + Sync),
    ) -> Result<Stepped, Problem> {
        let reference = enquiries::reference(&self.path)?;
        let sent = Sent { action, key: self.key.as_ref(), fingerprint: self.body.fingerprint() };
        Opening { app: &self.app, caller: &self.caller, reference: &reference, code }.take(sent, step).await
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
