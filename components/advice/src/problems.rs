//! The domain's refusals as answers.

use domain::advice::{Refusal, StageName};
use domain::choice::Choice;
use domain::remit::Answer;
use web::Problem;

/// Why a step on an enquiry that stands so was not taken.
pub(crate) fn refused(refusal: &Refusal, stage: StageName) -> Problem {
    match refusal {
        Refusal::OnlyAManager => Problem::forbidden(),
        Refusal::NoSuchFlag => Problem::not_found(),
        refusal => Problem::conflict(stage.name(), refusal.sentence()),
    }
}

/// The answer to a question that is somebody else's to answer: who that is. Nothing of it was kept.
pub fn out_of_remit(answer: &Answer) -> Problem {
    let mut problem = Problem::conflict("out_of_remit", answer.explanation.join(" "))
        .member("heading", answer.title.clone())
        .member("reason", answer.reason.name());
    if let Some(helper) = &answer.who_can_help {
        problem = problem.member("who_can_help", helper.name.clone());
    }
    problem
}
