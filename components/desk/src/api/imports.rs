//! Importing a directory, for administrators and their programs: begin, send the parts, take it into use.

use domain::directory::Complete;
use domain::input::{Request, Style};
use domain::people::Role;
use store::access::Sent;
use store::directory::{self, Asked, ImportError, Progress};
use web::{App, Created, IdempotencyKey, Json, JsonBody, Path, Problem, Staff, Takes};

use crate::api::bodies::{ImportView, SweptView};
use crate::chunk::Chunk;
use crate::problems;

type BeginImport = Takes<Asked>;
type CompleteImport = Takes<Complete>;

/// How much a sweep clears away.
const CLEARINGS_MAX: usize = 4;

/// Begins an import. The directory in use stays in use until the import is complete.
#[utoipa::path(
    post, path = "", tag = "imports", request_body = BeginImport, security(("api_key" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless")),
    responses((status = 201, description = "The import, to which the parts of the file can be sent", body = ImportView)),
)]
pub(crate) async fn begin_import(
    app: App,
    staff: Staff,
    key: Option<IdempotencyKey>,
    body: JsonBody,
) -> Result<Created<ImportView>, Problem> {
    staff.require(Role::Admin)?;
    let asked = Asked::read(&body.0, Style::Json)?;
    let sent = Sent { key: key.as_deref(), fingerprint: body.fingerprint() };
    let begun = directory::begin(app.database(), &staff.member, asked, sent).await;
    let begun = begun.map_err(|error| error.map(problems::import))?;
    let generation = begun.progress.generation;
    Ok(Created {
        location: format!("/api/v1/directory/imports/{generation}"),
        version: generation,
        body: ImportView::of(&begun.progress),
        replayed: begun.repeated,
    })
}

/// Says how far an import is: what was read, what was left out and why.
#[utoipa::path(
    get, path = "", tag = "imports", security(("api_key" = [])),
    responses((status = 200, description = "The import", body = ImportView)),
)]
pub(crate) async fn read_import(app: App, staff: Staff, Path(import): Path<u64>) -> Result<Json<ImportView>, Problem> {
    staff.require(Role::Admin)?;
    let progress = directory::progress(app.database(), import).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(ImportView::of(&progress)))
}

/// Sends a part of the file, of at most 1,000 kilobytes, cut anywhere. Parts are numbered from 1 and come in their order;
/// sending one again is harmless.
#[utoipa::path(
    put, path = "", tag = "imports", security(("api_key" = [])),
    request_body(content = String, content_type = "text/csv", description = "Bytes of the register's extract, as it is"),
    responses((status = 200, description = "The import with this part", body = ImportView)),
)]
pub(crate) async fn send_part(
    app: App,
    staff: Staff,
    Path((import, number)): Path<(u64, usize)>,
    chunk: Chunk,
) -> Result<Json<ImportView>, Problem> {
    staff.require(Role::Admin)?;
    shown(directory::take_part(app.database(), &staff.member, import, number, &chunk.0).await)
}

/// Takes an import into use. Where many rows were left out, or it has far fewer settings than the directory in use, it
/// has to be confirmed.
#[utoipa::path(
    post, path = "", tag = "imports", request_body = CompleteImport, security(("api_key" = [])),
    responses((status = 200, description = "The import, in use", body = ImportView)),
)]
pub(crate) async fn complete_import(
    app: App,
    staff: Staff,
    Path(import): Path<u64>,
    body: JsonBody,
) -> Result<Json<ImportView>, Problem> {
    staff.require(Role::Admin)?;
    let Complete { confirmed } = Complete::read(&body.0, Style::Json)?;
    shown(directory::complete(app.database(), &staff.member, import, confirmed).await)
}

/// Ends an import without having changed anything.
#[utoipa::path(
    post, path = "", tag = "imports", security(("api_key" = [])),
    responses((status = 200, description = "The import, ended", body = ImportView)),
)]
pub(crate) async fn cancel_import(
    app: App,
    staff: Staff,
    Path(import): Path<u64>,
) -> Result<Json<ImportView>, Problem> {
    staff.require(Role::Admin)?;
    shown(directory::cancel(app.database(), &staff.member, import).await)
}

/// Deletes what earlier imports left. Beginning an import does so too; a scheduler may call it every night.
#[utoipa::path(
    post, path = "", tag = "housekeeping", security(("api_key" = [])),
    responses((status = 200, description = "How many imports' remains were deleted", body = SweptView)),
)]
pub(crate) async fn sweep(app: App, staff: Staff) -> Result<Json<SweptView>, Problem> {
    staff.require(Role::Admin)?;
    let mut cleared = 0;
    for _ in 0..CLEARINGS_MAX {
        match directory::clear(app.database(), &staff.member).await? {
            0 => break,
            more => cleared += more,
        }
    }
    Ok(Json(SweptView { cleared }))
}

fn shown(progress: Result<Progress, ImportError>) -> Result<Json<ImportView>, Problem> {
    Ok(Json(ImportView::of(&progress.map_err(|error| error.map(problems::import))?)))
}
