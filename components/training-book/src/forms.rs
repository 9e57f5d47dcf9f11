//! What a browser asks for and sends on the way to a booking: which page is shown, what is kept between two pages, and what
//! is done in the end. The words are the pages', the rules the domain's.

mod organisation;
mod people;
mod questions;
mod sending;

pub(crate) use people::{answer_attendee, ask_attendee, remove_attendee};
pub(crate) use questions::{answer_question, ask_question, forget, start};
pub(crate) use sending::{send, show_check};
