//! The first administrator of a new installation: the holder of the setup key, while there is no administrator yet.

use domain::input::{Body, Field, Style, form_value};
use domain::people::{Membership, Named, Role, Session, Way};
use domain::problems::Problems;
use domain::words::{EmailAddress, PersonName};
use http::StatusCode;
use records::Database;
use store::people::PersonError;
use subtle::ConstantTimeEq;
use web::{Html, IntoResponse, PageRequest, Problem, Response, see_other, session, with_cookie};

use super::SETUP_KEY;
use crate::pages::{self, Newcomer};
use crate::problems;

const NAME: Field<PersonName> = Field::new("name", "Your name", "Enter your name");
const EMAIL: Field<EmailAddress> = Field::new("email", "Your email address", "Enter your email address");
const NEWCOMER: Body = Body::unnamed(&[&NAME, &EMAIL]);

/// Who to name in histories: nobody let them in but the operator.
const OPERATOR: &str = "operator";

/// The page that asks who the first administrator is.
pub(crate) async fn show(request: PageRequest) -> Result<Html, Problem> {
    admit(&request, request.query.text("key")).await?;
    let newcomer = Newcomer { key: request.query.text("key"), ..Newcomer::default() };
    Ok(pages::first(request.council()?, &newcomer))
}

/// Makes them an administrator and signs them in.
pub(crate) async fn sign_up(request: PageRequest) -> Result<Response, Problem> {
    let (key, name, email) = (request.form.text("key"), request.form.text("name"), request.form.text("email"));
    admit(&request, &key).await?;
    let (name, email) = match read(&name, &email) {
        Ok(read) => read,
        Err(problems) => {
            let newcomer = Newcomer { key: &key, name: &name, email: &email, problems };
            return Ok(pages::first(request.council()?, &newcomer)
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response());
        }
    };
    let named = Named { name, membership: Membership::Desk(Role::Admin) };
    let session = invite(request.app.database(), &email, &named).await.map_err(|error| error.map(problems::person))?;
    let cookie = session::cookie(&request.app, &request.browser, &session)?;
    Ok(with_cookie(see_other("/desk"), cookie))
}

async fn invite(database: &Database, email: &EmailAddress, named: &Named) -> Result<Session, PersonError> {
    let person = store::people::invite(database, OPERATOR, email, named).await?.record.0;
    store::people::sign_in(database, &person.member.id, Way::First, None).await
}

fn read(name: &str, email: &str) -> Result<(PersonName, EmailAddress), Problems> {
    NEWCOMER.read(&form_value([("name", name), ("email", email)]), Style::Form, |form| {
        let (name, email) = (form.get(&NAME), form.get(&EMAIL));
        Some((name?, email?))
    })
}

/// Passes for the holder of the setup key, while there is no administrator. Everybody else finds nothing here.
async fn admit(request: &PageRequest, key: &str) -> Result<(), Problem> {
    let app = &request.app;
    let digest = |text: &str| app.keyring().digest("setup-key", &[text.as_bytes()]);
    let held = app.settings().own(SETUP_KEY).ok_or_else(Problem::not_found)?;
    if !bool::from(digest(held).ct_eq(&digest(key))) || store::people::has_an_administrator(app.database()).await? {
        return Err(Problem::not_found());
    }
    Ok(())
}
