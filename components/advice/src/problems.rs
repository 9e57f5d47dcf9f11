//! What became of an enquiry as the problem to answer with: the one place where advice makes HTTP of it.

use domain::advice::Refusal;
use domain::choice::Choice;
use domain::remit::Answer;
use store::advice::{Refused, StepError, StepRequestError};
use web::Problem;

/// A step that the rules refuse.
pub(crate) fn refused(Refused { stage, refusal }: Refused) -> Problem {
    match refusal {
        Refusal::OnlyAManager => Problem::forbidden(),
        Refusal::NoSuchFlag => Problem::not_found(),
        refusal => Problem::conflict(stage.name(), refusal.sentence()),
    }
}

/// A step that was not taken.
pub(crate) fn step(error: StepError) -> Problem {
    error.map(refused).into()
}

/// What was sent for a step, and is none.
pub(crate) fn step_request(error: StepRequestError) -> Problem {
    match error {
        StepRequestError::Wrong(problems) => problems.into(),
        StepRequestError::NoSuchFlag => Problem::not_found(),
        StepRequestError::Records(error) => error.into(),
    }
}

/// The answer to a question that is somebody else's to answer: who that is. Nothing of it was kept.
pub(crate) fn out_of_remit(answer: &Answer) -> Problem {
    let mut problem = Problem::conflict("out_of_remit", answer.explanation.join(" "))
        .member("heading", answer.title.clone())
        .member("reason", answer.reason.name());
    if let Some(helper) = &answer.who_can_help {
        problem = problem.member("who_can_help", helper.name.clone());
    }
    problem
}

/// The enquiry's reference that a path names.
///
/// # Errors
/// 404 for what is none.
pub(crate) fn reference(text: &str) -> Result<domain::reference::Reference, Problem> {
    store::advice::reference(text).ok_or_else(Problem::not_found)
}
