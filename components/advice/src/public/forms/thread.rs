//! Coming back to a question: reading it, writing again, taking it back, seeing who looked.

use casework::come_back::ComingBack;
use casework::{AccessCookie, Held, NotOpened, Opening, with_code};
use domain::advice::{ComeBack, Enquiry, MessageText, Promises, Request, Say};
use domain::input::{Style, form_value};
use domain::problems::{Code, Problems};
use domain::tripwire::{Kind, identifiers};
use http::StatusCode;
use jiff::Timestamp;
use records::ChangeError;
use records::Versioned;
use store::access::Sent;
use store::advice::{Family, FamilyStep, Refused, Stepped, StoredEnquiry, opened};
use web::limit::SUBMISSIONS;
use web::{Cookie, Fingerprint, Html, IntoResponse, Problem, Response, Visit, see_other, with_cookie};

use super::START;
use crate::problems;
use crate::public::pages::{self, Conversation};
use crate::terms::Terms;

const THREAD: &str = "/advice/enquiry";
const COME_BACK: &str = "/advice/come-back";

/// The question that a browser has open.
const OPEN: AccessCookie = AccessCookie(Cookie { name: "fd_enquiry", path: "/advice" });

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
    let opening = match ComeBack::read(&body, Style::Form) {
        Ok(ComeBack { reference, code }) => Opening { reference, code },
        Err(problems) => return again(problems),
    };
    let page = match read(&visit, &opening).await {
        // A message came along that was being written when they had been away too long.
        Ok(found) if !text.is_empty() => {
            show(&visit, &found, Beside { text: &text, ..Beside::default() })?.into_response()
        }
        Ok(_) => see_other(THREAD),
        Err(NotOpened::Unknown) => {
            return again(Problems::one(
                "#/reference",
                Code::InvalidValue,
                "We have no question with this reference and access code. Check both and try again",
            ));
        }
        Err(not) => return Err(not.problem(problems::refused)),
    };
    Ok(with_cookie(page, Some(OPEN.keep(&visit, &opening)?)))
}

