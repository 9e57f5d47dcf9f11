//! What URLs exist here. Everything that no other component serves ends in this one: what is not below is a 404.

use web::{Api, routes};

use crate::{documents, files, health, pages};

/// The site.
#[must_use]
pub fn routes() -> Api {
    Api::undocumented()
        .at("/", routes!(pages::start))
        .at("/accessibility", routes!(pages::accessibility))
        .at("/privacy", routes!(pages::privacy))
        .at("/cookies", routes!(pages::cookies))
        .at("/feedback", routes!(pages::feedback))
        .at("/api", routes!(documents::list))
        .at("/assets/{name}", routes!(files::file))
        .at("/robots.txt", routes!(files::robots))
        .at("/health", routes!(health::health))
}
