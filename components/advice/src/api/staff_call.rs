//! A step as it arrives: who takes it, on what, on which version they rely. One extractor for all steps, so that each
//! handler is little more than its step.

use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequestParts, Request};
use domain::advice::StepName;
use domain::input::Style;
use enquiries::{Taking, read_step};
use web::{App, IdempotencyKey, IfMatch, JsonBody, Path, Problem, Repeatable, Staff, Tagged};

use crate::api::bodies::Case;
use crate::api::staff::disclose;

/// What a handler of a step answers.
pub(crate) type Shown = Result<Repeatable<Tagged<Case>>, Problem>;

/// A step somebody on the staff takes.
pub(crate) struct StaffCall {
    app: App,
    staff: Staff,
    body: JsonBody,
    path: Vec<(String, String)>,
    seen: IfMatch,
    key: Option<IdempotencyKey>,
}

impl StaffCall {
    /// Takes the step and shows the enquiry after it.
    ///
    /// # Errors
    /// Why it was not taken.
    pub(crate) async fn take(&self, name: StepName) -> Shown {
        let Self { app, staff, body, seen, key, .. } = self;
        staff.require(name.least_role())?;
        let reference = enquiries::reference(self.part("reference").ok_or_else(Problem::not_found)?)?;
        let number = self.part("number").and_then(|number| number.parse().ok());
        let step = read_step(app, staff, (name, number), &body.0, Style::Json).await??;
        let (reference, fingerprint) = (&reference, body.fingerprint());
        let stepped = Taking { app, staff, reference, seen, key: key.as_ref(), fingerprint }.take(&step).await?;
        let answer = disclose(app, staff, reference, &stepped.current).await?;
        Ok(Repeatable { answer, replayed: stepped.repeated })
    }

    /// A part of the path.
    fn part(&self, name: &str) -> Option<&str> {
        self.path.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl<S: Send + Sync> FromRequest<S> for StaffCall {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let app = App::from_request_parts(&mut parts, state).await?;
        let staff = Staff::from_request_parts(&mut parts, state).await?;
        let Path(path) = Path::from_request_parts(&mut parts, state).await?;
        let seen = IfMatch::from_request_parts(&mut parts, state).await?;
        let key = <IdempotencyKey as OptionalFromRequestParts<S>>::from_request_parts(&mut parts, state).await?;
        let body = JsonBody::from_request(Request::from_parts(parts, body), state).await?;
        Ok(Self { app, staff, body, path, seen, key })
    }
}
