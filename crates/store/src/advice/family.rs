//! The two things that a reference and an access code open: reading an enquiry and changing it. A wrong code, a wrong
//! reference and none at all are the same error after the same work. Who counts wrong tries is above.

use domain::access_code::AccessCode;
use domain::advice::{Enquiry, Step};
use domain::reference::Reference;
use records::{By, ChangeError, Database, Versioned};

use crate::access::Sent;
use crate::advice::enquiry::{ACCESS, StepError, Stepped, StoredEnquiry, decided, read, record_id};

/// The actor in histories: who writes with an access code is the family.
pub(super) const FAMILY: &str = "family";

/// A family with its reference and its code.
#[derive(Clone, Copy)]
pub struct Family<'a> {
    /// What is kept.
    pub database: &'a Database,
    /// Which enquiry.
    pub reference: &'a Reference,
    /// What they say opens it.
    pub code: &'a AccessCode,
}

/// A step that a family sends.
pub struct FamilyStep<'a> {
    /// What histories call it.
    pub action: &'static str,
    /// What makes it happen once.
    pub sent: Sent<'a>,
    /// What it does to the enquiry.
    pub step: &'a (dyn Fn(Enquiry) -> Step + Send + Sync),
}

impl Family<'_> {
    /// The enquiry that the code opens.
    ///
    /// # Errors
    /// Not found where it opens none; the store's.
    pub async fn read(&self) -> Result<Versioned<StoredEnquiry>, StepError> {
        let found = read(self.database, self.reference).await?;
        if self.opens(found.as_ref()) { found.ok_or(ChangeError::NotFound) } else { Err(ChangeError::NotFound) }
    }

    /// Changes the enquiry that the code opens.
    ///
    /// # Errors
    /// As [`Family::read`], and why the step was not taken.
    pub async fn take(&self, step: FamilyStep<'_>) -> Result<Stepped, StepError> {
        let Self { database, reference, code } = *self;
        let decide = |current: Option<&Versioned<StoredEnquiry>>| match current {
            current if !self.opens(current) => Err(ChangeError::NotFound),
            Some(current) => decided(&current.record.0, step.step),
            None => Err(ChangeError::NotFound),
        };
        // The code is part of what the key is bound to: a repeat with a wrong code is no repeat.
        let scope = [step.action.as_bytes(), code.expose().as_bytes()];
        let by = ACCESS.once(database, By::new(FAMILY, step.action), step.sent, &scope);
        Stepped::of(database.change(&record_id(reference)?, by, decide).await?)
    }

    fn opens(&self, found: Option<&Versioned<StoredEnquiry>>) -> bool {
        let stored = found.map(|found| found.record.0.code());
        ACCESS.opens(self.database, stored, self.reference, self.code)
    }
}
