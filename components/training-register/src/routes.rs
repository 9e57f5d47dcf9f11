//! Every URL of this component at one glance.

use web::{Api, pages};

use crate::forms::{booking, register, run};

/// One run of training, as staff and its trainer work on it.
#[must_use]
pub fn routes() -> Api {
    Api::undocumented()
        // Who is on it.
        .page("/desk/training/runs/{run}", pages!(get run::show))
        .page("/desk/training/runs/{run}/bookings/{reference}", pages!(get booking::show))
        // For the trainers of runs too.
        .page("/desk/training/registers", pages!(get register::show_list))
        .page("/desk/training/registers/{run}", pages!(get register::show, post register::mark))
}
