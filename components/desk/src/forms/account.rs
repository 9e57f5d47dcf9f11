//! One's own account: who one is here, and with which browsers one is signed in.

use domain::people::SignedIn;
use web::{Html, PageRequest, Problem};

use crate::pages::{self, Account};

/// The visitor's own account, whichever place they belong to.
pub(crate) async fn show(request: PageRequest) -> Result<Html, Problem> {
    let session = request.session().await?;
    let found = store::people::by_id(request.app.database(), &session.member.id).await?;
    let person = found.ok_or_else(Problem::unauthenticated)?.record.0;
    let live = |signed_in: &&SignedIn| !signed_in.is_over(request.app.now());
    let browsers: Vec<_> = person.sessions.iter().filter(live).cloned().collect();
    let account = Account { member: &session.member, email: &person.email, browsers, here: &session.id };
    Ok(pages::account(request.council()?, &account))
}
