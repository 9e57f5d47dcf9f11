//! Importing a directory, as administrators may.

use domain::people::Role;
use http::StatusCode;
use records::Repeat;
use store::directory::Asked;
use web::{Fingerprint, Html, IntoResponse, Problem, Response, UPLOAD_BYTES_MAX, Visit, see_other};

use crate::api::imports::BEGIN_PURPOSE;
use crate::pages::{self, Importing};

const IMPORT: &str = "/desk/directory/import";

/// How the import under way stands, or where one begins.
pub(crate) async fn show_import(visit: Visit) -> Result<Html, Problem> {
    visit.staff().await?.require(Role::Admin)?;
    let done = match visit.query.text("done") {
        "used" => Some("The new directory is in use"),
        "cancelled" => Some("You cancelled the import. The directory in use is the one that was"),
        _ => None,
    };
    show(&visit, Importing { done, ..Importing::default() }).await
}

/// Takes a small file in one piece.
pub(crate) async fn send(visit: Visit) -> Result<Response, Problem> {
    let staff = visit.staff().await?;
    staff.require(Role::Admin)?;
    if visit.file.is_empty() {
        return wrong(&visit, "file", "Select a file", false).await;
    }
    let attempt = visit.attempt()?;
    let key = visit.app.keyring().digest(BEGIN_PURPOSE, &[staff.actor().as_bytes(), attempt.as_str().as_bytes()]);
    let repeat = Repeat { key, fingerprint: Fingerprint::of_typed(&visit.file.len()).0 };
    let asked = Asked { replace: false, bytes: u64::try_from(visit.file.len()).ok() };
    let generation = store::directory::begin(&visit.app, &staff, asked, Some(repeat)).await?.progress.generation;
    match store::directory::take_part(&visit.app, &staff, generation, 1, &visit.file).await {
        Ok(_) => Ok(see_other(IMPORT)),
        // The file is no extract: another one can be sent at once.
        Err(problem) if problem.status() == StatusCode::UNPROCESSABLE_ENTITY => {
            store::directory::cancel(&visit.app, &staff, generation).await?;
            wrong(&visit, "file", &said(&problem), false).await
        }
        Err(problem) => Err(problem),
    }
}

/// Takes the import into use.
pub(crate) async fn complete(visit: Visit) -> Result<Response, Problem> {
    let staff = visit.staff().await?;
    staff.require(Role::Admin)?;
    let meant = visit.form.text("confirm") == "yes";
    match store::directory::complete(&visit.app, &staff, generation(&visit)?, meant).await {
        Ok(_) => Ok(see_other("/desk/directory/import?done=used")),
        Err(problem) if problem.status() == StatusCode::CONFLICT => {
            let doubtful = problem.state() == Some("doubtful");
            wrong(&visit, "use", &said(&problem), doubtful).await
        }
        Err(problem) => Err(problem),
    }
}

/// Ends the import without having changed anything.
pub(crate) async fn cancel(visit: Visit) -> Result<Response, Problem> {
    let staff = visit.staff().await?;
    staff.require(Role::Admin)?;
    match store::directory::cancel(&visit.app, &staff, generation(&visit)?).await {
        Ok(_) => Ok(see_other("/desk/directory/import?done=cancelled")),
        // Pressed twice, or ended by somebody else: the page says how things stand.
        Err(problem) if problem.status() == StatusCode::CONFLICT => Ok(see_other(IMPORT)),
        Err(problem) => Err(problem),
    }
}

/// The page again, with what is wrong.
async fn wrong(visit: &Visit, field: &'static str, says: &str, doubtful: bool) -> Result<Response, Problem> {
    let importing = Importing { wrong: Some((field, says)), doubtful, ..Importing::default() };
    Ok(show(visit, importing).await?.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

async fn show(visit: &Visit, importing: Importing<'_>) -> Result<Html, Problem> {
    let under_way = store::directory::under_way(&visit.app).await?;
    let attempt = visit.new_attempt();
    let importing =
        Importing { under_way: under_way.as_ref(), attempt: &attempt, part_bytes_max: UPLOAD_BYTES_MAX, ..importing };
    Ok(pages::import(visit.council()?, &importing))
}

fn generation(visit: &Visit) -> Result<u64, Problem> {
    visit.part("import").parse().map_err(|_| Problem::not_found())
}

/// The problem's own sentence.
fn said(problem: &Problem) -> String {
    problem.sentences().join(". ")
}
