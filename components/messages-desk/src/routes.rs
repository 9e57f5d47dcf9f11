//! Every URL of this component at one glance.

use web::{Api, pages};

use crate::forms;

/// The desk's page of messages.
#[must_use]
pub fn routes() -> Api {
    Api::undocumented()
        .page("/desk/messages", pages!(get forms::show))
        .page("/desk/messages/{id}/retry", pages!(post forms::retry))
        .page("/desk/messages/{id}/dismissal", pages!(post forms::dismiss))
}
