//! Every URL of this component at one glance.

use web::{Api, routes};

use crate::{asking, seeing, steps};

/// Bookings.
#[must_use]
pub fn routes() -> Api {
    Api::new(
        "training/bookings",
        "Front Door: bookings of training",
        "Places on training: asked for by anybody, without an account. A reference and an access code open one booking, and \
         nothing else. Whoever is signed in for a school sees and changes its bookings without a code, staff any. Full is no \
         error: whoever does not get a place stands in the queue, and is offered one when it is their turn.",
    )
    .document(web::document!("../openapi.json"))
    .at("/api/v1/training/bookings", routes!(asking::book, seeing::of_school))
    .at("/api/v1/training/bookings/{reference}", routes!(seeing::read))
    // The code is sent in a body, so even reading is a POST.
    .at("/api/v1/training/bookings/{reference}/view", routes!(seeing::view))
    .at("/api/v1/training/bookings/{reference}/calendar", routes!(seeing::calendar))
    .at("/api/v1/training/bookings/{reference}/cancellation-cost", routes!(seeing::cost))
    .at("/api/v1/training/bookings/{reference}/acceptance", routes!(steps::accept))
    .at("/api/v1/training/bookings/{reference}/declining", routes!(steps::decline))
    .at("/api/v1/training/bookings/{reference}/cancellation", routes!(steps::cancel))
    .at("/api/v1/training/bookings/{reference}/substitution", routes!(steps::substitute))
}
