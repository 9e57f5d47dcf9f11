//! The stylesheet, scripts and icon that the pages of every component name. They are part of this component, so that
//! there is nothing else to install; they are made before it is built.

use web::{Codings, File, Path, Problem};

static FILES: &[File] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// Sends a file by its name, which changes with its content.
#[utoipa::path(get, path = "")]
pub(crate) async fn file(Path(name): Path<String>, codings: Codings) -> Result<web::Response, Problem> {
    let file = FILES.iter().find(|file| file.name == name).ok_or_else(Problem::not_found)?;
    Ok(file.served(codings))
}

/// Tells search engines what to leave alone. Pages about one person say so themselves, in a header.
#[utoipa::path(get, path = "")]
pub(crate) async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /api/\n"
}
