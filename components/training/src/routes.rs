//! Every URL of this component at one glance.

use web::{Api, routes};

use crate::{catalogue, courses, managing};

/// Courses and runs.
#[must_use]
pub fn routes() -> Api {
    Api::new(
        "training",
        "Front Door: training",
        "Courses, and the runs of them that can be booked. What is taught, when, and whether places are left is for \
         everybody to see; staff make and change it with an API key. Booking, and who is on a run, have documents of \
         their own.",
    )
    .document(web::document!("../openapi.json"))
    .at("/api/v1/training/courses", routes!(courses::list_courses, courses::make_course))
    .at("/api/v1/training/courses/{id}", routes!(courses::read_course, courses::change_course))
    .at("/api/v1/training/courses/{id}/retirement", routes!(courses::retire))
    .at("/api/v1/training/runs", routes!(catalogue::list_runs, managing::make_run))
    .at("/api/v1/training/runs.json", routes!(catalogue::feed))
    .at("/api/v1/training/runs.ics", routes!(catalogue::calendar))
    .at("/api/v1/training/runs/{id}", routes!(catalogue::read_run, managing::change_run))
    .at("/api/v1/training/runs/{id}/details", routes!(managing::details))
    .at("/api/v1/training/runs/{id}/cancellation", routes!(managing::cancel_run))
}
