//! Importing a directory, for administrators and their programs: begin, send the parts, take it into use.

use domain::directory::Complete;
use domain::input::{Request, Style};
use domain::people::Role;
use records::Repeat;
use store::directory::{Asked, Progress};
use web::{App, Created, IdempotencyKey, Json, JsonBody, Path, Problem, Staff, Takes};

use crate::api::bodies::{ImportView, SweptView};
use crate::chunk::Chunk;

type BeginImport = Takes<Asked>;
type CompleteImport = Takes<Complete>;

/// What tells a request to begin an import from a repeated one.
pub(crate) const BEGIN_PURPOSE: &str = "directory/imports";

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
    let repeat = key.map(|key| {
        let parts = [staff.actor().as_bytes(), key.as_str().as_bytes()];
        Repeat { key: app.keyring().digest(BEGIN_PURPOSE, &parts), fingerprint: body.fingerprint().0 }
    });
    let begun = store::directory::begin(&app, &staff, asked, repeat).await?;
    let generation = begun.progress.generation;
    Ok(Created {
        location: format!("/api/v1/directory/imports/{generation}"),
        version: generation,
        body: ImportView::of(&begun.progress),
        replayed: begun.replayed,
    })
}

/// Says how far an import is: what was read, what was left out and why.
#[utoipa::path(
    get, path = "", tag = "imports", security(("api_key" = [])),
    responses((status = 200, description = "The import", body = ImportView)),
)]
pub(crate) async fn read_import(app: App, staff: Staff, Path(import): Path<u64>) -> Result<Json<ImportView>, Problem> {
    staff.require(Role::Admin)?;
    shown(store::directory::progress(&app, import).await)
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
    shown(store::directory::take_part(&app, &staff, import, number, &chunk.0).await)
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
    shown(store::directory::complete(&app, &staff, import, confirmed).await)
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
    shown(store::directory::cancel(&app, &staff, import).await)
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
        match store::directory::clear(&app, &staff).await? {
            0 => break,
            more => cleared += more,
        }
    }
    Ok(Json(SweptView { cleared }))
}

fn shown(progress: Result<Progress, Problem>) -> Result<Json<ImportView>, Problem> {
    progress.map(|progress| Json(ImportView::of(&progress)))
}
