//! The pages of bookers and attendees. Each is a function of what stands on it; it fetches nothing and decides nothing.

mod attendee_fields;
mod attendees;
mod booking;
mod catalogue;
mod certificate;
mod certificate_check;
mod change_booking;
mod check_answers;
mod come_back;
mod evaluation;
pub(crate) mod markup;
mod offer;
mod organisation;
mod question;
mod receipt;
mod run;
mod school;
mod setting_search;
pub(crate) mod standing;
mod start;
mod unknown_link;
pub(crate) mod words;

use domain::choice::Choice;
use domain::training::questionnaire::Question;
use domain::training::words::RunId;

use crate::public::paths::book_path;

pub(crate) use attendees::{Adding, Listed, attendee, attendees};
pub(crate) use booking::{ViewContext, booking};
pub(crate) use catalogue::{Catalogue, Filters, catalogue, month_name};
pub(crate) use certificate::{Certified, certificate};
pub(crate) use certificate_check::{certificate_checked, check_certificate};
pub(crate) use change_booking::{Choosing, Costed, Substituting, cancel, cost, substitute};
pub(crate) use check_answers::{Checked, NotTaken, VERSION, check_answers, closed};
pub(crate) use come_back::{ComingBack, come_back};
pub(crate) use evaluation::{Evaluating, evaluated, evaluation, wanted};
pub(crate) use offer::{Offered, offer, offer_gone};
pub(crate) use organisation::organisation;
pub(crate) use question::{Asked, question};
pub(crate) use receipt::{Receipt, receipt, receipt_file, sent_before};
pub(crate) use run::{Shown, run};
pub(crate) use school::school;
pub(crate) use setting_search::{found, settings};
pub(crate) use start::{gone, start};
pub(crate) use unknown_link::unknown;

/// Where a question is asked.
pub(crate) fn question_path(run: &RunId, question: Question) -> String {
    book_path(run, question.name())
}

/// Where one of those who are to come, counted from 0, is asked for.
pub(crate) fn attendee_path(run: &RunId, index: usize) -> String {
    book_path(run, &format!("attendee/{}", index + 1))
}
