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
use web::{Html, IntoResponse, Limit, PageRequest, Problem, Response, see_other, session, with_cookie};

use super::back;
use crate::pages;
use crate::problems;
use crate::providers;

const EMAIL: Field<EmailAddress> = Field::new("email", "Your email address", "Enter your email address");
const ASKED: Body = Body::unnamed(&[&EMAIL]);

/// How many links an hour go to one address.
const LINKS: Limit = Limit { name: "links", max: 5, window_seconds: 3600 };

/// The page that asks for an address.
pub(crate) async fn show_start(request: PageRequest) -> Result<Response, Problem> {
    let page = pages::start(request.council()?, &providers::ways(request.app.settings())?, "", None).into_response();
    Ok(match back::remember(&request) {
        Some(cookie) => with_cookie(page, cookie),
        None => page,
    })
}

/// Has a link sent, if the address is known.
pub(crate) async fn ask(request: PageRequest) -> Result<Response, Problem> {
    let typed = request.form.text("email");
    let email = match read(&typed) {
        Ok(email) => email,
        Err(problems) => {
            let wrong = problems.at("#/email").map(|problem| problem.detail.as_str());
            let page = pages::start(request.council()?, &providers::ways(request.app.settings())?, &typed, wrong);
            return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
    };
    SUBMISSIONS.count(&request.app, &request.caller).await?;
    if LINKS.admits(&request.app, email.folded().as_bytes()).await? {
        store::people::ask_for_link(request.app.database(), &email).await?;
    }
    Ok(see_other("/sign-in/sent"))
}

/// Says that a link is on its way.
pub(crate) async fn show_sent(request: PageRequest) -> Result<Html, Problem> {
    Ok(pages::sent(request.council()?))
}

/// The page that a link leads to. Looking at it uses nothing up: programs follow links to see whether they are safe.
pub(crate) async fn show(request: PageRequest) -> Result<Html, Problem> {
    let token = request.part("token");
    let Some(link) = Link::read(request.app.database(), token) else { return gone(&request) };
    let found = store::people::by_id(request.app.database(), link.id()).await?.map(|found| found.record.0);
    match found.filter(|person| person.admitted().is_ok()) {
        Some(person) => Ok(pages::confirm(request.council()?, token, person.member.name.as_str())),
        None => gone(&request),
    }
}

/// Signs in the person whom the link is for, once.
pub(crate) async fn follow(request: PageRequest) -> Result<Response, Problem> {
    let database = request.app.database();
    let Some(link) = Link::read(database, request.part("token")) else { return Ok(gone(&request)?.into_response()) };
    if !link.spend(database).await? {
        // Pressed twice: they are in already.
        return match request.session().await {
            Ok(session) if session.member.id == *link.id() => {
                Ok(see_other(&back::destination(&request, &session.member)))
            }
            _ => Ok(gone(&request)?.into_response()),
        };
    }
    let session = match store::people::sign_in(database, link.id(), Way::Link, None).await {
        Ok(session) => session,
        Err(ChangeError::Refused(_)) => return Ok(gone(&request)?.into_response()),
        Err(error) => return Err(error.map(problems::person).into()),
    };
    let cookie = session::cookie(&request.app, &request.browser, &session)?;
    let page = with_cookie(see_other(&back::destination(&request, &session.member)), cookie);
    Ok(with_cookie(page, back::forget(&request.browser)))
}

fn read(typed: &str) -> Result<EmailAddress, Problems> {
    ASKED.read(&form_value([("email", typed)]), Style::Form, |form| form.get(&EMAIL))
}

fn gone(request: &PageRequest) -> Result<Html, Problem> {
    Ok(pages::spent(request.council()?).status(StatusCode::GONE))
}