/// The question that the browser has open.
pub(crate) async fn show_thread(visit: Visit) -> Result<Response, Problem> {
    let (opening, found) = match open_now(&visit).await? {
        Ok(opened) => opened,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let done = match visit.query.text("done") {
        "written" => Some("We have your message"),
        "withdrawn" => Some("You have taken back your question"),
        _ => None,
    };
    let page = show(&visit, &found, Beside { done, ..Beside::default() })?;
    Ok(with_cookie(page.into_response(), Some(OPEN.keep(&visit, &opening)?)))
}

/// Takes a message.
pub(crate) async fn write(visit: Visit) -> Result<Response, Problem> {
    let text = visit.form.text("text");
    let Held::Open(opening) = OPEN.held(&visit) else {
        let coming = ComingBack { text, away: true, ..ComingBack::default() };
        return Ok(pages::come_back(visit.council()?, &coming).into_response());
    };
    let message = match Say::read(&form_value([("text", text.as_str())]), Style::Form) {
        Ok(Say { text }) => text,
        Err(problems) => {
            let reason = problems.at("#/text").map(|problem| problem.detail.clone());
            return not_sent(&visit, &opening, &text, reason.unwrap_or_default()).await;
        }
    };
    // In a conversation people greet and sign with names.
    let kinds: Vec<Kind> = identifiers(&text).into_iter().filter(|kind| *kind != Kind::FullName).collect();
    match visit.form.text("identity").as_str() {
        "keep" => {}
        // Back to the writing of it, with every word.
        "change" => {
            let found = read(&visit, &opening).await.map_err(|not| not.problem(problems::refused))?;
            return Ok(show(&visit, &found, Beside { text: &text, ..Beside::default() })?.into_response());
        }
        _ if kinds.is_empty() => {}
        _ => {
            let page = pages::identity_in_message(visit.council()?, &kinds, &text, &visit.form.text("attempt"));
            return Ok(with_cookie(page.into_response(), Some(OPEN.keep(&visit, &opening)?)));
        }
    }
    SUBMISSIONS.count(&visit.app, &visit.caller).await?;
    let (promises, now, key) = (Terms::of(&visit.app)?.promises, visit.app.now(), visit.attempt()?);
    let sent = Sent { key: Some(&key), fingerprint: Fingerprint::of_typed(&message) };
    let step = |it: Enquiry| it.family_writes(message.clone(), &promises, now);
    match take(&visit, &opening, FamilyStep { action: "wrote", sent, step: &step }).await {
        Ok(_) => Ok(with_cookie(see_other("/advice/enquiry?done=written"), Some(OPEN.keep(&visit, &opening)?))),
        // The question has ended meanwhile: what was written is shown again, with the reason.
        Err(NotOpened::Failed(ChangeError::Refused(Refused { refusal, .. }))) => {
            not_sent(&visit, &opening, &text, refusal.sentence().to_owned()).await
        }
        Err(not) => Err(not.problem(problems::refused)),
    }
}

/// The question again, with a message that was not sent and why.
async fn not_sent(visit: &Visit, opening: &Opening, text: &str, reason: String) -> Result<Response, Problem> {
    let found = read(visit, opening).await.map_err(|not| not.problem(problems::refused))?;
    let beside = Beside { text, error: Some(reason), done: None };
    Ok(show(visit, &found, beside)?.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Asks whether somebody is sure.
pub(crate) async fn show_withdraw(visit: Visit) -> Result<Response, Problem> {
    match OPEN.held(&visit) {
        Held::Open(Opening { reference, .. }) => {
            let page = pages::withdraw(visit.council()?, &reference.to_string(), &visit.new_attempt());
            Ok(page.into_response())
        }
        other => Ok(elsewhere(&visit, &other)),
    }
}

/// Takes the question back.
pub(crate) async fn withdraw(visit: Visit) -> Result<Response, Problem> {
    let opening = match OPEN.held(&visit) {
        Held::Open(opening) => opening,
        other => return Ok(elsewhere(&visit, &other)),
    };
    SUBMISSIONS.count(&visit.app, &visit.caller).await?;
    let (key, now) = (visit.attempt()?, visit.app.now());
    let sent = Sent { key: Some(&key), fingerprint: Fingerprint::of_typed(&()) };
    let step = FamilyStep { action: "withdrew", sent, step: &|it| it.withdraw(now) };
    take(&visit, &opening, step).await.map_err(|not| not.problem(problems::refused))?;
    Ok(with_cookie(see_other("/advice/enquiry?done=withdrawn"), Some(OPEN.keep(&visit, &opening)?)))
}

/// Who of our staff opened it.
pub(crate) async fn show_looked(visit: Visit) -> Result<Response, Problem> {
    let (opening, found) = match open_now(&visit).await? {
        Ok(opened) => opened,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let looked = opened(visit.app.database(), found.record.0.reference()).await?;
    let page = pages::looked(visit.council()?, &looked).into_response();
    Ok(with_cookie(page, Some(OPEN.keep(&visit, &opening)?)))
}

/// Closes the question in this browser.
pub(crate) async fn leave(visit: Visit) -> Result<Response, Problem> {
    Ok(with_cookie(see_other(START), Some(OPEN.forget(&visit))))
}

fn family<'a>(visit: &'a Visit, opening: &'a Opening) -> Family<'a> {
    Family { database: visit.app.database(), reference: &opening.reference, code: &opening.code }
}

/// The question that is meant.
async fn read(visit: &Visit, opening: &Opening) -> Result<Versioned<StoredEnquiry>, NotOpened<Refused>> {
    let family = family(visit, opening);
    with_code(&visit.app, &visit.caller, &opening.reference.to_string(), family.read()).await
}

/// A step of the family on it.
async fn take(visit: &Visit, opening: &Opening, step: FamilyStep<'_>) -> Result<Stepped, NotOpened<Refused>> {
    let family = family(visit, opening);
    with_code(&visit.app, &visit.caller, &opening.reference.to_string(), family.take(step)).await
}

/// The question that the browser has open, or where to go instead.
async fn open_now(visit: &Visit) -> Result<Result<(Opening, Versioned<StoredEnquiry>), Response>, Problem> {
    let opening = match OPEN.held(visit) {
        Held::Open(opening) => opening,
        other => return Ok(Err(elsewhere(visit, &other))),
    };
    let found = read(visit, &opening).await.map_err(|not| not.problem(problems::refused))?;
    Ok(Ok((opening, found)))
}

fn elsewhere(visit: &Visit, held: &Held) -> Response {
    match held {
        Held::Away => with_cookie(see_other("/advice/come-back?away"), Some(OPEN.forget(visit))),
        Held::Nothing | Held::Open(_) => see_other(COME_BACK),
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
