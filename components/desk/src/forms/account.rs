//! One's own account: who one is here, and with which browsers one is signed in.

use domain::people::SignedIn;
use web::{Html, Problem, Visit};

use crate::pages::{self, Account};

/// The visitor's own account, whichever place they belong to.
pub(crate) async fn show(visit: Visit) -> Result<Html, Problem> {
    let session = visit.session().await?;
    let found = store::people::by_id(visit.app.database(), &session.member.id).await?;
    let person = found.ok_or_else(Problem::unauthenticated)?.record.0;
    let live = |signed_in: &&SignedIn| !signed_in.is_over(visit.app.now());
    let browsers: Vec<_> = person.sessions.iter().filter(live).cloned().collect();
    let account = Account { member: &session.member, email: &person.email, browsers, here: &session.id };
    Ok(pages::account(visit.council()?, &account))
}
