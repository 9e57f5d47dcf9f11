//! Signing in and out. Who somebody is has been proved already, one way or another.

use domain::people::{Identity, Session, SessionId, SignedIn, StaffId, Way};
use http::HeaderValue;
use records::{By, Decision, Versioned};
use web::{App, Browser, Problem, session};

use crate::access::{refused, settled};
use crate::kept::{StoredPerson, record_id};

/// Signs somebody in with a browser: the session stands in their record before the browser gets it, so that whoever ends
/// their access knows of it. Answers with the `Set-Cookie` header.
///
/// # Errors
/// 404 where there is nobody; 409 where they may no longer come, or are known under another identity; 503 where the store
/// is busy or failing.
pub async fn sign_in(
    app: &App,
    browser: &Browser,
    id: &StaffId,
    way: Way,
    identity: Option<&Identity>,
) -> Result<HeaderValue, Problem> {
    let now = app.now();
    let session = SessionId::draw(app.random());
    let mut surplus = Vec::new();
    let mut decide = |current: Option<&Versioned<StoredPerson>>| {
        let mut person = current.ok_or_else(Problem::not_found)?.record.0.clone();
        if let Some(identity) = identity {
            person = person.known_as(identity.clone()).map_err(refused)?;
        }
        let signed_in = SignedIn { id: session.clone(), at: now, way };
        let (person, ended) = person.signed_in(signed_in, now).map_err(refused)?;
        surplus = ended;
        Ok(Decision::Write(StoredPerson(person)))
    };
    let by = By::new(id.as_str(), "signed in");
    let person = settled(app.change(&record_id(id)?, by, &mut decide).await?.into_current())?;
    session::end(app, &surplus).await?;
    session::cookie(app, browser, &Session::begun(session, person.record.0.member, now))
}

/// Signs a browser out. Answers with the `Set-Cookie` header that makes it forget.
///
/// # Errors
/// 503 where the store fails: then they are still signed in.
pub async fn sign_out(app: &App, browser: &Browser) -> Result<HeaderValue, Problem> {
    if let Some(session) = session::current(app, browser).await? {
        session::end(app, &[session.id]).await?;
    }
    Ok(session::without(browser))
}
