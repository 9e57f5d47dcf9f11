//! Every URL of this component at one glance.

use web::{Api, pages};

use crate::forms::{cancel, report};

/// What becomes of a run.
#[must_use]
pub fn routes() -> Api {
    Api::undocumented()
        .page("/desk/training/results/{run}/cancel", pages!(get cancel::show, post cancel::cancel))
        .page("/desk/training/results/{run}/evaluations", pages!(get report::show_evaluations))
        .page("/desk/training/results/{run}/certificates", pages!(get report::show_certificates))
        .page("/desk/training/results/{run}/charges", pages!(get report::show_charges))
        .page("/desk/training/results/{run}/charges.csv", pages!(get report::save_charges))
}
