//! The family's pages. Each is a function of what stands on it; it fetches nothing and decides nothing.

mod check_answers;
mod come_back;
mod identity;
mod question;
mod start;
mod thread;
mod who_can_help;

use domain::advice::questionnaire::Question;
use domain::choice::Choice;
use maud::Markup;
use web::Sheet;

use crate::public::SECTION;

pub(crate) use check_answers::{Receipt, check, gone, saved, sent, sent_before};
pub(crate) use come_back::come_back;
pub(crate) use identity::{identity, identity_in_message};
pub(crate) use question::{Asked, question};
pub(crate) use start::{Halfway, start};
pub(crate) use thread::{Conversation, looked, thread, withdraw};
pub(crate) use who_can_help::who_can_help;

/// A page of the service.
fn sheet(title: impl Into<String>, content: Markup) -> Sheet {
    Sheet::new(&SECTION, title, content)
}

/// Where a question is asked.
pub(crate) fn question_path(question: Question) -> String {
    format!("/advice/ask/{}", question.name())
}
