//! Signing out, here or everywhere.

use web::{Html, PageRequest, Problem, Response, see_other, session, with_cookie};

use crate::pages;

const SIGNED_OUT: &str = "/sign-in/signed-out";

/// Signs this browser out.
pub(crate) async fn sign_out(request: PageRequest) -> Result<Response, Problem> {
    let cookie = session::sign_out(&request.app, &request.browser).await?;
    Ok(with_cookie(see_other(SIGNED_OUT), cookie))
}

/// Signs every browser of this person out.
pub(crate) async fn sign_out_everywhere(request: PageRequest) -> Result<Response, Problem> {
    let member = request.session().await?.member;
    store::people::sign_out_everywhere(request.app.database(), &member.id).await?;
    let cookie = session::sign_out(&request.app, &request.browser).await?;
    Ok(with_cookie(see_other(SIGNED_OUT), cookie))
}

/// Says that it is done.
pub(crate) async fn show_signed_out(request: PageRequest) -> Result<Html, Problem> {
    Ok(pages::signed_out(request.council()?))
}
