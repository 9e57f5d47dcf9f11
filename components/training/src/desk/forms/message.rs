//! Writing to those who booked places on a run.

use crate::desk::forms::visits::{self, staff};
use crate::desk::paths::run_path;
use domain::input::{Body, Field, Style, form_value};
use domain::problems::Problems;
use domain::training::booking::NoticeAudience;
use domain::training::fields::TEXT;
use domain::training::run::Run;
use http::StatusCode;
use store::access::Sent;
use store::training::notify_all;
use web::{Fingerprint, Html, IntoResponse, Problem, Response, Visit, see_other};

use crate::desk::pages::{self, Message};
use crate::problems::problem;

/// On the page it is chosen, and nobody unless it is.
const TO: Field<NoticeAudience> = Field::new("to", "To whom it goes", "Select to whom you write");
const FORM: Body = Body::unnamed(&[&TO, &TEXT]);

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
    let body = form_value(["to", "text"].map(|name| (name, visit.form.text(name))));
    let again = |status: StatusCode, problems: Problems, refusal: Option<String>| {
        let page = pages::message(visit.council()?, &Message { problems, refusal, ..blank(&visit, run) });
        Ok(page.status(status).into_response())
    };
    let read = FORM.read(&body, Style::Form, |r| {
        let (to, text) = (r.get(&TO), r.get(&TEXT));
        Some((to?, text?))
    });
    let (to, text) = match read {
        Ok(read) => read,
        Err(problems) => return again(StatusCode::UNPROCESSABLE_ENTITY, problems, None),
    };
    if !run.seats().parties().iter().any(|party| to.holds(party)) {
        let refusal = "Nobody is among them, so nothing was sent. Choose others".to_owned();
        return again(StatusCode::CONFLICT, Problems::new(), Some(refusal));
    }
    let key = visit.attempt()?;
    let sent = Sent { key: Some(&key), fingerprint: Fingerprint::of(&body) };
    let notified = notify_all(visit.app.database(), &staff.member, run.id(), &text, to, sent).await;
    notified.map_err(problem)?;
    Ok(see_other(&format!("{}?done=sent", run_path(run.id()))))
}

/// What was typed, or nothing yet.
fn blank<'a>(visit: &Visit, run: &'a Run) -> Message<'a> {
    let (text, to) = (visit.form.text("text"), visit.form.text("to"));
    Message { run, text, to, attempt: visit.new_attempt(), problems: Problems::new(), refusal: None }
}
