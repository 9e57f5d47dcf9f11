//! What URLs exist here.

use web::{Api, pages, routes};

use crate::{forms, imports, settings};

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
    .page("/desk/directory", pages!(get forms::show_search))
    .page("/desk/directory/found", pages!(get forms::show_found))
    .page("/desk/directory/import", pages!(get forms::show_import, upload forms::send))
    .page("/desk/directory/import/{import}/completion", pages!(post forms::complete))
    .page("/desk/directory/import/{import}/cancellation", pages!(post forms::cancel))
    .page("/desk/directory/{urn}", pages!(get forms::show_setting))
}
