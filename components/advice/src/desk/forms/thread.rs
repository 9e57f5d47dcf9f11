//! One enquiry on one page.

use domain::advice::StepName;
use domain::choice::choice;
use store::advice::saved_replies;
use web::{Html, Problem, Visit};

use super::UNSENT;
use super::case::Case;
use crate::desk::pages::{self, Thread, step_path};
use crate::desk::step_form::fields;

/// Everything about an enquiry. That you looked is written down, and the family can see it.
pub(crate) async fn show_thread(visit: Visit) -> Result<Html, Problem> {
    let case = Case::open(&visit).await?;
    let context = case.view_context(&visit);
    let writes = context.may.contains(&StepName::Answer) && context.is_mine();
    let replies = if writes { saved_replies(visit.app.database()).await? } else { Default::default() };
    let path = step_path(&case.reference, StepName::Answer, None);
    let unsent = if writes { UNSENT.find(&visit, &case.staff, &path).await? } else { None };
    let thread = Thread {
        context: &context,
        unsent: unsent.map(|typed| typed.only(fields(StepName::Answer))),
        replies: &replies,
        writes,
        whole: visit.query.has("all"),
        done: choice(visit.query.text("done")).ok(),
    };
    Ok(pages::thread(visit.council()?, &thread))
}
