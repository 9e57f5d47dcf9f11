//! Where each page of staff about training is. No path holds anything but a run, a course, a reference or a word of ours.

use domain::reference::Reference;
use domain::training::words::{CourseId, RunId};

/// The list of runs, and the link of the navigation that all these pages belong to.
pub const TRAINING: &str = "/desk/training";

/// The courses.
pub const COURSES: &str = "/desk/training/courses";

/// Where runs are planned.
pub const PLANNING: &str = "/desk/training/planning";

/// The registers of whoever looks.
pub const REGISTERS: &str = "/desk/training/registers";

/// Where a course is.
#[must_use]
pub fn course_path(course: &CourseId) -> String {
    format!("{COURSES}/{}", course.as_str())
}

/// Where a run's own page is.
#[must_use]
pub fn run_path(run: &RunId) -> String {
    format!("{TRAINING}/runs/{}", run.as_str())
}

/// Where a run is changed.
#[must_use]
pub fn planning_path(run: &RunId) -> String {
    format!("{PLANNING}/{}", run.as_str())
}

/// Where the register of a run is.
#[must_use]
pub fn register_path(run: &RunId) -> String {
    format!("{REGISTERS}/{}", run.as_str())
}

/// Where what becomes of a run is.
#[must_use]
pub fn results_path(run: &RunId) -> String {
    format!("{TRAINING}/results/{}", run.as_str())
}

/// Where a booking is.
#[must_use]
pub fn booking_path(run: &RunId, reference: &Reference) -> String {
    format!("{}/bookings/{reference}", run_path(run))
}
