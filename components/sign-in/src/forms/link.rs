//! Signing in with a link that is sent by email. Every caller gets the same answer, in the same time, whether we know the
//! address or not.

use domain::input::{Body, Field, Style, form_value};
use domain::people::Way;
use domain::problems::Problems;
use domain::words::EmailAddress;
use http::StatusCode;
use records::ChangeError;
use store::people::Link;
use web::limit::SUBMISSIONS;
use web::{Html, IntoResponse, Limit, Problem, Response, Visit, see_other, session, with_cookie};

use super::back;
use crate::pages;
use crate::problems;
use crate::providers;

const EMAIL: Field<EmailAddress> = Field::new("email", "Your email address", "Enter your email address");
const ASKED: Body = Body::unnamed(&[&EMAIL]);

/// How many links an hour go to one address.
const LINKS: Limit = Limit { name: "links", max: 5, window_seconds: 3600 };

/// The page that asks for an address.
pub(crate) async fn show_start(visit: Visit) -> Result<Response, Problem> {
    let page = pages::start(visit.council()?, &providers::ways(visit.app.settings())?, "", None).into_response();
    Ok(match back::remember(&visit) {
        Some(cookie) => with_cookie(page, cookie),
        None => page,
    })
}

/// Has a link sent, if the address is known.
pub(crate) async fn ask(visit: Visit) -> Result<Response, Problem> {
    let typed = visit.form.text("email");
    let email = match read(&typed) {
        Ok(email) => email,
        Err(problems) => {
            let wrong = problems.at("#/email").map(|problem| problem.detail.as_str());
            let page = pages::start(visit.council()?, &providers::ways(visit.app.settings())?, &typed, wrong);
            return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
    };
    SUBMISSIONS.count(&visit.app, &visit.caller).await?;
    if LINKS.admits(&visit.app, email.folded().as_bytes()).await? {
        store::people::ask_for_link(visit.app.database(), &email).await?;
    }
    Ok(see_other("/sign-in/sent"))
}

/// Says that a link is on its way.
pub(crate) async fn show_sent(visit: Visit) -> Result<Html, Problem> {
    Ok(pages::sent(visit.council()?))
}

/// The page that a link leads to. Looking at it uses nothing up: programs follow links to see whether they are safe.
pub(crate) async fn show(visit: Visit) -> Result<Html, Problem> {
    let token = visit.part("token");
    let Some(link) = Link::read(visit.app.database(), token) else { return gone(&visit) };
    let found = store::people::by_id(visit.app.database(), link.id()).await?.map(|found| found.record.0);
    match found.filter(|person| person.admitted().is_ok()) {
        Some(person) => Ok(pages::confirm(visit.council()?, token, person.member.name.as_str())),
        None => gone(&visit),
    }
}

/// Signs in the person whom the link is for, once.
pub(crate) async fn follow(visit: Visit) -> Result<Response, Problem> {
    let database = visit.app.database();
    let Some(link) = Link::read(database, visit.part("token")) else { return Ok(gone(&visit)?.into_response()) };
    if !link.spend(database).await? {
        // Pressed twice: they are in already.
        return match visit.session().await {
            Ok(session) if session.member.id == *link.id() => {
                Ok(see_other(&back::destination(&visit, &session.member)))
            }
            _ => Ok(gone(&visit)?.into_response()),
        };
    }
    let session = match store::people::sign_in(database, link.id(), Way::Link, None).await {
        Ok(session) => session,
        Err(ChangeError::Refused(_)) => return Ok(gone(&visit)?.into_response()),
        Err(error) => return Err(error.map(problems::person).into()),
    };
    let cookie = session::cookie(&visit.app, &visit.browser, &session)?;
    let page = with_cookie(see_other(&back::destination(&visit, &session.member)), cookie);
    Ok(with_cookie(page, back::forget(&visit.browser)))
}

fn read(typed: &str) -> Result<EmailAddress, Problems> {
    ASKED.read(&form_value([("email", typed)]), Style::Form, |form| form.get(&EMAIL))
}

fn gone(visit: &Visit) -> Result<Html, Problem> {
    Ok(pages::spent(visit.council()?).status(StatusCode::GONE))
}
