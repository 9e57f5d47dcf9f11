//! What staff do with enquiries: read what was sent for a step, and take it on the version they saw. It never decides who may
//! do what.

use domain::advice::{
    Assign, Close, HandleFlag, MessageText, Promises, RaiseFlag, Redirect, Reopen, Request, Say, Signpost, StaffStep,
    StepName, Triage,
};
use domain::input::Style;
use domain::people::StaffMember;
use domain::problems::{Code, Problems};
use domain::reference::Reference;
use records::{By, ChangeError, Database, ExpectedVersion, RecordsError, Versioned};
use serde_json::Value;

use crate::access::Sent;
use crate::advice::enquiry::{ACCESS, StepError, Stepped, StoredEnquiry, decided, record_id};
use crate::people;

/// Why what was sent for a step is none.
#[derive(Debug)]
pub enum StepRequestError {
    /// Everything that is wrong with it.
    Wrong(Problems),
    /// It is about a flag, and names none.
    NoSuchFlag,
    /// The store's.
    Records(RecordsError),
}

/// Reads what somebody sent for a step; `number` is the flag's, where the step is about one.
///
/// # Errors
/// Every problem with what was sent.
pub async fn read_step(
    database: &Database,
    staff: &StaffMember,
    (name, number): (StepName, Option<u32>),
    body: &Value,
    style: Style,
) -> Result<StaffStep, StepRequestError> {
    let said = |make: fn(MessageText) -> StaffStep| Say::read(body, style).map(|said| make(said.text));
    let read = match name {
        StepName::Answer => said(StaffStep::Answer),
        StepName::AskFamily => said(StaffStep::AskFamily),
        StepName::Note => said(StaffStep::Note),
        StepName::Assign => match Assign::read(body, style, &staff.id) {
            Ok(Assign { to, reason }) => {
                let mine = to == staff.id;
                let found = if mine {
                    Some(staff.clone())
                } else {
                    people::colleague(database, &to).await.map_err(StepRequestError::Records)?
                };
                let found = found.map(|to| StaffStep::Assign { to, reason });
                found.ok_or_else(|| Problems::one("#/to", Code::InvalidValue, "Nobody on the staff has this id"))
            }
            Err(problems) => Err(problems),
        },
        StepName::Triage => Triage::read(body, style).map(|Triage { topics, note }| StaffStep::Triage { topics, note }),
        StepName::RaiseFlag => RaiseFlag::read(body, style).map(|flag| StaffStep::RaiseFlag(flag.concern)),
        StepName::HandleFlag => {
            let number = number.ok_or(StepRequestError::NoSuchFlag)?;
            HandleFlag::read(body, style).map(|HandleFlag { passed_to, note }| StaffStep::HandleFlag {
                number,
                passed_to,
                note,
            })
        }
        StepName::Signpost => {
            Signpost::read(body, style).map(|Signpost { service, text }| StaffStep::Signpost { service, text })
        }
        StepName::Redirect => {
            Redirect::read(body, style).map(|Redirect { authority, text }| StaffStep::Redirect { authority, text })
        }
        StepName::Close => Close::read(body, style).map(|close| StaffStep::Close(close.outcome)),
        StepName::Reopen => Reopen::read(body, style).map(|reopen| StaffStep::Reopen(reopen.reason)),
    };
    read.map_err(StepRequestError::Wrong)
}

/// A member of staff, about to take a step.
#[derive(Clone, Copy)]
pub struct Taking<'a> {
    /// What is kept.
    pub database: &'a Database,
    /// Who.
    pub staff: &'a StaffMember,
    /// On which enquiry.
    pub reference: &'a Reference,
    /// On which version of it they rely.
    pub seen: &'a ExpectedVersion,
    /// What makes it happen once.
    pub sent: Sent<'a>,
}

impl Taking<'_> {
    /// Takes it.
    ///
    /// # Errors
    /// Not found; stale where it changed since; refused where the step is not allowed now; the store's.
    pub async fn take(&self, step: &StaffStep, promises: &Promises) -> Result<Stepped, StepError> {
        let Self { database, staff, reference, seen, sent } = *self;
        let (now, done) = (database.now(), step.name().done());
        let decide = |current: Option<&Versioned<StoredEnquiry>>| {
            let current = current.ok_or(ChangeError::NotFound)?;
            seen.check(current.version)?;
            decided(&current.record.0, &|enquiry| step.take(enquiry, staff, promises, now))
        };
        let actor = staff.id.as_str();
        let by = ACCESS.once(database, By::new(actor, done), sent, &[actor.as_bytes(), done.as_bytes()]);
        Stepped::of(database.change(&record_id(reference)?, by, decide).await?)
    }
}
