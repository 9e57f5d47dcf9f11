//! Every URL of this component at one glance.

use web::{Api, pages};

use crate::forms;

/// Advice, as staff work on it.
#[must_use]
pub fn routes() -> Api {
    Api::undocumented()
        // What there is to do.
        .page("/desk/advice", pages!(get forms::show_list))
        .page("/desk/advice/find", pages!(get forms::show_find, post forms::find))
        // One enquiry, and the steps that staff take on it.
        .page("/desk/advice/{reference}", pages!(get forms::show_thread))
        .page("/desk/advice/{reference}/history", pages!(get forms::show_history))
        .page("/desk/advice/{reference}/flags/{number}", pages!(get forms::show_step, post forms::take_step))
        .page("/desk/advice/{reference}/{step}", pages!(get forms::show_step, post forms::take_step))
}
