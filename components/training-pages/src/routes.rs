//! Every URL of this component at one glance.

use web::{Api, pages};

use crate::forms;

/// What there is.
#[must_use]
pub fn routes() -> Api {
    Api::undocumented()
        .page("/training", pages!(get forms::show_catalogue))
        .page("/training/runs/{run}", pages!(get forms::show_run))
        .page("/training/booked/{run}", pages!(get forms::show_sent))
        .page("/training/booked/{run}/save", pages!(get forms::save))
        .page("/training/settings/{run}", pages!(get forms::show_settings))
        .page("/training/settings/{run}/found", pages!(get forms::show_found))
        .page("/training/school", pages!(get forms::show_school))
}
