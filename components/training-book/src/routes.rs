//! Every URL of this component at one glance.

use web::{Api, pages};

use crate::forms;

/// Booking.
#[must_use]
pub fn routes() -> Api {
    Api::undocumented()
        .page("/training/book/{run}", pages!(get forms::start))
        .page("/training/book/{run}/attendee/{number}", pages!(get forms::ask_attendee, post forms::answer_attendee))
        .page("/training/book/{run}/attendee/{number}/remove", pages!(post forms::remove_attendee))
        .page("/training/book/{run}/check", pages!(get forms::show_check, post forms::send))
        .page("/training/book/{run}/forget", pages!(post forms::forget))
        .page("/training/book/{run}/{question}", pages!(get forms::ask_question, post forms::answer_question))
}
