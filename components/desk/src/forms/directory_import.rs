//! Importing a directory, as administrators may.

use domain::directory::Refusal;
use domain::people::Role;
use http::StatusCode;
use records::ChangeError;
use store::access::Sent;
use store::directory::{self, Asked};
use web::{Fingerprint, Html, IntoResponse, Problem, Response, UPLOAD_BYTES_MAX, Visit, see_other};

use crate::pages::{self, ImportPage};
use crate::problems;

const IMPORT: &str = "/desk/directory/import";

/// How the import under way stands, or where one begins.
pub(crate) async fn show_import(visit: Visit) -> Result<Html, Problem> {
    visit.staff().await?.require(Role::Admin)?;
    let done = match visit.query.text("done") {
        "used" => Some("The new directory is in use"),
        "cancelled" => Some("You cancelled the import. The directory in use is the one that was"),
        _ => None,
    };
    show(&visit, ImportPage { done, ..ImportPage::default() }).await
}

/// Takes a small file in one piece.
pub(crate) async fn send(visit: Visit) -> Result<Response, Problem> {
    let staff = visit.staff().await?;
    staff.require(Role::Admin)?;
    if visit.file.is_empty() {
        return wrong(&visit, "file", "Select a file", false).await;
    }
    let attempt = visit.attempt()?;
    let sent = Sent { key: Some(&attempt), fingerprint: Fingerprint::of_typed(&visit.file.len()) };
    let asked = Asked { replace: false, bytes: u64::try_from(visit.file.len()).ok() };
    let (database, staff) = (visit.app.database(), &staff.member);
    let begun = directory::begin(database, staff, asked, sent).await;
    let generation = begun.map_err(|error| error.map(problems::import))?.progress.generation;
    match directory::take_part(database, staff, generation, 1, &visit.file).await {
        Ok(_) => Ok(see_other(IMPORT)),
        // Another file can be sent at once.
        Err(ChangeError::Refused(refusal @ Refusal::NoExtract(_))) => {
            let cancelled = directory::cancel(database, staff, generation).await;
            cancelled.map_err(|error| error.map(problems::import))?;
            wrong(&visit, "file", &refusal.sentence(), false).await
        }
        Err(error) => Err(error.map(problems::import).into()),
    }
}

/// Takes the import into use.
pub(crate) async fn complete(visit: Visit) -> Result<Response, Problem> {
    let staff = visit.staff().await?;
    staff.require(Role::Admin)?;
    let meant = visit.form.text("confirm") == "yes";
    match directory::complete(visit.app.database(), &staff.member, generation(&visit)?, meant).await {
        Ok(_) => Ok(see_other("/desk/directory/import?done=used")),
        Err(ChangeError::Refused(refusal)) => {
            let doubtful = matches!(refusal, Refusal::Doubtful(_));
            wrong(&visit, "use", &refusal.sentence(), doubtful).await
        }
        Err(error) => Err(error.map(problems::import).into()),
    }
}

/// Ends the import without having changed anything.
pub(crate) async fn cancel(visit: Visit) -> Result<Response, Problem> {
    let staff = visit.staff().await?;
    staff.require(Role::Admin)?;
    match directory::cancel(visit.app.database(), &staff.member, generation(&visit)?).await {
        Ok(_) => Ok(see_other("/desk/directory/import?done=cancelled")),
        // Pressed twice, or ended by another administrator: the page says how things stand.
        Err(ChangeError::Refused(_)) => Ok(see_other(IMPORT)),
        Err(error) => Err(error.map(problems::import).into()),
    }
}

/// The page again, with what is wrong.
async fn wrong(visit: &Visit, field: &'static str, says: &str, doubtful: bool) -> Result<Response, Problem> {
    let importing = ImportPage { wrong: Some((field, says)), doubtful, ..ImportPage::default() };
    Ok(show(visit, importing).await?.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

async fn show(visit: &Visit, importing: ImportPage<'_>) -> Result<Html, Problem> {
    let under_way = directory::under_way(visit.app.database()).await?;
    let attempt = visit.new_attempt();
    let importing =
        ImportPage { under_way: under_way.as_ref(), attempt: &attempt, part_bytes_max: UPLOAD_BYTES_MAX, ..importing };
    Ok(pages::import(visit.council()?, &importing))
}

fn generation(visit: &Visit) -> Result<u64, Problem> {
    visit.part("import").parse().map_err(|_| Problem::not_found())
}
