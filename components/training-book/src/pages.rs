//! The pages on the way to a booking. Each is a function of what stands on it; it fetches nothing and decides nothing.

mod check;
mod organisation;
mod people;
mod question;
mod start;

use domain::choice::Choice;
use domain::training::questionnaire::Question;
use domain::training::words::RunId;
use prospectus::paths::book_path;

pub(crate) use check::{Checked, NotTaken, VERSION, check, closed};
pub(crate) use organisation::organisation;
pub(crate) use people::{Adding, Listed, attendee, attendees};
pub(crate) use question::{Asked, question};
pub(crate) use start::{gone, start};

/// Where a question is asked.
pub(crate) fn question_path(run: &RunId, question: Question) -> String {
    book_path(run, question.name())
}

/// Where one of those who are to come, counted from 0, is asked for.
pub(crate) fn attendee_path(run: &RunId, index: usize) -> String {
    book_path(run, &format!("attendee/{}", index + 1))
}
