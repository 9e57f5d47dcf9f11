//! What URLs exist here. Everything that no other component serves ends in this one: what is not below is a 404.

use web::{Api, routes};

use crate::{files, pages};

/// The site.
#[must_use]
pub fn routes() -> Api {
    Api::undocumented()
        .at("/health", routes!(pages::health))
        .at("/api", routes!(pages::documents))
        .at("/assets/{name}", routes!(files::file))
}
