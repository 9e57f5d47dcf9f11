//! Every URL of this component at one glance.

use web::{Api, pages};

use crate::forms;

/// What can be done about a booking.
#[must_use]
pub fn routes() -> Api {
    Api::undocumented()
        .page("/training/come-back", pages!(get forms::show_come_back, post forms::come_back))
        .page("/training/bookings/{reference}", pages!(get forms::show_booking))
        .page("/training/bookings/{reference}/accept", pages!(post forms::accept))
        .page("/training/bookings/{reference}/decline", pages!(post forms::decline))
        .page("/training/bookings/{reference}/cancel", pages!(get forms::show_cancel, post forms::choose_places))
        .page("/training/bookings/{reference}/cancel/cost", pages!(get forms::show_cost, post forms::cancel))
        .page(
            "/training/bookings/{reference}/attendee/{place}",
            pages!(get forms::show_substitute, post forms::substitute),
        )
        .page("/training/bookings/{reference}/calendar", pages!(get forms::calendar))
        .page("/training/bookings/{reference}/leave", pages!(post forms::leave))
        // By a link in an email.
        .page("/training/offer/{token}", pages!(get forms::show_offer, post forms::answer_offer))
}
