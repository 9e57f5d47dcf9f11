//! Where each page about training is. No path holds anything but a run, a reference, a number or a word of ours.

use domain::reference::Reference;
use domain::training::words::RunId;

/// A run's own page.
#[must_use]
pub fn run_path(run: &RunId) -> String {
    format!("/training/runs/{}", run.as_str())
}

/// Where places on a run are booked.
#[must_use]
pub fn start_path(run: &RunId) -> String {
    format!("/training/book/{}", run.as_str())
}

/// A page on the way to a booking.
#[must_use]
pub fn book_path(run: &RunId, page: &str) -> String {
    format!("/training/book/{}/{page}", run.as_str())
}

/// Where it is asked for which organisation they are.
#[must_use]
pub fn organisation_path(run: &RunId) -> String {
    book_path(run, "organisation")
}

/// Where the setting for which somebody books is looked for.
#[must_use]
pub fn settings_path(run: &RunId) -> String {
    format!("/training/settings/{}", run.as_str())
}

/// The receipt of whoever booked.
#[must_use]
pub fn booked_path(run: &RunId) -> String {
    format!("/training/booked/{}", run.as_str())
}

/// A booking's own page.
#[must_use]
pub fn booking_path(reference: &Reference) -> String {
    format!("/training/bookings/{reference}")
}
