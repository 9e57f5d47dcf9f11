//! Every URL of advice: its API, its pages for families, its pages for staff.

use web::{Api, pages, routes};

use crate::api::{family, staff, steps};
use crate::desk;
use crate::public::forms;

/// Advice.
#[must_use]
pub fn routes() -> Api {
    let api = Api::new(
        "advice",
        "Front Door: advice",
        "Advice for families of children who were in care. A family needs no account: a reference and an access code open \
         its own enquiry, and nothing else. Staff send an API key.",
    )
    .document(include_str!("../openapi.json"));
    staff_pages(public_pages(programs(api)))
}

fn programs(api: Api) -> Api {
    api.at("/api/v1/advice/remit", routes!(family::remit))
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

fn public_pages(api: Api) -> Api {
    api // Asking, one thing at a time.
        .page("/advice", pages!(get forms::show_start))
        .page("/advice/ask/{question}", pages!(get forms::ask_question, post forms::answer_question))
        .page("/advice/who-can-help", pages!(get forms::who_can_help))
        .page("/advice/identity", pages!(get forms::show_identity, post forms::keep_as_it_is))
        .page("/advice/check", pages!(get forms::show_check, post forms::send))
        .page("/advice/sent", pages!(get forms::show_sent))
        .page("/advice/sent/save", pages!(get forms::save))
        .page("/advice/forget", pages!(post forms::forget))
        // A question that was sent.
        .page("/advice/come-back", pages!(get forms::show_come_back, post forms::come_back))
        .page("/advice/enquiry", pages!(get forms::show_thread, post forms::write))
        .page("/advice/enquiry/withdraw", pages!(get forms::show_withdraw, post forms::withdraw))
        .page("/advice/enquiry/looked", pages!(get forms::show_looked))
        .page("/advice/enquiry/leave", pages!(post forms::leave))
}

fn staff_pages(api: Api) -> Api {
    use desk::forms::{self, replies};
    api // What there is to do.
        .page("/desk/advice", pages!(get forms::show_list))
        .page("/desk/advice/find", pages!(get forms::show_find, post forms::find))
        // One enquiry, and the steps that staff take on it.
        .page("/desk/advice/{reference}", pages!(get forms::show_thread))
        .page("/desk/advice/{reference}/history", pages!(get forms::show_history))
        .page("/desk/advice/{reference}/flags/{number}", pages!(get forms::show_step, post forms::take_step))
        .page("/desk/advice/{reference}/{step}", pages!(get forms::show_step, post forms::take_step))
        // Replies to use again.
        .page("/desk/advice/replies", pages!(get replies::show_list))
        .page("/desk/advice/replies/new", pages!(get replies::show_new, post replies::add))
        .page("/desk/advice/replies/{number}", pages!(get replies::show_one, post replies::change))
        .page("/desk/advice/replies/{number}/delete", pages!(get replies::show_delete, post replies::delete))
}
