//! Calling a run off.

use crate::desk::forms::visits::{self, is_about_another_version, seen, staff, to_come, version};
use crate::desk::news::done_since;
use crate::desk::paths::run_path;
use domain::input::{Request, Style, form_value};
use domain::problems::Problems;
use domain::training::requests::CallOff;
use domain::training::run::Run;
use http::StatusCode;
use store::access::Sent;
use store::training::call_off;
use web::{Fingerprint, Html, IntoResponse, Problem, Response, Visit, see_other};

use crate::desk::pages::{self, Calling};
use crate::named;
use crate::problems::problem;

/// Asks why a run is called off.
pub(crate) async fn show(visit: Visit) -> Result<Html, Problem> {
    staff(&visit).await?;
    let found = visits::run(&visit).await?;
    to_come(&visit, &found.record.0)?;
    let calling = Calling { version: found.version, ..blank(&visit, &found.record.0, String::new()) };
    Ok(pages::call_off(visit.council()?, &calling))
}

/// Calls a run off. Everybody on it is told.
pub(crate) async fn cancel(visit: Visit) -> Result<Response, Problem> {
    let staff = staff(&visit).await?;
    let id = named::run_id(visit.part("run"))?;
    let typed = visit.form.text("reason");
    let body = form_value([("reason", typed.as_str())]);
    let reason = match CallOff::read(&body, Style::Form) {
        Ok(CallOff { reason }) => reason,
        Err(problems) => {
            let found = visits::run(&visit).await?;
            let calling = Calling { problems, version: version(&visit), ..blank(&visit, &found.record.0, typed) };
            let page = pages::call_off(visit.council()?, &calling);
            return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
    };
    let key = visit.attempt()?;
    let sent = Sent { key: Some(&key), fingerprint: Fingerprint::of(&body) };
    match call_off(visit.app.database(), &staff.member, &id, &seen(&visit), sent, reason).await {
        Ok(_) => Ok(see_other(&format!("{}?done=cancelled", run_path(&id)))),
        Err(error) if is_about_another_version(&error) => {
            let found = visits::run(&visit).await?;
            to_come(&visit, &found.record.0)?;
            let done = done_since(&visit, &staff, &found.history, version(&visit)).await?;
            let news = Some(done);
            let calling = Calling { news, version: found.version, ..blank(&visit, &found.record.0, typed) };
            let page = pages::call_off(visit.council()?, &calling);
            Ok(page.status(StatusCode::PRECONDITION_FAILED).into_response())
        }
        Err(error) => Err(problem(error)),
    }
}

fn blank<'a>(visit: &Visit, run: &'a Run, reason: String) -> Calling<'a> {
    Calling { run, reason, version: 0, attempt: visit.new_attempt(), problems: Problems::new(), news: None }
}
