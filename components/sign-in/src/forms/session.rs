//! Signing out, here or everywhere.

use web::{Html, Problem, Response, Visit, see_other, session, with_cookie};

use crate::pages;

const SIGNED_OUT: &str = "/sign-in/signed-out";

/// Signs this browser out.
pub(crate) async fn sign_out(visit: Visit) -> Result<Response, Problem> {
    let cookie = session::sign_out(&visit.app, &visit.browser).await?;
    Ok(with_cookie(see_other(SIGNED_OUT), cookie))
}

/// Signs every browser of this person out.
pub(crate) async fn sign_out_everywhere(visit: Visit) -> Result<Response, Problem> {
    let member = visit.session().await?.member;
    store::people::sign_out_everywhere(visit.app.database(), &member.id).await?;
    let cookie = session::sign_out(&visit.app, &visit.browser).await?;
    Ok(with_cookie(see_other(SIGNED_OUT), cookie))
}

/// Says that it is done.
pub(crate) async fn show_signed_out(visit: Visit) -> Result<Html, Problem> {
    Ok(pages::signed_out(visit.council()?))
}
