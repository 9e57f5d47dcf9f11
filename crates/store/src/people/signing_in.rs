//! Signing in: what a person proved, and the session that they are then in. What happens in a browser is no change of who a
//! person is: it makes no version of them stale. It never knows how a browser keeps its session.

use crate::people::session;
use domain::people::{Account, PersonRefusal, Session, SessionId, SignedIn, StaffId, Way};
use records::{By, ChangeError, Database, Versioned};

use crate::people::admission::{PersonError, decided};
use crate::people::finding::by_email;
use crate::people::person::{StoredPerson, record_id};

/// Signs a person in with one more browser: the session stands in their record before the browser gets it, so that ending
/// their access ends it too.
///
/// # Errors
/// Not found; refused where they may no longer sign in, or `account` is not theirs; the store's.
pub async fn sign_in(
    database: &Database,
    id: &StaffId,
    way: Way,
    account: Option<&Account>,
) -> Result<Session, PersonError> {
    let now = database.now();
    let session = SessionId::draw(database.random());
    let mut surplus = Vec::new();
    let decide = |current: Option<&Versioned<StoredPerson>>| {
        let mut person = current.ok_or(ChangeError::NotFound)?.record.0.clone();
        if let Some(account) = account {
            if !account.opens(&person.member.membership) {
                return Err(ChangeError::Refused(PersonRefusal::SomebodyElse));
            }
            person = person.known_as(account.identity.clone()).map_err(ChangeError::Refused)?;
        }
        let signed_in = SignedIn { id: session.clone(), at: now, way };
        let (person, ended) = person.signed_in(signed_in, now).map_err(ChangeError::Refused)?;
        surplus = ended;
        decided(Ok(person))
    };
    let by = By::new(id.as_str(), "signed in").without_new_version();
    let outcome = database.change(&record_id(id)?, by, decide).await?;
    let member = outcome.into_current().ok_or(ChangeError::NotFound)?.record.0.member;
    session::end(database, &surplus).await?;
    Ok(Session::begun(session, member, now))
}

/// Signs in the person whom an account is for.
///
/// # Errors
/// Not found where nobody has its address; else as [`sign_in`].
pub async fn sign_in_with(database: &Database, account: &Account) -> Result<Session, PersonError> {
    let found = by_email(database, &account.email).await?.ok_or(ChangeError::NotFound)?;
    sign_in(database, &found.record.0.member.id, account.way, Some(account)).await
}
