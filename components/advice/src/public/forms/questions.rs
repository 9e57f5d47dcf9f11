//! The start page and the questions, one after another.

use domain::advice::questionnaire::{Answers, Door, NOT_SURE, Question, Wrong};
use domain::choice::{Choice, choice};
use domain::remit::{self, Outcome, Verdict};
use domain::words::LaCode;
use http::StatusCode;
use web::{App, Html, IntoResponse, Problem, Response, Visit, see_other, with_cookie};

use super::draft::{door, find};
use super::{CHECK, SENT, START};
use crate::public::pages::{self, Asked, Halfway, question_path};
use crate::terms::remit_of;

pub(super) const FIRST: Question = Question::Route;

/// The start page, with a way back to what was left half done.
pub(crate) async fn show_start(visit: Visit) -> Result<Html, Problem> {
    let found = find(&visit).await?;
    let halfway = if found.is_kept() && found.draft.sent.is_none() {
        Some(Halfway { href: next_path(&visit.app, &found.draft.answers)?, until: found.until() })
    } else {
        None
    };
    Ok(pages::start(visit.council()?, halfway, visit.query.has("deleted")))
}

/// One question's page. Who comes to a question before its turn is led to the one that is next.
pub(crate) async fn ask_question(visit: Visit) -> Result<Response, Problem> {
    let question = asked_for(&visit)?;
    let found = find(&visit).await?;
    if found.draft.sent.is_some() {
        return Ok(see_other(SENT));
    }
    if found.gone && question != FIRST {
        return Ok(pages::gone(visit.council()?).into_response());
    }
    let answers = found.draft.answers;
    let door = door(&visit.app)?;
    let review = answers.review(&door);
    let next = review.next();
    if next.is_some_and(|next| next < question) || !answers.questions().any(|other| other == question) {
        return Ok(see_other(&next.map_or_else(|| CHECK.to_owned(), question_path)));
    }
    // Who could not say which council it is has been told what to do, and comes back to say it.
    let told = !answers.seen(question) || (question == Question::School && answers.is("school_area", NOT_SURE));
    let wrong = if told { Vec::new() } else { review.wrong(question).collect() };
    let too_late = visit.query.has("again");
    let asked = Asked { question, answers: &answers, wrong, back: back(&answers, question, next), too_late };
    Ok(pages::question(visit.council()?, &asked).into_response())
}

/// Takes the answer to one question, right or wrong, and leads on.
pub(crate) async fn answer_question(visit: Visit) -> Result<Response, Problem> {
    let question = asked_for(&visit)?;
    let mut found = find(&visit).await?;
    if found.draft.sent.is_some() {
        return Ok(see_other(SENT));
    }
    let too_late = found.gone && question != FIRST;
    found.draft.answers.put(question, |name| visit.form.all(name).collect()).map_err(|_| Problem::too_large())?;

    let door = door(&visit.app)?;
    let elsewhere = elsewhere(&visit.app, &found.draft.answers, &door, question)?;
    if let Some(Elsewhere { path, keeps_nothing: true }) = &elsewhere {
        let cookie = if found.is_kept() { Some(found.forget(&visit).await?) } else { None };
        return Ok(with_cookie(see_other(path), cookie));
    }
    // It is kept before it is judged: what is wrong can be put right later, and what is lost cannot.
    let cookie = found.save(&visit).await?;
    let answers = &found.draft.answers;
    let review = answers.review(&door);
    let wrong: Vec<Wrong> = review.wrong(question).collect();
    let response = if let Some(elsewhere) = elsewhere {
        see_other(&elsewhere.path)
    } else if !wrong.is_empty() {
        let asked = Asked { question, answers, wrong, back: back(answers, question, review.next()), too_late };
        pages::question(visit.council()?, &asked).status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
    } else if question == Question::Text && !answers.identifiers().is_empty() {
        see_other("/advice/identity")
    } else if too_late {
        see_other(&format!("{}?again", question_path(FIRST)))
    } else {
        see_other(&next_path(&visit.app, answers)?)
    };
    Ok(with_cookie(response, cookie))
}

/// The page that is next: a question, or the check when all are answered.
pub(super) fn next_path(app: &App, answers: &Answers) -> Result<String, Problem> {
    let next = answers.review(&door(app)?).next();
    Ok(next.map_or_else(|| CHECK.to_owned(), question_path))
}

fn asked_for(visit: &Visit) -> Result<Question, Problem> {
    choice(visit.part("question")).map_err(|_| Problem::not_found())
}

/// The page before: the check page for who came from there, the question before for who is on the way.
fn back(answers: &Answers, question: Question, next: Option<Question>) -> String {
    if next.is_none() {
        return CHECK.to_owned();
    }
    answers.before(question).map_or_else(|| START.to_owned(), question_path)
}

/// Where somebody is sent whom we cannot help, or not yet.
struct Elsewhere {
    path: String,
    /// Whether that is the end of it.
    keeps_nothing: bool,
}

/// Whether the answers so far lead to somebody else's door; asked only after an answer that can.
fn elsewhere(app: &App, answers: &Answers, door: &Door, question: Question) -> Result<Option<Elsewhere>, Problem> {
    if !matches!(question, Question::Route | Question::School | Question::Child) {
        return Ok(None);
    }
    let Some(asked) = answers.at_the_door(door) else { return Ok(None) };
    let answer = remit_of(app)?.answer(&asked);
    let keeps_nothing = match answer.verdict {
        Verdict::NotOffered => true,
        // Not knowing the council is a reason to wait only for who was asked for it and could not say.
        Verdict::Depends if question == Question::School && answers.is("school_area", NOT_SURE) => false,
        Verdict::Depends | Verdict::Offered => return Ok(None),
    };
    // The address names a way of leaving care and a council, in our own words, and nobody.
    let educated_in = asked.educated_in.map_or(String::new(), |code| format!("&educated_in={}", code.as_str()));
    let path =
        format!("/advice/who-can-help?route={}&reason={}{educated_in}", answers.text("route"), answer.reason.name());
    Ok(Some(Elsewhere { path, keeps_nothing }))
}

/// Who can help instead of us.
pub(crate) async fn who_can_help(visit: Visit) -> Result<Html, Problem> {
    let reason: Outcome = choice(visit.query.text("reason")).map_err(|_| Problem::not_found())?;
    let route = choice(visit.query.text("route")).map_err(|_| Problem::not_found())?;
    if reason.verdict() == Verdict::Offered {
        return Err(Problem::not_found());
    }
    let educated_in = LaCode::parse(visit.query.text("educated_in")).ok();
    let asked = remit::Question::advice(route, educated_in, None, door(&visit.app)?.today);
    Ok(pages::who_can_help(visit.council()?, &remit_of(&visit.app)?.explain(&asked, reason)))
}

/// Deletes the answers.
pub(crate) async fn forget(visit: Visit) -> Result<Response, Problem> {
    let cookie = find(&visit).await?.forget(&visit).await?;
    Ok(with_cookie(see_other("/advice?deleted"), Some(cookie)))
}
