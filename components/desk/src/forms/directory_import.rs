//! Importing a directory, as administrators may.

use domain::directory::Refusal;
use domain::people::Role;
use http::StatusCode;
use records::ChangeError;
use store::access::Sent;
use store::directory::{self, Asked};
use web::{Fingerprint, Html, IntoResponse, PageRequest, Problem, Response, UPLOAD_BYTES_MAX, see_other};

use crate::pages::{self, ImportPage};
use crate::problems;

const IMPORT: &str = "/desk/directory/import";

/// How the import under way stands, or where one begins.
pub(crate) async fn show_import(request: PageRequest) -> Result<Html, Problem> {
    request.staff().await?.require(Role::Admin)?;
    let done = match request.query.text("done") {
        "used" => Some("The new directory is in use"),
        "cancelled" => Some("You cancelled the import. The directory in use is the one that was"),
        _ => None,
    };
    show(&request, ImportPage { done, ..ImportPage::default() }).await
}

/// Takes a small file in one piece.
pub(crate) async fn send(request: PageRequest) -> Result<Response, Problem> {
    let staff = request.staff().await?;
    staff.require(Role::Admin)?;
    if request.file.is_empty() {
        return wrong(&request, "file", "Select a file", false).await;
    }
    let attempt = request.attempt()?;
    let sent = Sent { key: Some(&attempt), fingerprint: Fingerprint::of_typed(&request.file.len()) };
    let asked = Asked { replace: false, bytes: u64::try_from(request.file.len()).ok() };
    let (database, staff) = (request.app.database(), &staff.member);
    let begun = directory::begin(database, staff, asked, sent).await;
    let generation = begun.map_err(|error| error.map(problems::import))?.progress.generation;
    match directory::take_part(database, staff, generation, 1, &request.file).await {
        Ok(_) => Ok(see_other(IMPORT)),
        // Another file can be sent at once.
        Err(ChangeError::Refused(refusal @ Refusal::NoExtract(_))) => {
            let cancelled = directory::cancel(database, staff, generation).await;
            cancelled.map_err(|error| error.map(problems::import))?;
            wrong(&request, "file", &refusal.sentence(), false).await
        }
        Err(error) => Err(error.map(problems::import).into()),
    }
}

/// Takes the import into use.
pub(crate) async fn complete(request: PageRequest) -> Result<Response, Problem> {
    let staff = request.staff().await?;
    staff.require(Role::Admin)?;
    let meant = request.form.text("confirm") == "yes";
    match directory::complete(request.app.database(), &staff.member, generation(&request)?, meant).await {
        Ok(_) => Ok(see_other("/desk/directory/import?done=used")),
        Err(ChangeError::Refused(refusal)) => {
            let doubtful = matches!(refusal, Refusal::Doubtful(_));
            wrong(&request, "use", &refusal.sentence(), doubtful).await
        }
        Err(error) => Err(error.map(problems::import).into()),
    }
}

/// Ends the import without having changed anything.
pub(crate) async fn cancel(request: PageRequest) -> Result<Response, Problem> {
    let staff = request.staff().await?;
    staff.require(Role::Admin)?;
    match directory::cancel(request.app.database(), &staff.member, generation(&request)?).await {
        Ok(_) => Ok(see_other("/desk/directory/import?done=cancelled")),
        // Pressed twice, or ended by another administrator: the page says how things stand.
        Err(ChangeError::Refused(_)) => Ok(see_other(IMPORT)),
        Err(error) => Err(error.map(problems::import).into()),
    }
}

/// The page again, with what is wrong.
async fn wrong(request: &PageRequest, field: &'static str, says: &str, doubtful: bool) -> Result<Response, Problem> {
    let importing = ImportPage { wrong: Some((field, says)), doubtful, ..ImportPage::default() };
    Ok(show(request, importing).await?.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

async fn show(request: &PageRequest, importing: ImportPage<'_>) -> Result<Html, Problem> {
    let under_way = directory::under_way(request.app.database()).await?;
    let attempt = request.new_attempt();
    let importing =
        ImportPage { under_way: under_way.as_ref(), attempt: &attempt, part_bytes_max: UPLOAD_BYTES_MAX, ..importing };
    Ok(pages::import(request.council()?, &importing))
}

fn generation(request: &PageRequest) -> Result<u64, Problem> {
    request.part("import").parse().map_err(|_| Problem::not_found())
}
