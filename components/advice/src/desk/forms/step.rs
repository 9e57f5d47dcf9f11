//! A step on an enquiry: its form, and taking it. Whatever goes wrong, the form comes back with all that was typed.

use domain::advice::{SavedReplies, StepName};
use domain::choice::{Choice, choice};
use domain::input::Style;
use domain::problems::Problems;
use domain::reference::Reference;
use enquiries::{Taking, read_step, saved_replies};
use http::StatusCode;
use web::{Fingerprint, IfMatch, IntoResponse, Problem, Response, Staff, Visit, see_other, with_cookie};

use super::case::Case;
use super::unsent;
use crate::desk::pages::{self, News, Step, step_path, thread_path};
use crate::desk::typed::{Seen, Typed};

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
    let kept = unsent::find(&visit, &case.staff, &path, asked.name).await?;
    let step = Shown { kept: kept.is_some(), ..Shown::of(&visit, asked, StatusCode::OK) };
    let typed = kept.unwrap_or_else(|| Typed::before(asked.name, case.enquiry()));
    step.show(case, typed).await
}

/// Takes a step on the version that its form was made from. What is not taken is kept, so that it is still there when they
/// come back to it.
pub(crate) async fn take_step(visit: Visit) -> Result<Response, Problem> {
    let (staff, asked) = asked_for(&visit).await?;
    let reference = enquiries::reference(visit.part("reference"))?;
    let (path, typed) = (asked.path(&reference), Typed::of(asked.name, &visit.form));
    let is_to_go = !visit.form.text("drop").is_empty();
    let again = if is_to_go { None } else { tried(&visit, &staff, &reference, asked, typed).await? };
    let Some((again, typed)) = again else {
        let cookie = unsent::drop(&visit, &staff, &path, asked.name).await?;
        let done = format!("{}?done={}", thread_path(&reference), asked.name.name());
        return Ok(with_cookie(see_other(if is_to_go { &path } else { &done }), cookie));
    };
    let cookie = unsent::keep(&visit, &staff, &path, &typed).await?;
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
    let body = typed.body(asked.name);
    let step = match read_step(&visit.app, staff, (asked.name, asked.number), &body, Style::Form).await? {
        Ok(step) => step,
        Err(problems) => return Ok(Some((Shown { problems, ..again(StatusCode::UNPROCESSABLE_ENTITY) }, typed))),
    };
    let (seen, key) = (IfMatch::version(Seen::read(&visit.form.text("seen")).version), visit.attempt()?);
    let (key, fingerprint) = (Some(&key), Fingerprint::of(&body));
    match (Taking { app: &visit.app, staff, reference, seen: &seen, key, fingerprint }).take(&step).await {
        Ok(_) => Ok(None),
        Err(problem) if is_about_another_version(&problem) => Ok(Some((again(StatusCode::PRECONDITION_FAILED), typed))),
        Err(problem) if problem.status() == StatusCode::CONFLICT => {
            let why = problem.detail_text().unwrap_or(problem.kind().title).to_owned();
            Ok(Some((Shown { refusal: Some(why), ..again(StatusCode::CONFLICT) }, typed)))
        }
        Err(problem) => Err(problem),
    }
}

/// Somebody else was quicker; or this form was taken before and has been changed since, which comes to the same: what
/// stands there now must be read first.
fn is_about_another_version(problem: &Problem) -> bool {
    problem.kind().slug == "stale" || problem.kind().slug == "idempotency-key-reused"
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
    let replies = saved_replies(&visit.app).await?;
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
        let replies = if uses_replies { saved_replies(&visit.app).await? } else { SavedReplies::default() };
        let colleagues = if name == StepName::Assign { people::staff(&visit.app).await? } else { Vec::new() };
        let news = (status == StatusCode::PRECONDITION_FAILED).then(|| news(visit, &case));
        let sight = case.sight(visit);
        let step = Step { sight: &sight, name, number, typed, kept, problems, refusal, news, replies, colleagues };
        Ok(pages::step(visit.council()?, &step).status(status).into_response())
    }
}

/// What was done since somebody's form was made.
fn news(visit: &Visit, case: &Case) -> News {
    let seen = Seen::read(&visit.form.text("seen"));
    News { seen, done: case.done_since(seen.version) }
}
