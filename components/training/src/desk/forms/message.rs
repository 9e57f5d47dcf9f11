//! Writing to those who booked places on a run.

use crate::desk::forms::visits::{self, staff};
use crate::desk::paths::run_path;
use domain::choice::choice;
use domain::input::{Style, form_value};
use domain::problems::{Code, Problems};
use domain::training::requests::read_notice;
use domain::training::run::Run;
use http::StatusCode;
use store::access::Sent;
use store::training::{NoticeAudience, notify_all};
use web::{Fingerprint, Html, IntoResponse, Problem, Response, Visit, see_other};

use crate::desk::pages::{self, Message};
use crate::problems::problem;

/// The form of a message.
pub(crate) async fn show(visit: Visit) -> Result<Html, Problem> {
    staff(&visit).await?;
    let found = visits::run(&visit).await?;
    Ok(pages::message(visit.council()?, &blank(&visit, &found.record.0)))
}

/// Sends a message.
pub(crate) async fn send(visit: Visit) -> Result<Response, Problem> {
    let staff = staff(&visit).await?;
    let found = visits::run(&visit).await?;
    let run = &found.record.0;
    let body = form_value([("text", visit.form.text("text"))]);
    let to = choice::<NoticeAudience>(&visit.form.text("to"));
    let again = |status: StatusCode, problems: Problems, refusal: Option<String>| {
        let page = pages::message(visit.council()?, &Message { problems, refusal, ..blank(&visit, run) });
        Ok(page.status(status).into_response())
    };
    let (to, text) = match (to, read_notice(&body, Style::Form)) {
        (Ok(to), Ok(text)) => (to, text),
        (to, text) => {
            let nobody = |_| Problems::one("#/to", Code::CannotBeEmpty, "Select to whom you write");
            let mut problems = to.err().map(nobody).unwrap_or_default();
            problems.extend(text.err().unwrap_or_default());
            return again(StatusCode::UNPROCESSABLE_ENTITY, problems, None);
        }
    };
    if !run.seats().parties().iter().any(|party| to.holds(party)) {
        let refusal = "Nobody is among them, so nothing was sent. Choose others".to_owned();
        return again(StatusCode::CONFLICT, Problems::new(), Some(refusal));
    }
    let key = visit.attempt()?;
    let sent = Sent { key: Some(&key), fingerprint: Fingerprint::of_typed(&(&body, to)) };
    let notified = notify_all(visit.app.database(), &staff.member, run.id(), &text, to, sent).await;
    notified.map_err(problem)?;
    Ok(see_other(&format!("{}?done=sent", run_path(run.id()))))
}

/// What was typed, or nothing yet.
fn blank<'a>(visit: &Visit, run: &'a Run) -> Message<'a> {
    let (text, to) = (visit.form.text("text"), visit.form.text("to"));
    Message { run, text, to, attempt: visit.new_attempt(), problems: Problems::new(), refusal: None }
}
