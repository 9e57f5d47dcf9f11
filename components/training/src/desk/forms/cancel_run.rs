//! Calling a run off.

use crate::desk::forms::requests::{self, is_about_another_version, seen, staff, to_come, version};
use crate::desk::news::done_since;
use crate::desk::paths::run_path;
use domain::input::{Request, Style, form_value};
use domain::problems::Problems;
use domain::training::requests::CallOff;
use domain::training::run::Run;
use http::StatusCode;
use store::access::Sent;
use store::training::call_off;
use web::{Fingerprint, Html, IntoResponse, PageRequest, Problem, Response, see_other};

use crate::desk::pages::{self, Calling};
use crate::named;
use crate::problems::problem;

/// Asks why a run is called off.
pub(crate) async fn show(request: PageRequest) -> Result<Html, Problem> {
    staff(&request).await?;
    let found = requests::run(&request).await?;
    to_come(&request, &found.record.0)?;
    let calling = Calling { version: found.version, ..blank(&request, &found.record.0, String::new()) };
    Ok(pages::call_off(request.council()?, &calling))
}

/// Calls a run off. Everybody on it is told.
pub(crate) async fn cancel(request: PageRequest) -> Result<Response, Problem> {
    let staff = staff(&request).await?;
    let id = named::run_id(request.part("run"))?;
    let typed = request.form.text("reason");
    let body = form_value([("reason", typed.as_str())]);
    let reason = match CallOff::read(&body, Style::Form) {
        Ok(CallOff { reason }) => reason,
        Err(problems) => {
            let found = requests::run(&request).await?;
            let calling = Calling { problems, version: version(&request), ..blank(&request, &found.record.0, typed) };
            let page = pages::call_off(request.council()?, &calling);
            return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
    };
    let key = request.attempt()?;
    let sent = Sent { key: Some(&key), fingerprint: Fingerprint::of(&body) };
    match call_off(request.app.database(), &staff.member, &id, &seen(&request), sent, reason).await {
        Ok(_) => Ok(see_other(&format!("{}?done=cancelled", run_path(&id)))),
        Err(error) if is_about_another_version(&error) => {
            let found = requests::run(&request).await?;
            to_come(&request, &found.record.0)?;
            let done = done_since(&request, &staff, &found.history, version(&request)).await?;
            let news = Some(done);
            let calling = Calling { news, version: found.version, ..blank(&request, &found.record.0, typed) };
            let page = pages::call_off(request.council()?, &calling);
            Ok(page.status(StatusCode::PRECONDITION_FAILED).into_response())
        }
        Err(error) => Err(problem(error)),
    }
}

fn blank<'a>(request: &PageRequest, run: &'a Run, reason: String) -> Calling<'a> {
    Calling { run, reason, version: 0, attempt: request.new_attempt(), problems: Problems::new(), news: None }
}
