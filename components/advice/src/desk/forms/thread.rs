//! One enquiry on one page.

use domain::advice::StepName;
use domain::choice::choice;
use store::advice::saved_replies;
use web::{Html, PageRequest, Problem};

use super::UNSENT;
use super::case::Case;
use crate::desk::pages::{self, Thread, step_path};
use crate::desk::step_form::fields;

/// Everything about an enquiry. That you looked is written down, and the family can see it.
pub(crate) async fn show_thread(request: PageRequest) -> Result<Html, Problem> {
    let case = Case::open(&request).await?;
    let context = case.view_context(&request);
    let writes = context.may.contains(&StepName::Answer) && context.is_mine();
    let replies = if writes { saved_replies(request.app.database()).await? } else { Default::default() };
    let path = step_path(&case.reference, StepName::Answer, None);
    let unsent = if writes { UNSENT.find(&request, &case.staff, &path).await? } else { None };
    let thread = Thread {
        context: &context,
        unsent: unsent.map(|typed| typed.only(fields(StepName::Answer))),
        replies: &replies,
        writes,
        whole: request.query.has("all"),
        done: choice(request.query.text("done")).ok(),
    };
    Ok(pages::thread(request.council()?, &thread))
}
