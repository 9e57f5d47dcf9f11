//! Every URL of this component at one glance. In `spin.toml` each begins like the URLs of another component, and is named
//! there one by one.

use web::{Api, routes};

use crate::tasks;

/// What is due.
#[must_use]
pub fn routes() -> Api {
    Api::new("training/tasks", "Front Door: training, what is due", "For a scheduler: what is due by itself.")
        .document(web::document!("../openapi.json"))
        .at("/api/v1/training/due", routes!(tasks::due))
        .at("/api/v1/training/sweep", routes!(tasks::sweep))
}
