//! Every URL of this component at one glance.

use web::{Api, pages};

use crate::forms::{booking, register, report, run};

/// One run of training, as staff and its trainer work on it.
#[must_use]
pub fn routes() -> Api {
    Api::undocumented()
        // Who is on it.
        .page("/desk/training/runs/{run}", pages!(get run::show))
        .page("/desk/training/runs/{run}/bookings/{reference}", pages!(get booking::show))
        // What came of it.
        .page("/desk/training/runs/{run}/evaluations", pages!(get report::show_evaluations))
        .page("/desk/training/runs/{run}/certificates", pages!(get report::show_certificates))
        .page("/desk/training/runs/{run}/charges", pages!(get report::show_charges))
        .page("/desk/training/runs/{run}/charges.csv", pages!(get report::save_charges))
        // For the trainers of runs too.
        .page("/desk/training/registers", pages!(get register::show_list))
        .page("/desk/training/registers/{run}", pages!(get register::show, post register::mark))
}
