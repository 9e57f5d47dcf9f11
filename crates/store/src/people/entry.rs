//! Asking to sign in, signing in and signing out. What happens in a browser is no change of who somebody is: it makes
//! nobody's view of them stale.

use domain::messages::Addressee;
use domain::people::{Account, Member, PersonRefusal, Session, SessionId, SignedIn, StaffId, Way};
use domain::words::EmailAddress;
use http::{HeaderValue, StatusCode};
use records::{By, Decision, RecordId, Versioned};
use web::{App, Browser, Limit, Problem, session};

use crate::people::access::{refused, settled};
use crate::people::kept::{POSTBOXES, Postbox, StoredPerson, record_id};
use crate::people::register::{by_email, ids_for};

/// How many links an hour go to one address.
const LINKS: Limit = Limit { name: "links", max: 5, window_seconds: 3600 };

/// Has a link sent to this address, if somebody who may come has it; [`LINKS`] an hour go to one address. Whether anybody has
/// it is not asked here, so that neither the answer nor its time can tell.
///
/// # Errors
/// 503 where the store is busy or failing.
pub async fn send_link(app: &App, email: &EmailAddress) -> Result<(), Problem> {
    let ids = ids_for(app, email);
    let Some(first) = ids.first() else { return Ok(()) };
    if !LINKS.admits(app, first.as_str().as_bytes()).await? {
        return Ok(());
    }
    let [number, ..] = app.keyring().digest("people/postbox", &[first.as_str().as_bytes()]);
    let id = RecordId::parse(&format!("{}", number % POSTBOXES)).map_err(Problem::internal)?;
    let (now, drawn) = (app.now(), u64::from_le_bytes(app.random()));
    let mut decide = |current: Option<&Versioned<Postbox>>| {
        let mut postbox = current.map(|current| current.record.0.clone()).unwrap_or_default();
        for id in &ids {
            postbox.write_link(Addressee::Staff(id.clone()), drawn, now);
        }
        Ok(Decision::Write(Postbox(postbox)))
    };
    app.change(&id, By::new("anybody", "asked for a link").quietly(), &mut decide).await.map(drop)
}

/// Signs somebody in with a browser: the session stands in their record before the browser gets it, so that whoever ends
/// their access knows of it. Answers with who it is and the `Set-Cookie` header.
///
/// # Errors
/// 404 where there is nobody; 409 where they may no longer come, or `account` is not theirs; 503 where the store
/// is busy or failing.
pub async fn sign_in(
    app: &App,
    browser: &Browser,
    id: &StaffId,
    way: Way,
    account: Option<&Account>,
) -> Result<(Member, HeaderValue), Problem> {
    let now = app.now();
    let session = SessionId::draw(app.random());
    let mut surplus = Vec::new();
    let mut decide = |current: Option<&Versioned<StoredPerson>>| {
        let mut person = current.ok_or_else(Problem::not_found)?.record.0.clone();
        if let Some(account) = account {
            if !account.opens(&person.member.membership) {
                return Err(refused(PersonRefusal::SomebodyElse));
            }
            person = person.known_as(account.identity.clone()).map_err(refused)?;
        }
        let signed_in = SignedIn { id: session.clone(), at: now, way };
        let (person, ended) = person.signed_in(signed_in, now).map_err(refused)?;
        surplus = ended;
        Ok(Decision::Write(StoredPerson(person)))
    };
    let by = By::new(id.as_str(), "signed in").quietly();
    let member = settled(app.change(&record_id(id)?, by, &mut decide).await?.into_current())?.record.0.member;
    session::end(app, &surplus).await?;
    let cookie = session::cookie(app, browser, &Session::begun(session, member.clone(), now))?;
    Ok((member, cookie))
}

/// Signs in whomever an account is let in as. Answers with who it is and the `Set-Cookie` header; `None` where the account
/// is nobody's who may come.
///
/// # Errors
/// 503 where the store is busy or failing.
pub async fn sign_in_with(
    app: &App,
    browser: &Browser,
    account: &Account,
) -> Result<Option<(Member, HeaderValue)>, Problem> {
    let Some(found) = by_email(app, &account.email).await? else { return Ok(None) };
    match sign_in(app, browser, &found.record.0.member.id, account.way, Some(account)).await {
        Ok(entered) => Ok(Some(entered)),
        Err(problem) if problem.status() == StatusCode::CONFLICT => Ok(None),
        Err(problem) => Err(problem),
    }
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
