//! Every URL of the desk: its API and its pages.

use web::{Api, pages, routes};

use crate::{api, forms};

/// The desk.
#[must_use]
pub fn routes() -> Api {
    let table = Api::new(
        "desk",
        "Front Door: the desk",
        "People and keys: only an administrator lets in, sees and ends them. The directory of settings: schools, nursery \
         schools and colleges, from the national register; anybody may search, administrators import.",
    )
    .document(include_str!("../openapi.json"));
    staff_pages(programs(table))
}

fn programs(table: Api) -> Api {
    use api::{imports, keys, people, settings};
    table
        .at("/api/v1/desk/people", routes!(people::list, people::invite))
        .at("/api/v1/desk/people/{id}", routes!(people::read, people::change))
        .at("/api/v1/desk/people/{id}/ending", routes!(people::end))
        .at("/api/v1/desk/keys", routes!(keys::list_keys, keys::make_key))
        .at("/api/v1/desk/keys/{id}", routes!(keys::read_key))
        .at("/api/v1/desk/keys/{id}/revocation", routes!(keys::revoke_key))
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

fn staff_pages(table: Api) -> Api {
    use forms::{account, audit, directory_import, directory_search, home, keys, people};
    table
        .page("/desk", pages!(get home::show))
        .page("/desk/account", pages!(get account::show))
        .page("/desk/people", pages!(get people::show_list))
        .page("/desk/people/invite", pages!(get people::show_invite, post people::invite))
        .page("/desk/people/{id}", pages!(get people::show_person, post people::change))
        .page("/desk/people/{id}/end", pages!(get people::show_end, post people::end))
        .page("/desk/keys", pages!(get keys::show_list))
        .page("/desk/keys/new", pages!(get keys::show_new, post keys::make))
        .page("/desk/keys/{id}/end", pages!(get keys::show_end, post keys::end))
        .page("/desk/audit", pages!(get audit::show))
        .page("/desk/directory", pages!(get directory_search::show_search))
        .page("/desk/directory/found", pages!(get directory_search::show_found))
        .page("/desk/directory/import", pages!(get directory_import::show_import, upload directory_import::send))
        .page("/desk/directory/import/{import}/completion", pages!(post directory_import::complete))
        .page("/desk/directory/import/{import}/cancellation", pages!(post directory_import::cancel))
        .page("/desk/directory/{urn}", pages!(get directory_search::show_setting))
}
