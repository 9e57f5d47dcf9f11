//! From the last answer to the receipt.

use crate::public::paths::{booked_path, run_path};
use domain::calendar::Calendar;
use domain::training::booking::Book;
use domain::training::questionnaire::{Answers, Door, Question};
use domain::training::run::RunRefusal;
use domain::training::seats::SeatsRefusal;
use http::StatusCode;
use records::ChangeError;
use store::training::{Booked, Refused};
use web::limit::SUBMISSIONS;
use web::{Fingerprint, IntoResponse, Problem, Response, Visit, see_other, with_cookie};

use super::questions::{Asking, next_path};
use crate::problems::{conflict, problem};
use crate::public::forms::access_cookie::AccessCookie;
use crate::public::forms::draft::{BookingDrafts, Sent};
use crate::public::pages::{self, Checked, NotTaken, VERSION, question_path};

/// Everything that was answered, before it is sent.
pub(crate) async fn show_check(visit: Visit) -> Result<Response, Problem> {
    let asking = Asking::of(&visit).await?;
    let door = asking.door();
    let drafts = BookingDrafts::of(&visit).await?;
    let answers = match unsent(&visit, &drafts, &door)? {
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
    let mut drafts = BookingDrafts::of(&visit).await?;
    let answers = match unsent(&visit, &drafts, &door)? {
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
    let draft = drafts.draft_mut(&visit, run.id());
    let (key, fingerprint, now) = (draft.key()?, Fingerprint::of_typed(&answers), visit.app.now());
    let sent = store::access::Sent { key: Some(&key), fingerprint };
    let booked = store::training::book(visit.app.database(), sent, &book, &asking.run).await;
    let Booked { reference, code, .. } = match booked {
        Ok(booked) => booked,
        Err(ChangeError::Refused(refused)) => {
            let about_attendees = is_about_attendees(&refused);
            let conflict = conflict(refused)?;
            draft.tries_again(&visit);
            drafts.save(&visit).await?;
            if about_attendees {
                return check(&visit, &asking, &answers, &book, Some(NotTaken::Attendees(&conflict.sentence)));
            }
            let page = pages::closed(visit.council()?, run, &conflict.sentence);
            return Ok(page.status(conflict.status).into_response());
        }
        Err(error) => return Err(problem(error)),
    };
    // The answers are a booking now, and need not be kept twice.
    draft.answers = Answers::default();
    draft.sent = Some(Sent { reference: reference.clone(), at: now });
    drafts.save(&visit).await?;
    let response = see_other(&booked_path(run.id()));
    // Who booked may go on to the booking from the receipt, as long as a booking stays open.
    Ok(with_cookie(response, Some(AccessCookie { reference, code }.keep(&visit)?)))
}

/// Whether a run refused because one of the attendees has a place on it already.
fn is_about_attendees(refused: &Refused) -> bool {
    matches!(refused, Refused::Run(RunRefusal::Seats(SeatsRefusal::AlreadyThere { .. })))
}

/// The answers that this browser has not sent yet, or where it should be instead.
fn unsent<'a>(
    visit: &Visit,
    drafts: &'a BookingDrafts,
    door: &Door<'_>,
) -> Result<Result<&'a Answers, Response>, Problem> {
    let id = door.run.id();
    Ok(match drafts.draft(id) {
        Some(draft) if draft.sent.is_some() => Err(see_other(&booked_path(id))),
        Some(draft) => Ok(&draft.answers),
        None if drafts.gone => Err(pages::gone(visit.council()?, id).into_response()),
        None => Err(see_other(&run_path(id))),
    })
}
