//! What URLs exist here.

use web::{Api, routes};

use crate::{keys, people};

/// The desk.
#[must_use]
pub fn routes() -> Api {
    Api::new("desk", "Front Door: the desk", "People and keys. Only an administrator lets in, sees and ends them.")
        .document(web::document!("../openapi.json"))
        .at("/api/v1/desk/people", routes!(people::list, people::invite))
        .at("/api/v1/desk/people/{id}", routes!(people::read, people::change))
        .at("/api/v1/desk/people/{id}/ending", routes!(people::end))
        .at("/api/v1/desk/keys", routes!(keys::list_keys, keys::make_key))
        .at("/api/v1/desk/keys/{id}", routes!(keys::read_key))
        .at("/api/v1/desk/keys/{id}/revocation", routes!(keys::revoke_key))
}
