//! Coming back to a question: reading it, writing again, taking it back, seeing who looked.

use domain::advice::{ComeBack, Enquiry, MessageText, Promises, Request, Say};
use domain::input::{Style, form_value};
use domain::problems::{Code, Problems};
use domain::tripwire::{Kind, identifiers};
use enquiries::{Opening, Sent, StoredEnquiry, StoredOpened, Terms, record_id};
use http::StatusCode;
use jiff::Timestamp;
use records::Versioned;
use web::limit::SUBMISSIONS;
use web::{Fingerprint, Html, IntoResponse, Problem, Response, Visit, see_other, with_cookie};

use super::START;
use super::access_cookie::{Opened, Session, closed};
use crate::public::pages::{self, ComingBack, Conversation};

const THREAD: &str = "/advice/enquiry";
const COME_BACK: &str = "/advice/come-back";

/// The page that asks for reference and code.
pub(crate) async fn show_come_back(visit: Visit) -> Result<Html, Problem> {
    let coming = ComingBack { away: visit.query.has("away"), ..ComingBack::default() };
    Ok(pages::come_back(visit.council()?, &coming))
}

/// Opens a question for this browser.
pub(crate) async fn come_back(visit: Visit) -> Result<Response, Problem> {
    let typed = |name| visit.form.text(name);
    let (reference, access_code, text) = (typed("reference"), typed("access_code"), typed("text"));
    let body = form_value([("reference", reference.as_str()), ("access_code", access_code.as_str())]);
    let again = |problems: Problems| {
        let coming = ComingBack { reference, access_code, text: text.clone(), away: false, problems };
        Ok(pages::come_back(visit.council()?, &coming).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
    };
    let session = match ComeBack::read(&body, Style::Form) {
        Ok(ComeBack { reference, code }) => Session { reference, code },
        Err(problems) => return again(problems),
    };
    let page = match session.opening(&visit).read().await {
        // A message came along that was being written when they had been away too long.
        Ok(found) if !text.is_empty() => {
            show(&visit, &found, Beside { text: &text, ..Beside::default() })?.into_response()
        }
        Ok(_) => see_other(THREAD),
        Err(problem) if problem.status() == StatusCode::NOT_FOUND => {
            return again(Problems::one(
                "#/reference",
                Code::InvalidValue,
                "We have no question with this reference and access code. Check both and try again",
            ));
        }
        Err(problem) => return Err(problem),
    };
    Ok(with_cookie(page, Some(session.keep(&visit)?)))
}

/// The question that the browser has open.
pub(crate) async fn show_thread(visit: Visit) -> Result<Response, Problem> {
    let (session, found) = match open_now(&visit).await? {
        Ok(opened) => opened,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let done = match visit.query.text("done") {
        "written" => Some("We have your message"),
        "withdrawn" => Some("You have taken back your question"),
        _ => None,
    };
    let page = show(&visit, &found, Beside { done, ..Beside::default() })?;
    Ok(with_cookie(page.into_response(), Some(session.keep(&visit)?)))
}

/// Takes a message.
pub(crate) async fn write(visit: Visit) -> Result<Response, Problem> {
    let text = visit.form.text("text");
    let Opened::Open(session) = Opened::of(&visit) else {
        let coming = ComingBack { text, away: true, ..ComingBack::default() };
        return Ok(pages::come_back(visit.council()?, &coming).into_response());
    };
    let message = match Say::read(&form_value([("text", text.as_str())]), Style::Form) {
        Ok(Say { text }) => text,
        Err(problems) => {
            let reason = problems.at("#/text").map(|problem| problem.detail.clone());
            return not_sent(&visit, &session, &text, reason.unwrap_or_default()).await;
        }
    };
    // In a conversation people greet and sign with names.
    let kinds: Vec<Kind> = identifiers(&text).into_iter().filter(|kind| *kind != Kind::FullName).collect();
    match visit.form.text("identity").as_str() {
        "keep" => {}
        // Back to the writing of it, with every word.
        "change" => {
            let found = session.opening(&visit).read().await?;
            return Ok(show(&visit, &found, Beside { text: &text, ..Beside::default() })?.into_response());
        }
        _ if kinds.is_empty() => {}
        _ => {
            let page = pages::identity_in_message(visit.council()?, &kinds, &text, &visit.form.text("attempt"));
            return Ok(with_cookie(page.into_response(), Some(session.keep(&visit)?)));
        }
    }
    SUBMISSIONS.count(&visit.app, &visit.caller).await?;
    let (promises, now, key) = (Terms::of(&visit.app)?.promises, visit.app.now(), visit.attempt()?);
    let sent = Sent { action: "wrote", key: Some(&key), fingerprint: Fingerprint::of_typed(&message) };
    let step = |it: Enquiry| it.family_writes(message.clone(), &promises, now);
    match session.opening(&visit).take(sent, &step).await {
        Ok(_) => Ok(with_cookie(see_other("/advice/enquiry?done=written"), Some(session.keep(&visit)?))),
        // The question has ended meanwhile: what was written is shown again, with the reason.
        Err(problem) if problem.status() == StatusCode::CONFLICT => {
            let reason = problem.detail_text().unwrap_or(problem.kind().title);
            not_sent(&visit, &session, &text, reason.to_owned()).await
        }
        Err(problem) => Err(problem),
    }
}

/// The question again, with a message that was not sent and why.
async fn not_sent(visit: &Visit, session: &Session, text: &str, reason: String) -> Result<Response, Problem> {
    let found = session.opening(visit).read().await?;
    let beside = Beside { text, error: Some(reason), done: None };
    Ok(show(visit, &found, beside)?.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Asks whether somebody is sure.
pub(crate) async fn show_withdraw(visit: Visit) -> Result<Response, Problem> {
    match Opened::of(&visit) {
        Opened::Open(Session { reference, .. }) => {
            let page = pages::withdraw(visit.council()?, &reference.to_string(), &visit.new_attempt());
            Ok(page.into_response())
        }
        other => Ok(elsewhere(&visit, &other)),
    }
}

/// Takes the question back.
pub(crate) async fn withdraw(visit: Visit) -> Result<Response, Problem> {
    let session = match Opened::of(&visit) {
        Opened::Open(session) => session,
        other => return Ok(elsewhere(&visit, &other)),
    };
    SUBMISSIONS.count(&visit.app, &visit.caller).await?;
    let (key, now) = (visit.attempt()?, visit.app.now());
    let sent = Sent { action: "withdrew", key: Some(&key), fingerprint: Fingerprint::of_typed(&()) };
    session.opening(&visit).take(sent, &|it| it.withdraw(now)).await?;
    Ok(with_cookie(see_other("/advice/enquiry?done=withdrawn"), Some(session.keep(&visit)?)))
}

/// Who of our staff opened it.
pub(crate) async fn show_looked(visit: Visit) -> Result<Response, Problem> {
    let (session, found) = match open_now(&visit).await? {
        Ok(opened) => opened,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let looked = visit.app.records::<StoredOpened>().read(&record_id(found.record.0.reference())?).await?;
    let looked = looked.map(|looked| looked.record.0).unwrap_or_default();
    let page = pages::looked(visit.council()?, &looked).into_response();
    Ok(with_cookie(page, Some(session.keep(&visit)?)))
}

/// Closes the question in this browser.
pub(crate) async fn leave(visit: Visit) -> Result<Response, Problem> {
    Ok(with_cookie(see_other(START), Some(closed(&visit))))
}

impl Session {
    fn opening<'a>(&'a self, visit: &'a Visit) -> Opening<'a> {
        Opening { app: &visit.app, caller: &visit.caller, reference: &self.reference, code: &self.code }
    }
}

/// The question that the browser has open, or where to go instead.
async fn open_now(visit: &Visit) -> Result<Result<(Session, Versioned<StoredEnquiry>), Response>, Problem> {
    let session = match Opened::of(visit) {
        Opened::Open(session) => session,
        other => return Ok(Err(elsewhere(visit, &other))),
    };
    let found = session.opening(visit).read().await?;
    Ok(Ok((session, found)))
}

fn elsewhere(visit: &Visit, opened: &Opened) -> Response {
    match opened {
        Opened::Away => with_cookie(see_other("/advice/come-back?away"), Some(closed(visit))),
        Opened::Nothing | Opened::Open(_) => see_other(COME_BACK),
    }
}

/// What is beside the question on its page.
#[derive(Default)]
struct Beside<'a> {
    text: &'a str,
    error: Option<String>,
    done: Option<&'static str>,
}

fn show(visit: &Visit, found: &Versioned<StoredEnquiry>, beside: Beside<'_>) -> Result<Html, Problem> {
    let Terms { calendar, promises, .. } = Terms::of(&visit.app)?;
    let (enquiry, now) = (&found.record.0, visit.app.now());
    let Beside { text, error, done } = beside;
    let conversation = Conversation {
        calendar: &calendar,
        now,
        attempt: visit.new_attempt(),
        may_write: may_write(enquiry, &promises, now) || error.is_some(),
        may_withdraw: enquiry.clone().withdraw(now).is_ok(),
        text,
        error,
        done,
    };
    Ok(pages::thread(visit.council()?, enquiry, &conversation))
}

/// Tried on a copy: the rules are the step's own.
fn may_write(enquiry: &Enquiry, promises: &Promises, now: Timestamp) -> bool {
    MessageText::parse("?").is_ok_and(|text| enquiry.clone().family_writes(text, promises, now).is_ok())
}
