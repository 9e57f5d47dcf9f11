//! The first administrator of a new installation: the holder of the setup key, while there is no administrator yet.

use domain::input::{Body, Field, Style, form_value};
use domain::people::{Membership, Named, Role, Session, Way};
use domain::problems::Problems;
use domain::words::{EmailAddress, PersonName};
use http::StatusCode;
use records::Database;
use store::people::PersonError;
use subtle::ConstantTimeEq;
use web::{Html, IntoResponse, Problem, Response, Visit, see_other, session, with_cookie};

use super::SETUP_KEY;
use crate::pages::{self, Newcomer};
use crate::problems;

const NAME: Field<PersonName> = Field::new("name", "Your name", "Enter your name");
const EMAIL: Field<EmailAddress> = Field::new("email", "Your email address", "Enter your email address");
const NEWCOMER: Body = Body::unnamed(&[&NAME, &EMAIL]);

/// Who to name in histories: nobody let them in but the operator.
const OPERATOR: &str = "operator";

/// The page that asks who the first administrator is.
pub(crate) async fn show(visit: Visit) -> Result<Html, Problem> {
    admit(&visit, visit.query.text("key")).await?;
    let newcomer = Newcomer { key: visit.query.text("key"), ..Newcomer::default() };
    Ok(pages::first(visit.council()?, &newcomer))
}

/// Makes them an administrator and signs them in.
pub(crate) async fn sign_up(visit: Visit) -> Result<Response, Problem> {
    let (key, name, email) = (visit.form.text("key"), visit.form.text("name"), visit.form.text("email"));
    admit(&visit, &key).await?;
    let (name, email) = match read(&name, &email) {
        Ok(read) => read,
        Err(problems) => {
            let newcomer = Newcomer { key: &key, name: &name, email: &email, problems };
            return Ok(pages::first(visit.council()?, &newcomer)
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response());
        }
    };
    let named = Named { name, membership: Membership::Desk(Role::Admin) };
    let session = invite(visit.app.database(), &email, &named).await.map_err(|error| error.map(problems::person))?;
    let cookie = session::cookie(&visit.app, &visit.browser, &session)?;
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
async fn admit(visit: &Visit, key: &str) -> Result<(), Problem> {
    let app = &visit.app;
    let digest = |text: &str| app.keyring().digest("setup-key", &[text.as_bytes()]);
    let held = app.settings().own(SETUP_KEY).ok_or_else(Problem::not_found)?;
    if !bool::from(digest(held).ct_eq(&digest(key))) || store::people::has_an_administrator(app.database()).await? {
        return Err(Problem::not_found());
    }
    Ok(())
}
