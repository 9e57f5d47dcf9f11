//! One enquiry on one page.

use domain::advice::StepName;
use domain::choice::choice;
use enquiries::saved_replies;
use web::{Html, Problem, Visit};

use super::case::Case;
use super::unsent;
use crate::desk::pages::{self, Thread, step_path};

/// Everything about an enquiry. That you looked is written down, and the family can see it.
pub(crate) async fn show_thread(visit: Visit) -> Result<Html, Problem> {
    let case = Case::open(&visit).await?;
    let sight = case.sight(&visit);
    let writes = sight.may.contains(&StepName::Answer) && sight.is_mine();
    let replies = if writes { saved_replies(&visit.app).await? } else { Default::default() };
    let path = step_path(&case.reference, StepName::Answer, None);
    let unsent = if writes { unsent::find(&visit, &case.staff, &path, StepName::Answer).await? } else { None };
    let thread = Thread {
        sight: &sight,
        unsent,
        replies: &replies,
        writes,
        whole: visit.query.has("all"),
        done: choice(visit.query.text("done")).ok(),
    };
    Ok(pages::thread(visit.council()?, &thread))
}
