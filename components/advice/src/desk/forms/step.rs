//! A step on an enquiry: its form, and taking it. Whatever goes wrong, the form comes back with all that was typed.

use casework::Typed;
use domain::advice::{Refusal, SavedReplies, StepName};
use domain::choice::{Choice, choice};
use domain::input::Style;
use domain::problems::Problems;
use domain::reference::Reference;
use http::StatusCode;
use records::{ChangeError, ExpectedVersion};
use store::access::Sent;
use store::advice::{Refused, StepRequestError, Taking, read_step, saved_replies};
use web::{Fingerprint, IntoResponse, Problem, Response, Staff, Visit, see_other, with_cookie};

use super::UNSENT;
use super::case::Case;
use crate::desk::pages::{self, News, Step, step_path, thread_path};
use crate::desk::step_form::{CHOSEN, Seen, before, body, fields};
use crate::problems;
use crate::terms::Terms;

/// The form of a step, where state and role allow it.
pub(crate) async fn show_step(visit: Visit) -> Result<Response, Problem> {
    let (staff, asked) = asked_for(&visit).await?;
    let case = Case::open_as(&visit, staff).await?;
    if let Some(action) = asked.name.action() {
        let allowed = case.enquiry().allows(action, &case.staff.member, visit.app.now());
        allowed.map_err(|refusal| Problem::conflict(case.enquiry().stage().name().name(), refusal.sentence()))?;
    }
    if let Some(number) = asked.number {
        let mut flags = case.enquiry().flags().iter();
        flags.find(|flag| flag.number == number && flag.handled.is_none()).ok_or_else(Problem::not_found)?;
    }
    let path = asked.path(&case.reference);
    let kept = UNSENT.find(&visit, &case.staff, &path).await?;
    let kept = kept.map(|typed| typed.only(fields(asked.name)));
    let step = Shown { kept: kept.is_some(), ..Shown::of(&visit, asked, StatusCode::OK) };
    let typed = kept.unwrap_or_else(|| before(asked.name, case.enquiry()));
    step.show(case, typed).await
}

/// Takes a step on the version that its form was made from. What is not taken is kept, so that it is still there when they
/// come back to it.
pub(crate) async fn take_step(visit: Visit) -> Result<Response, Problem> {
    let (staff, asked) = asked_for(&visit).await?;
    let reference = problems::reference(visit.part("reference"))?;
    let (path, typed) = (asked.path(&reference), Typed::of(fields(asked.name).iter().copied(), &visit.form));
    let is_to_go = !visit.form.text("drop").is_empty();
    let again = if is_to_go { None } else { tried(&visit, &staff, &reference, asked, typed).await? };
    let Some((again, typed)) = again else {
        let cookie = UNSENT.drop(&visit, &staff, &path).await?;
        let done = format!("{}?done={}", thread_path(&reference), asked.name.name());
        return Ok(with_cookie(see_other(if is_to_go { &path } else { &done }), cookie));
    };
    let cookie = if typed.has_no_words(&CHOSEN) { None } else { UNSENT.keep(&visit, &staff, &path, &typed).await? };
    let case = Case::open_as(&visit, staff).await?;
    Ok(with_cookie(again.show(case, typed).await?, cookie))
}

