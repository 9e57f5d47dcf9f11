//! Every URL of this component at one glance.

use web::{Api, pages};

use crate::forms;

/// Advice.
#[must_use]
pub fn routes() -> Api {
    Api::undocumented()
        // Asking, one thing at a time.
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
