//! What a browser asks for and sends: which page is shown, what is kept between two pages, and what is done in the end. The
//! words are the pages', the rules the domain's.

mod access_cookie;
mod attendees;
mod booking;
mod catalogue;
mod certificate;
mod certificate_check;
mod change_booking;
mod check_answers;
mod draft;
mod evaluation;
mod evaluation_links;
mod offer;
mod organisation;
mod questions;
mod receipt;
mod school;
mod setting_search;

pub(crate) use attendees::{answer_attendee, ask_attendee, remove_attendee};
pub(crate) use booking::{accept, calendar, come_back, decline, leave, show_booking, show_come_back};
pub(crate) use catalogue::{show_catalogue, show_run};
pub(crate) use certificate::show_certificate;
pub(crate) use certificate_check::{check_certificate, show_certificate_check};
pub(crate) use change_booking::{cancel, choose_places, show_cancel, show_cost, show_substitute, substitute};
pub(crate) use check_answers::{send, show_check};
pub(crate) use evaluation::{evaluate, show_evaluation};
pub(crate) use offer::{answer_offer, show_offer};
pub(crate) use questions::{answer_question, ask_question, forget, start};
pub(crate) use receipt::{save_receipt, show_receipt};
pub(crate) use school::show_school;
pub(crate) use setting_search::{show_found, show_settings};
