//! From the last answer to the receipt.

use casework::receipt;
use domain::advice::Ask;
use domain::advice::questionnaire::{Answers, Question};
use domain::remit::Verdict;
use store::access::Sent as Sending;
use store::advice::{ACCESS, Received, read, receive};
use web::limit::SUBMISSIONS;
use web::{Council, Fingerprint, IntoResponse, Problem, Response, Visit, see_other, with_cookie};

use super::draft::{Answering, Sent, door, find};
use super::questions::{FIRST, next_path};
use super::{CHECK, SENT, START};
use crate::public::pages::{self, Receipt, question_path};
use crate::terms::{Terms, remit_of};

/// What points out that a question may say who a child is.
pub(crate) async fn show_identity(visit: Visit) -> Result<Response, Problem> {
    let kept = match unsent(&visit).await? {
        Ok(kept) => kept,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let kinds = kept.draft.answers.identifiers();
    if kinds.is_empty() {
        return Ok(see_other(&next_path(&visit.app, &kept.draft.answers)?));
    }
    Ok(pages::identity(visit.council()?, &kinds).into_response())
}

/// Lets somebody go on with the question as it is.
pub(crate) async fn keep_as_it_is(visit: Visit) -> Result<Response, Problem> {
    match unsent(&visit).await? {
        Ok(kept) => Ok(see_other(&next_path(&visit.app, &kept.draft.answers)?)),
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// Everything that was answered, before it is sent.
pub(crate) async fn show_check(visit: Visit) -> Result<Response, Problem> {
    let kept = match unsent(&visit).await? {
        Ok(kept) => kept,
        Err(elsewhere) => return Ok(elsewhere),
    };
    match kept.draft.answers.review(&door(&visit.app)?).finish() {
        Ok(ask) => Ok(pages::check(visit.council()?, &ask, &question_path(Question::Needs)).into_response()),
        Err(question) => Ok(see_other(&question_path(question))),
    }
}

/// Sends the question. Sent twice, it is one enquiry with one receipt.
pub(crate) async fn send(visit: Visit) -> Result<Response, Problem> {
    let mut kept = match unsent(&visit).await? {
        Ok(kept) => kept,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let app = &visit.app;
    let door = door(app)?;
    let ask: Ask = match kept.draft.answers.review(&door).finish() {
        Ok(ask) => ask,
        Err(question) => return Ok(see_other(&question_path(question))),
    };
    let answer = remit_of(app)?.answer(&ask.remit_question(door.today));
    if answer.verdict == Verdict::NotOffered {
        let cookie = kept.forget(&visit).await?;
        return Ok(with_cookie(pages::who_can_help(visit.council()?, &answer).into_response(), Some(cookie)));
    }
    SUBMISSIONS.count(app, &visit.caller).await?;
    let (promises, now) = (Terms::of(app)?.promises, app.now());
    let key = kept.draft.key()?;
    let sending = Sending { key: Some(&key), fingerprint: Fingerprint::of_typed(&kept.draft.answers) };
    let Received { drawn, .. } = receive(app.database(), &ask, &promises, now, sending).await?;
    // The answers are an enquiry now, and need not be kept twice.
    kept.draft.answers = Answers::default();
    kept.draft.sent = Some(Sent { reference: drawn.reference, draw: drawn.draw, at: now });
    let cookie = kept.save(&visit).await?;
    Ok(with_cookie(see_other(SENT), cookie))
}

/// The answers that this browser has not sent yet, or where it should be instead.
async fn unsent(visit: &Visit) -> Result<Result<Answering, Response>, Problem> {
    let found = find(visit).await?;
    Ok(match () {
        () if found.draft.sent.is_some() => Err(see_other(SENT)),
        () if found.is_kept() => Ok(found),
        () if found.gone => Err(pages::gone(visit.council()?).into_response()),
        () => Err(see_other(&question_path(FIRST))),
    })
}

/// What a family has in hand once their question is sent, as long as it may be shown.
pub(crate) async fn show_sent(visit: Visit) -> Result<Response, Problem> {
    sent(&visit, |council, receipt| pages::sent(council, receipt).into_response()).await
}

/// The same as a text file.
pub(crate) async fn save(visit: Visit) -> Result<Response, Problem> {
    sent(&visit, |council, sent| (receipt::FILE_HEADERS, pages::saved(council, sent)).into_response()).await
}

async fn sent(visit: &Visit, show: impl FnOnce(&Council, &Receipt<'_>) -> Response) -> Result<Response, Problem> {
    let app = &visit.app;
    let found = find(visit).await?;
    if !found.is_kept() {
        return Ok(see_other(START));
    }
    let Some(Sent { reference, draw, at }) = found.draft.sent.clone() else { return Ok(see_other(CHECK)) };
    let drawn = ACCESS.draw(app.database(), Some(&*found.draft.key()?), draw);
    // After a change of secret another code would come out: better none than a wrong one.
    if receipt::is_too_late(at, app.now()) || drawn.reference != reference {
        return Ok(pages::sent_before(visit.council()?, &reference.to_string()).into_response());
    }
    let enquiry = read(app.database(), &reference).await?;
    let enquiry = enquiry.ok_or_else(|| Problem::internal("an enquiry that was sent is not there"))?.record.0;
    let calendar = &Terms::of(app)?.calendar;
    Ok(show(visit.council()?, &Receipt { enquiry: &enquiry, code: &drawn.code, calendar }))
}
