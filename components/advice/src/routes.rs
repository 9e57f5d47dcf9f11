//! Every URL of this component at one glance.

use web::{Api, routes};

use crate::staff::steps;
use crate::{family, staff};

/// Advice.
#[must_use]
pub fn routes() -> Api {
    Api::new(
        "advice",
        "Front Door: advice",
        "Advice for families of children who were in care. A family needs no account: a reference and an access code open \
         its own enquiry, and nothing else. Staff send an API key.",
    )
    .document(web::document!("../openapi.json"))
    .at("/api/v1/advice/remit", routes!(family::remit))
    .at("/api/v1/advice/enquiries", routes!(family::ask, staff::worklist))
    .at("/api/v1/advice/enquiries/{reference}", routes!(staff::read))
    // What the family does with its reference and code. The code is sent in a body, so even reading is a POST.
    .at("/api/v1/advice/enquiries/{reference}/thread", routes!(family::read))
    .at("/api/v1/advice/enquiries/{reference}/messages", routes!(family::write))
    .at("/api/v1/advice/enquiries/{reference}/withdrawal", routes!(family::withdraw))
    .at("/api/v1/advice/enquiries/{reference}/access-log", routes!(family::access_log))
    // What staff do, each step with the version they saw.
    .at("/api/v1/advice/enquiries/{reference}/triage", routes!(steps::triage))
    .at("/api/v1/advice/enquiries/{reference}/assignment", routes!(steps::assign))
    .at("/api/v1/advice/enquiries/{reference}/question", routes!(steps::ask_family))
    .at("/api/v1/advice/enquiries/{reference}/answer", routes!(steps::answer))
    .at("/api/v1/advice/enquiries/{reference}/signposting", routes!(steps::signpost))
    .at("/api/v1/advice/enquiries/{reference}/redirection", routes!(steps::redirect))
    .at("/api/v1/advice/enquiries/{reference}/notes", routes!(steps::note))
    .at("/api/v1/advice/enquiries/{reference}/flags", routes!(steps::raise_flag))
    .at("/api/v1/advice/enquiries/{reference}/flags/{number}/handling", routes!(steps::handle_flag))
    .at("/api/v1/advice/enquiries/{reference}/closure", routes!(steps::close))
    .at("/api/v1/advice/enquiries/{reference}/reopening", routes!(steps::reopen))
    .at("/api/v1/advice/enquiries/{reference}/history", routes!(staff::history))
    // Housekeeping that any scheduler may call.
    .at("/api/v1/advice/sweep", routes!(staff::sweep))
}
