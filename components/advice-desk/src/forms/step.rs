//! A step on an enquiry: its form, and taking it. Whatever goes wrong, the form comes back with all that was typed.

use domain::advice::{SavedReplies, StepName};
use domain::choice::{Choice, choice};
use domain::input::Style;
use domain::problems::Problems;
use enquiries::{Taking, read_step, saved_replies};
use http::StatusCode;
use web::{Fingerprint, IfMatch, IntoResponse, Problem, Response, Staff, Visit, see_other};

use super::case::Case;
use crate::pages::{self, News, Step, thread_path};
use crate::typed::{Seen, Typed};

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
    let typed = Typed::before(asked.name, case.enquiry());
    Again { visit: &visit, asked, typed, status: StatusCode::OK, problems: Problems::new() }.show(case, None).await
}

/// Takes a step on the version that its form was made from.
pub(crate) async fn take_step(visit: Visit) -> Result<Response, Problem> {
    let (staff, asked) = asked_for(&visit).await?;
    let typed = Typed::of(asked.name, &visit.form);
    let again = |typed, status, problems| Again { visit: &visit, asked, typed, status, problems };

    if !visit.form.text("insert").is_empty() {
        let typed = with_reply(&visit, typed).await?;
        return again(typed, StatusCode::OK, Problems::new()).open(staff).await;
    }
    let body = typed.body(asked.name);
    let step = match read_step(&visit.app, &staff, (asked.name, asked.number), &body, Style::Form).await? {
        Ok(step) => step,
        Err(problems) => return again(typed, StatusCode::UNPROCESSABLE_ENTITY, problems).open(staff).await,
    };
    let reference = enquiries::reference(visit.part("reference"))?;
    let (seen, key) = (IfMatch::version(Seen::read(&visit.form.text("seen")).version), visit.attempt()?);
    let (key, fingerprint) = (Some(&key), Fingerprint::of(&body));
    let taking = Taking { app: &visit.app, staff: &staff, reference: &reference, seen: &seen, key, fingerprint };
    match taking.take(&step).await {
        Ok(_) => Ok(see_other(&format!("{}?done={}", thread_path(&reference), asked.name.name()))),
        Err(problem) if is_about_another_version(&problem) => {
            again(typed, StatusCode::PRECONDITION_FAILED, Problems::new()).open(staff).await
        }
        Err(problem) if problem.status() == StatusCode::CONFLICT => {
            let why = problem.detail_text().unwrap_or(problem.kind().title).to_owned();
            let case = Case::open_as(&visit, staff).await?;
            again(typed, StatusCode::CONFLICT, Problems::new()).show(case, Some(why)).await
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

/// A step's form, shown again or for the first time.
struct Again<'a> {
    visit: &'a Visit,
    asked: Asked,
    typed: Typed,
    status: StatusCode,
    problems: Problems,
}

impl Again<'_> {
    /// Opens the enquiry as it stands now, and shows the form beside it.
    async fn open(self, staff: Staff) -> Result<Response, Problem> {
        let case = Case::open_as(self.visit, staff).await?;
        self.show(case, None).await
    }

    async fn show(self, case: Case, refusal: Option<String>) -> Result<Response, Problem> {
        let Self { visit, asked: Asked { name, number }, typed, status, problems } = self;
        let uses_replies = matches!(name, StepName::Answer | StepName::AskFamily);
        let replies = if uses_replies { saved_replies(&visit.app).await? } else { SavedReplies::default() };
        let colleagues = if name == StepName::Assign { people::staff(&visit.app).await? } else { Vec::new() };
        let news = (status == StatusCode::PRECONDITION_FAILED).then(|| news(visit, &case));
        let sight = case.sight(visit);
        let step = Step { sight: &sight, name, number, typed, problems, refusal, news, replies, colleagues };
        Ok(pages::step(visit.council()?, &step).status(status).into_response())
    }
}

/// What was done since somebody's form was made.
fn news(visit: &Visit, case: &Case) -> News {
    let seen = Seen::read(&visit.form.text("seen"));
    let since = case.found.history.entries().iter().filter(|entry| entry.version > seen.version);
    News { seen, done: since.map(|entry| case.did(entry)).collect() }
}
