//! What URLs exist here.

use web::{Api, routes};

use crate::keys;

/// The desk.
#[must_use]
pub fn routes() -> Api {
    Api::new("desk", "Front Door: the desk", "Keys for staff. Only an administrator makes, sees and ends them.")
        .document(web::document!("../openapi.json"))
        .at("/api/v1/desk/keys", routes!(keys::list_keys, keys::make_key))
        .at("/api/v1/desk/keys/{id}", routes!(keys::read_key))
        .at("/api/v1/desk/keys/{id}/revocation", routes!(keys::revoke_key))
}
