//! From the last answer to the receipt.

use crate::public::paths::{booked_path, run_path};
use domain::calendar::Calendar;
use domain::training::booking::Book;
use domain::training::questionnaire::{Answers, Door, Question};
use http::StatusCode;
use store::training::Booked;
use web::limit::SUBMISSIONS;
use web::{Fingerprint, IntoResponse, Problem, Response, Visit, see_other, with_cookie};

use super::questions::{Asking, next_path};
use crate::public::forms::access_cookie::Pass;
use crate::public::forms::draft::{Desk, Sent};
use crate::public::pages::{self, Checked, NotTaken, VERSION, question_path};

/// Everything that was answered, before it is sent.
pub(crate) async fn show_check(visit: Visit) -> Result<Response, Problem> {
    let asking = Asking::of(&visit).await?;
    let door = asking.door();
    let desk = Desk::of(&visit).await?;
    let answers = match unsent(&visit, &desk, &door)? {
        Ok(answers) => answers,
        Err(elsewhere) => return Ok(elsewhere),
    };
    match answers.review(door).finish() {
        Ok(book) => check(&visit, &asking, answers, &book, None),
        Err(_) => Ok(see_other(&next_path(&door, answers))),
    }
}

fn check(
    visit: &Visit,
    asking: &Asking,
    answers: &Answers,
    book: &Book,
    wrong: Option<NotTaken<'_>>,
) -> Result<Response, Problem> {
    let door = asking.door();
    let calendar = Calendar::england_and_wales();
    let asked: Vec<Question> = answers.questions(door).collect();
    let back = question_path(door.run.id(), asked.last().copied().unwrap_or(Question::Attendees));
    let (run, version) = (door.run, asking.run.version);
    let checked = Checked { run, version, book, calendar: &calendar, asked: &asked, back, wrong };
    let page = pages::check_answers(visit.council()?, &checked);
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(page.status(status).into_response())
}

/// Sends it. Sent twice, it is one booking with one receipt. Where staff have said something else about the run since it was
/// shown, it is shown again: nobody pays more, or goes elsewhere, than they read.
pub(crate) async fn send(visit: Visit) -> Result<Response, Problem> {
    let asking = Asking::of(&visit).await?;
    let door = asking.door();
    let run = door.run;
    let mut desk = Desk::of(&visit).await?;
    let answers = match unsent(&visit, &desk, &door)? {
        Ok(answers) => answers.clone(),
        Err(elsewhere) => return Ok(elsewhere),
    };
    let book = match answers.review(door).finish() {
        Ok(book) => book,
        Err(_) => return Ok(see_other(&next_path(&door, &answers))),
    };
    if visit.form.text(VERSION).parse() != Ok(asking.run.version) {
        return check(&visit, &asking, &answers, &book, Some(NotTaken::RunChanged));
    }
    SUBMISSIONS.count(&visit.app, &visit.caller).await?;
    let half = desk.half_mut(&visit, run.id());
    let (key, fingerprint, now) = (half.key()?, Fingerprint::of_typed(&answers), visit.app.now());
    let sent = store::training::Sent { key: Some(&key), fingerprint };
    let Booked { reference, code, .. } = match store::training::book(&visit.app, sent, &book, &asking.run).await {
        Ok(booked) => booked,
        Err(problem) if problem.status() == StatusCode::CONFLICT => {
            let sentence = problem.detail_text().unwrap_or(problem.kind().title);
            half.tries_again(&visit);
            desk.save(&visit).await?;
            if problem.state() == Some("already_there") {
                return check(&visit, &asking, &answers, &book, Some(NotTaken::Attendees(sentence)));
            }
            return Ok(pages::closed(visit.council()?, run, sentence).status(StatusCode::CONFLICT).into_response());
        }
        Err(problem) => return Err(problem),
    };
    // The answers are a booking now, and need not be kept twice.
    half.answers = Answers::default();
    half.sent = Some(Sent { reference: reference.clone(), at: now });
    desk.save(&visit).await?;
    let response = see_other(&booked_path(run.id()));
    // Whoever booked may go on to the booking from the receipt, as long as a booking stays open.
    Ok(with_cookie(response, Some(Pass { reference, code }.keep(&visit)?)))
}

/// The answers that this browser has not sent yet, or where it should be instead.
fn unsent<'a>(visit: &Visit, desk: &'a Desk, door: &Door<'_>) -> Result<Result<&'a Answers, Response>, Problem> {
    let id = door.run.id();
    Ok(match desk.half(id) {
        Some(half) if half.sent.is_some() => Err(see_other(&booked_path(id))),
        Some(half) => Ok(&half.answers),
        None if desk.gone => Err(pages::gone(visit.council()?, id).into_response()),
        None => Err(see_other(&run_path(id))),
    })
}
