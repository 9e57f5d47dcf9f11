//! The two things that a reference and an access code open: reading an enquiry and changing it. Wrong tries are counted,
//! and a wrong code, a wrong reference and none at all look the same from outside.

use domain::access_code::AccessCode;
use domain::advice::{Enquiry, Step};
use domain::reference::Reference;
use records::{By, Versioned};
use web::{App, Caller, Fingerprint, IdempotencyKey, Lookups, Problem};

use crate::kept::{Stepped, StoredEnquiry, decided, once, opens, opens_nothing, record_id};

/// The actor in histories: who writes with an access code is the family.
pub(crate) const FAMILY: &str = "family";

/// A family with its reference and its code.
pub struct Opening<'a> {
    /// The world.
    pub app: &'a App,
    /// Whose wrong tries are counted.
    pub caller: &'a Caller,
    /// Which enquiry.
    pub reference: &'a Reference,
    /// What they say opens it.
    pub code: &'a AccessCode,
}

/// A step that a family sends: what it is called, and what makes it happen once.
pub struct Sent<'a> {
    /// What histories call it.
    pub action: &'static str,
    /// The same for each time that it is sent.
    pub key: Option<&'a IdempotencyKey>,
    /// Of what was sent.
    pub fingerprint: Fingerprint,
}

impl Opening<'_> {
    /// The enquiry that the code opens.
    ///
    /// # Errors
    /// 404 where it opens none; 429 after too many that did not.
    pub async fn read(&self) -> Result<Versioned<StoredEnquiry>, Problem> {
        let Self { app, caller, reference, code } = *self;
        let lookup = reference.to_string();
        let attempt = Lookups::of(app, caller, &lookup);
        attempt.admit().await?;
        let found = app.records::<StoredEnquiry>().read(&record_id(reference)?).await?;
        let opened = match &found {
            Some(found) => opens(app, &found.record.0, code),
            None => opens_nothing(app, reference, code),
        };
        match found {
            Some(found) if opened => Ok(found),
            _ => Err(attempt.failed().await),
        }
    }

    /// Changes the enquiry that the code opens.
    ///
    /// # Errors
    /// As [`Opening::read`], and why the step was not taken.
    pub async fn take(
        &self,
        sent: Sent<'_>,
        step: &(dyn Fn(Enquiry) -> Step + Send + Sync),
    ) -> Result<Stepped, Problem> {
        let Self { app, caller, reference, code } = *self;
        let lookup = reference.to_string();
        let attempt = Lookups::of(app, caller, &lookup);
        attempt.admit().await?;
        let mut opened = true;
        let mut decide = |current: Option<&Versioned<StoredEnquiry>>| {
            opened = match current {
                Some(current) => opens(app, &current.record.0, code),
                None => opens_nothing(app, reference, code),
            };
            match current {
                Some(current) if opened => decided(&current.record.0, step),
                _ => Err(Problem::not_found()),
            }
        };
        // The code is part of what the key is bound to: a repeat with a wrong code is no repeat.
        let scope = [sent.action.as_bytes(), code.expose().as_bytes()];
        let by = once(app, By::new(FAMILY, sent.action), sent.key, &scope, sent.fingerprint);
        let outcome = app.change(&record_id(reference)?, by, &mut decide).await;
        if opened { Stepped::of(outcome?) } else { Err(attempt.failed().await) }
    }
}
