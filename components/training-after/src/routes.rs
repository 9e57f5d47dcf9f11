//! Every URL of this component at one glance.

use web::{Api, pages};

use crate::forms;

/// What comes after it.
#[must_use]
pub fn routes() -> Api {
    Api::undocumented()
        .page("/training/evaluation/{token}", pages!(get forms::show_evaluation, post forms::evaluate))
        .page("/training/certificate", pages!(get forms::show_check))
        .page("/training/certificate/{code}", pages!(get forms::show_checked))
        .page("/training/certificate/of/{reference}/{place}", pages!(get forms::show_certificate))
}
