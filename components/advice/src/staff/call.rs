//! A step as it arrives: who takes it, on what, on which version they rely. One extractor for all steps, so that each
//! handler is little more than its step.

use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequestParts, Request};
use domain::advice::{Action, Enquiry, Step};
use domain::people::{Role, StaffMember};
use domain::reference::Reference;
use enquiries::{Stepped, StoredEnquiry, decided, once, record_id};
use jiff::Timestamp;
use records::{By, Versioned};
use web::{App, IdempotencyKey, IfMatch, JsonBody, Path, Problem, Repeatable, Staff, Tagged};

use super::disclose;
use crate::views::Case;

/// What a handler of a step answers.
pub(crate) type Shown = Result<Repeatable<Tagged<Case>>, Problem>;

/// What a step does to the enquiry: what it was, who takes it, when.
pub(crate) type Taken<'a> = &'a (dyn Fn(Enquiry, &StaffMember, Timestamp) -> Step + Send + Sync);

/// A step somebody on the staff takes.
pub(crate) struct Call {
    pub(crate) app: App,
    pub(crate) staff: Staff,
    pub(crate) body: JsonBody,
    path: Vec<(String, String)>,
    seen: IfMatch,
    key: Option<IdempotencyKey>,
}

impl Call {
    /// Passes for those who may do this.
    ///
    /// # Errors
    /// 403.
    pub(crate) fn permitted(&self, action: Action) -> Result<(), Problem> {
        action.least_role().map_or_else(|| Err(Problem::forbidden()), |role| self.staff.require(role))
    }

    /// Passes for all who may see an enquiry.
    ///
    /// # Errors
    /// 403.
    pub(crate) fn may_see(&self) -> Result<(), Problem> {
        self.staff.require(Role::Adviser)
    }

    /// A part of the path.
    ///
    /// # Errors
    /// 404 where it is none.
    pub(crate) fn part(&self, name: &str) -> Result<&str, Problem> {
        let part = self.path.iter().find(|(known, _)| known == name);
        part.map(|(_, value)| value.as_str()).ok_or_else(Problem::not_found)
    }

    /// Takes the step and shows the enquiry after it.
    ///
    /// # Errors
    /// Why it was not taken.
    pub(crate) async fn take(&self, action: &'static str, step: Taken<'_>) -> Shown {
        let reference = enquiries::reference(self.part("reference")?)?;
        let stepped = self.change(&reference, action, step).await?;
        let answer = disclose(&self.app, &self.staff, &reference, &stepped.current).await?;
        Ok(Repeatable { answer, replayed: stepped.repeated })
    }

    async fn change(&self, reference: &Reference, action: &'static str, step: Taken<'_>) -> Result<Stepped, Problem> {
        let Self { app, staff, body, seen, key, .. } = self;
        let now = app.now();
        let mut decide = |current: Option<&Versioned<StoredEnquiry>>| {
            let current = current.ok_or_else(Problem::not_found)?;
            seen.check(current.version)?;
            decided(&current.record.0, &|enquiry| step(enquiry, &staff.member, now))
        };
        let scope = [staff.actor().as_bytes(), action.as_bytes()];
        let by = once(app, By::new(staff.actor(), action), key.as_ref(), &scope, body.fingerprint());
        Stepped::of(app.change(&record_id(reference)?, by, &mut decide).await?)
    }
}

impl<S: Send + Sync> FromRequest<S> for Call {
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
