//! Where each page of staff about training is. No path holds anything but a run, a course, a reference or a word of ours.

use domain::reference::Reference;
use domain::training::words::{CourseId, RunId};

/// The list of runs, and the link of the navigation that all these pages belong to.
pub(crate) const TRAINING: &str = "/desk/training";

/// The courses.
pub(crate) const COURSES: &str = "/desk/training/courses";

/// Where runs are planned.
pub(crate) const PLANNING: &str = "/desk/training/planning";

/// The registers of whoever looks.
pub(crate) const REGISTERS: &str = "/desk/training/registers";

/// Where a course is.
pub(crate) fn course_path(course: &CourseId) -> String {
    format!("{COURSES}/{}", course.as_str())
}

/// Where a run's own page is.
pub(crate) fn run_path(run: &RunId) -> String {
    format!("{TRAINING}/runs/{}", run.as_str())
}

/// Where a run is changed.
pub(crate) fn planning_path(run: &RunId) -> String {
    format!("{PLANNING}/{}", run.as_str())
}

/// Where the register of a run is.
pub(crate) fn register_path(run: &RunId) -> String {
    format!("{REGISTERS}/{}", run.as_str())
}

/// Where what becomes of a run is.
pub(crate) fn results_path(run: &RunId) -> String {
    format!("{TRAINING}/results/{}", run.as_str())
}

/// Where a booking is.
pub(crate) fn booking_path(run: &RunId, reference: &Reference) -> String {
    format!("{}/bookings/{reference}", run_path(run))
}
