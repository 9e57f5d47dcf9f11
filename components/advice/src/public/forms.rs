//! What a browser asks for and sends: which page is shown, what is kept between two pages, and what is done in the end.
//! The words are the pages', the rules the domain's.

mod check_answers;
mod draft;
mod questions;
mod thread;

pub(crate) use check_answers::{keep_as_it_is, save, send, show_check, show_identity, show_sent};
pub(crate) use questions::{answer_question, ask_question, forget, show_start, who_can_help};
pub(crate) use thread::{come_back, leave, show_come_back, show_looked, show_thread, show_withdraw, withdraw, write};

/// Where it all begins.
const START: &str = "/advice";
/// Where the answers are looked over before they are sent.
const CHECK: &str = "/advice/check";
/// The receipt.
const SENT: &str = "/advice/sent";
