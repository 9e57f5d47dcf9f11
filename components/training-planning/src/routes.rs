//! Every URL of this component at one glance.

use web::{Api, pages};

use crate::forms::{course, planning};

/// Training, as staff plan it.
#[must_use]
pub fn routes() -> Api {
    Api::undocumented()
        // What is taught.
        .page("/desk/training/courses", pages!(get course::show_list))
        .page("/desk/training/courses/new", pages!(get course::show_new, post course::make))
        .page("/desk/training/courses/{course}", pages!(get course::show, post course::change))
        // When it is taught.
        .page("/desk/training/planning/new", pages!(get planning::show_new, post planning::make))
        .page("/desk/training/planning/{run}", pages!(get planning::show_change, post planning::change))
}
