//! What staff do with enquiries: see the list of work, open one (which is written down first), take a step on the version
//! they saw. The API and the pages of staff do the same through here. It never decides who may do what.

use domain::advice::{
    Assign, Close, HandleFlag, MessageText, RaiseFlag, Redirect, Reopen, Request, Row, Say, Signpost, StaffStep,
    StepName, Triage,
};
use domain::input::Style;
use domain::problems::{Code, Problems};
use domain::reference::Reference;
use records::{By, Decision, ListName, Swept, Versioned};
use web::{App, Fingerprint, IdempotencyKey, IfMatch, Problem, Staff, Value};

use crate::kept::{LISTS, Stepped, StoredEnquiry, StoredOpened, decided, once, open_list, record_id};
use crate::terms::Terms;

/// Everything that somebody has to do, in no order that means anything.
///
/// # Errors
/// 503 where the store fails.
pub async fn open_rows(app: &App) -> Result<Vec<Row>, Problem> {
    let listed = app.records::<StoredEnquiry>().list(&open_list()?).await?;
    Ok(listed.into_iter().map(|listed| listed.row).collect())
}

/// Compares every row of every list with its enquiry, and puts right what disagrees.
///
/// # Errors
/// 503 where the store is busy or failing.
pub async fn sweep_rows(app: &App) -> Result<Swept, Problem> {
    let mut all = Swept { rows: 0, repaired: 0 };
    for list in LISTS {
        let list = ListName::parse(list).map_err(Problem::internal)?;
        let swept = app.records::<StoredEnquiry>().sweep(&list).await?;
        all = Swept { rows: all.rows + swept.rows, repaired: all.repaired + swept.repaired };
    }
    Ok(all)
}

/// Writes down who looks, and says who has looked so far. What cannot be written down must not be shown.
///
/// # Errors
/// 503 where the store is busy or failing.
pub async fn looked(app: &App, staff: &Staff, reference: &Reference) -> Result<StoredOpened, Problem> {
    let (id, now) = (record_id(reference)?, app.now());
    let opened = app.records::<StoredOpened>().read(&id).await?.map(|opened| opened.record).unwrap_or_default();
    if opened.0.tells_already(&staff.member, now) {
        return Ok(opened);
    }
    let mut decide = |current: Option<&Versioned<StoredOpened>>| {
        let opened = current.map(|current| current.record.0.clone()).unwrap_or_default();
        let opened = opened.looked(&staff.member, now).map_err(Problem::internal)?;
        Ok(Decision::Write(StoredOpened(opened)))
    };
    let changed = app.change(&id, By::new(staff.actor(), "looked"), &mut decide).await?;
    changed.into_current().map(|current| current.record).ok_or_else(|| Problem::internal("a look that is not kept"))
}

/// Reads what somebody sent for a step; `number` is the flag's, where the step is about one.
///
/// # Errors
/// Outside, what stops the reading; inside, every problem with what was sent.
pub async fn read_step(
    app: &App,
    staff: &Staff,
    (name, number): (StepName, Option<u32>),
    body: &Value,
    style: Style,
) -> Result<Result<StaffStep, Problems>, Problem> {
    let said = |make: fn(MessageText) -> StaffStep| Say::read(body, style).map(|said| make(said.text));
    Ok(match name {
        StepName::Answer => said(StaffStep::Answer),
        StepName::AskFamily => said(StaffStep::AskFamily),
        StepName::Note => said(StaffStep::Note),
        StepName::Assign => match Assign::read(body, style, &staff.member.id) {
            Ok(Assign { to, reason }) => {
                let mine = to == staff.member.id;
                let found = if mine { Some(staff.member.clone()) } else { people::colleague(app, &to).await? };
                let found = found.map(|to| StaffStep::Assign { to, reason });
                found.ok_or_else(|| Problems::one("#/to", Code::InvalidValue, "Nobody on the staff has this id"))
            }
            Err(problems) => Err(problems),
        },
        StepName::Triage => Triage::read(body, style).map(|Triage { topics, note }| StaffStep::Triage { topics, note }),
        StepName::RaiseFlag => RaiseFlag::read(body, style).map(|flag| StaffStep::RaiseFlag(flag.concern)),
        StepName::HandleFlag => {
            let number = number.ok_or_else(Problem::not_found)?;
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
    })
}

/// Somebody on the staff, about to take a step.
pub struct Taking<'a> {
    /// The world.
    pub app: &'a App,
    /// Who.
    pub staff: &'a Staff,
    /// On which enquiry.
    pub reference: &'a Reference,
    /// On which version of it they rely.
    pub seen: &'a IfMatch,
    /// The same for each time that it is sent.
    pub key: Option<&'a IdempotencyKey>,
    /// Of what was sent.
    pub fingerprint: Fingerprint,
}

impl Taking<'_> {
    /// Takes it.
    ///
    /// # Errors
    /// 404 where there is no such enquiry; 412 where it changed since; 409 where the step is not allowed now; 503 where the
    /// store is busy or failing.
    pub async fn take(&self, step: &StaffStep) -> Result<Stepped, Problem> {
        let Self { app, staff, reference, seen, key, fingerprint } = *self;
        let (promises, now, done) = (Terms::of(app)?.promises, app.now(), step.name().done());
        let mut decide = |current: Option<&Versioned<StoredEnquiry>>| {
            let current = current.ok_or_else(Problem::not_found)?;
            seen.check(current.version)?;
            decided(&current.record.0, &|enquiry| step.take(enquiry, &staff.member, &promises, now))
        };
        let scope = [staff.actor().as_bytes(), done.as_bytes()];
        let by = once(app, By::new(staff.actor(), done), key, &scope, fingerprint);
        Stepped::of(app.change(&record_id(reference)?, by, &mut decide).await?)
    }
}
