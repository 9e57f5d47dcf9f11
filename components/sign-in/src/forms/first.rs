//! The first administrator of a new installation: whoever holds the setup key, while there is no administrator yet.

use domain::input::{Body, Field, Style, form_value};
use domain::people::{Membership, Named, Role, Way};
use domain::problems::Problems;
use domain::words::{EmailAddress, PersonName};
use http::StatusCode;
use subtle::ConstantTimeEq;
use web::{Html, IntoResponse, Problem, Response, Visit, see_other, with_cookie};

use super::SETUP_KEY;
use crate::pages::{self, Newcomer};

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
    let person = store::people::invite(&visit.app, OPERATOR, &email, &named).await?.record.0;
    let (_, cookie) = store::people::sign_in(&visit.app, &visit.browser, &person.member.id, Way::First, None).await?;
    Ok(with_cookie(see_other("/desk"), cookie))
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
    if !bool::from(digest(held).ct_eq(&digest(key))) || store::people::has_an_administrator(app).await? {
        return Err(Problem::not_found());
    }
    Ok(())
}
