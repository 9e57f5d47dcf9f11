//! What URLs exist here.

use web::{Api, routes};

use crate::{imports, settings};

/// The directory.
#[must_use]
pub fn routes() -> Api {
    Api::new(
        "directory",
        "Front Door: the directory of settings",
        "Schools, nursery schools and colleges, from the national register. Anybody may search; administrators import.",
    )
    .document(web::document!("../openapi.json"))
    .at("/api/v1/directory", routes!(settings::edition))
    .at("/api/v1/directory/settings", routes!(settings::list_settings))
    .at("/api/v1/directory/settings/{urn}", routes!(settings::read_setting))
    .at("/api/v1/directory/imports", routes!(imports::begin_import))
    .at("/api/v1/directory/imports/{import}", routes!(imports::read_import))
    .at("/api/v1/directory/imports/{import}/parts/{number}", routes!(imports::send_part))
    .at("/api/v1/directory/imports/{import}/completion", routes!(imports::complete_import))
    .at("/api/v1/directory/imports/{import}/cancellation", routes!(imports::cancel_import))
    .at("/api/v1/directory/sweep", routes!(imports::sweep))
}
