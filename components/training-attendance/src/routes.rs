//! Every URL of this component at one glance. In `spin.toml` each begins like the URLs of another component, and is named
//! there one by one.

use web::{Api, routes};

use crate::{attending, certificates, evaluating, messages, money};

/// Who is on a run.
#[must_use]
pub fn routes() -> Api {
    Api::new(
        "training/attendance",
        "Front Door: who is on a run",
        "The bookings of a run, its register, what attendees thought, certificates and charges, for staff with an API \
         key.",
    )
    .document(web::document!("../openapi.json"))
    .at("/api/v1/training/runs/{id}/bookings", routes!(attending::list_bookings))
    .at("/api/v1/training/runs/{id}/messages", routes!(messages::write))
    // The trainer of a run may keep its register too, signed in.
    .at("/api/v1/training/runs/{id}/register", routes!(attending::register, attending::mark))
    .at("/api/v1/training/runs/{id}/evaluations", routes!(attending::evaluations))
    .at("/api/v1/training/runs/{id}/charges", routes!(money::list_charges))
    .at("/api/v1/training/runs/{id}/charges.csv", routes!(money::charges_file))
    .at("/api/v1/training/runs/{id}/audit", routes!(attending::audit))
    .at("/api/v1/training/evaluations", routes!(evaluating::evaluate))
    .at("/api/v1/training/certificates/{code}", routes!(certificates::check))
}