/// Takes a step; how its form is to be shown again where it is not taken.
async fn tried<'a>(
    visit: &'a Visit,
    staff: &Staff,
    reference: &Reference,
    asked: Asked,
    typed: Typed,
) -> Result<Option<(Shown<'a>, Typed)>, Problem> {
    let again = |status| Shown::of(visit, asked, status);
    if !visit.form.text("insert").is_empty() {
        return Ok(Some((again(StatusCode::OK), with_reply(visit, typed).await?)));
    }
    let (database, member, body) = (visit.app.database(), &staff.member, body(asked.name, &typed));
    let step = match read_step(database, member, (asked.name, asked.number), &body, Style::Form).await {
        Ok(step) => step,
        Err(StepRequestError::Wrong(problems)) => {
            return Ok(Some((Shown { problems, ..again(StatusCode::UNPROCESSABLE_ENTITY) }, typed)));
        }
        Err(error) => return Err(problems::step_request(error)),
    };
    let seen = ExpectedVersion::exactly(Seen::read(&visit.form.text("seen")).version);
    let key = visit.attempt()?;
    let sent = Sent { key: Some(&key), fingerprint: Fingerprint::of(&body) };
    let taking = Taking { database, staff: member, reference, seen: &seen, sent };
    match taking.take(&step, &Terms::of(&visit.app)?.promises).await {
        Ok(_) => Ok(None),
        // Somebody else was quicker; or this form was taken before and has been changed since, which comes to the same: what
        // stands there now must be read first.
        Err(ChangeError::Stale | ChangeError::KeyReused) => Ok(Some((again(StatusCode::PRECONDITION_FAILED), typed))),
        Err(ChangeError::Refused(Refused { refusal, .. }))
            if !matches!(refusal, Refusal::OnlyAManager | Refusal::NoSuchFlag) =>
        {
            let refusal = Some(refusal.sentence().to_owned());
            Ok(Some((Shown { refusal, ..again(StatusCode::CONFLICT) }, typed)))
        }
        Err(error) => Err(problems::step(error)),
    }
}

/// Which step a path names.
#[derive(Clone, Copy)]
struct Asked {
    name: StepName,
    /// The flag's, where the step is about one.
    number: Option<u32>,
}

impl Asked {
    fn path(self, reference: &Reference) -> String {
        step_path(reference, self.name, self.number)
    }
}

/// Who asks for which step, if they may take it at all.
async fn asked_for(visit: &Visit) -> Result<(Staff, Asked), Problem> {
    let staff = visit.staff().await?;
    let asked = match visit.part("number") {
        "" => Asked { name: choice(visit.part("step")).map_err(|_| Problem::not_found())?, number: None },
        number => Asked { name: StepName::HandleFlag, number: Some(number.parse().map_err(|_| Problem::not_found())?) },
    };
    // Flags are handled one by one, each at an address of its own.
    if (asked.name == StepName::HandleFlag) != asked.number.is_some() {
        return Err(Problem::not_found());
    }
    staff.require(asked.name.least_role())?;
    Ok((staff, asked))
}

/// What was typed, with the chosen reply behind it.
async fn with_reply(visit: &Visit, typed: Typed) -> Result<Typed, Problem> {
    let replies = saved_replies(visit.app.database()).await?;
    let chosen = visit.form.text("reply").parse().ok().and_then(|number| replies.get(number));
    Ok(match chosen {
        Some(reply) => typed.with("text", reply.text.as_str()),
        None => typed,
    })
}

/// A step's form, for the first time or again.
struct Shown<'a> {
    visit: &'a Visit,
    asked: Asked,
    status: StatusCode,
    /// What is wrong with what was typed.
    problems: Problems,
    /// Why the step was not taken.
    refusal: Option<String>,
    /// Whether what is typed was kept from an earlier visit.
    kept: bool,
}

impl<'a> Shown<'a> {
    fn of(visit: &'a Visit, asked: Asked, status: StatusCode) -> Self {
        Self { visit, asked, status, problems: Problems::new(), refusal: None, kept: false }
    }

    /// Beside the enquiry as it stands now.
    async fn show(self, case: Case, typed: Typed) -> Result<Response, Problem> {
        let Self { visit, asked: Asked { name, number }, status, problems, refusal, kept } = self;
        let uses_replies = matches!(name, StepName::Answer | StepName::AskFamily);
        let replies = if uses_replies { saved_replies(visit.app.database()).await? } else { SavedReplies::default() };
        let colleagues =
            if name == StepName::Assign { store::people::staff(visit.app.database()).await? } else { Vec::new() };
        let news = (status == StatusCode::PRECONDITION_FAILED).then(|| news(visit, &case));
        let context = case.view_context(visit);
        let step = Step { context: &context, name, number, typed, kept, problems, refusal, news, replies, colleagues };
        Ok(pages::step(visit.council()?, &step).status(status).into_response())
    }
}

/// What was done since somebody's form was made.
fn news(visit: &Visit, case: &Case) -> News {
    let seen = Seen::read(&visit.form.text("seen"));
    News { seen, done: case.done_since(seen.version) }
}
