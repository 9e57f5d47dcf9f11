//! Where each page about training is. No path holds anything but a run, a reference, a number or a word of ours.

use domain::reference::Reference;
use domain::training::words::RunId;

/// A run's own page.
pub(crate) fn run_path(run: &RunId) -> String {
    format!("/training/runs/{}", run.as_str())
}

/// Where places on a run are booked.
pub(crate) fn start_path(run: &RunId) -> String {
    format!("/training/book/{}", run.as_str())
}

/// A page on the way to a booking.
pub(crate) fn book_path(run: &RunId, page: &str) -> String {
    format!("/training/book/{}/{page}", run.as_str())
}

/// Where it is asked for which organisation they are.
pub(crate) fn organisation_path(run: &RunId) -> String {
    book_path(run, "organisation")
}

/// Where the setting for which somebody books is looked for.
pub(crate) fn settings_path(run: &RunId) -> String {
    format!("/training/settings/{}", run.as_str())
}

/// The receipt of whoever booked.
pub(crate) fn booked_path(run: &RunId) -> String {
    format!("/training/booked/{}", run.as_str())
}

/// A booking's own page.
pub(crate) fn booking_path(reference: &Reference) -> String {
    format!("/training/bookings/{reference}")
}
