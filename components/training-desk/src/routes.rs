//! Every URL of this component at one glance.

use web::{Api, pages};

use crate::forms::{list, message};

/// What there is to do about training.
#[must_use]
pub fn routes() -> Api {
    Api::undocumented()
        .page("/desk/training", pages!(get list::show))
        .page("/desk/training/messages/{run}", pages!(get message::show, post message::send))
}
