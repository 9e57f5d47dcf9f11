//! Who may sign in: what an administrator decides. Whatever takes something away from a person signs their browsers out.

use domain::people::{Member, Named, Person, PersonRefusal, StaffId};
use domain::words::EmailAddress;
use records::{By, ChangeError, Database, Decision, ExpectedVersion, RecordsError, StoreError, Versioned};
use web::session;

use crate::people::finding::{by_email, by_id, ids_for};
use crate::people::person::{StoredPerson, record_id};

/// Why a person was not changed.
pub type PersonError = ChangeError<PersonRefusal>;

/// Lets a person in, for the first time or again, and has a link sent to them. `by` is the id that histories name.
///
/// # Errors
/// Refused where they may sign in already; the store's.
pub async fn invite(
    database: &Database,
    by: &str,
    email: &EmailAddress,
    named: &Named,
) -> Result<Versioned<StoredPerson>, PersonError> {
    let (now, drawn) = (database.now(), u64::from_le_bytes(database.random()));
    let known = by_email(database, email).await?.map(|found| found.record.0.member.id);
    let id = known.or_else(|| ids_for(database, email).into_iter().next()).ok_or_else(no_secret)?;
    let Named { name, membership } = named;
    let decide = |current: Option<&Versioned<StoredPerson>>| {
        let person = match current {
            None => {
                let member = Member { id: id.clone(), name: name.clone(), membership: membership.clone() };
                Ok(Person::invited(member, email.clone(), now))
            }
            Some(current) => current.record.0.clone().invited_again(name.clone(), membership.clone()),
        };
        decided(person.and_then(|person| person.sent_a_link(drawn, now)))
    };
    let outcome = database.change(&record_id(&id)?, By::new(by, "invited"), decide).await?;
    outcome.into_current().ok_or(ChangeError::NotFound)
}

/// Gives a person another name or another place. They must sign in again to have it.
///
/// # Errors
/// Not found; stale where another administrator changed them since they were `seen`; refused where they may no longer sign
/// in or would take their own role away; the store's.
pub async fn change(
    database: &Database,
    by: &StaffId,
    id: &StaffId,
    seen: &ExpectedVersion,
    named: &Named,
) -> Result<Versioned<StoredPerson>, PersonError> {
    let Named { name, membership } = named;
    let decide = |current: Option<&Versioned<StoredPerson>>| {
        let current = current.ok_or(ChangeError::NotFound)?;
        seen.check(current.version)?;
        decided(current.record.0.clone().changed(by, name.clone(), membership.clone()))
    };
    let outcome = database.change(&record_id(id)?, By::new(by.as_str(), "changed"), decide).await?;
    let changed = outcome.into_current().ok_or(ChangeError::NotFound)?;
    sign_browsers_out(database, &changed.record.0).await?;
    Ok(changed)
}

/// Ends a person's access at once: nobody signs in as them, and every browser they are signed in with is signed out.
/// Ending it again signs out what a failure may have left in.
///
/// # Errors
/// Not found; refused for oneself; the store's: then try again.
pub async fn end(database: &Database, by: &StaffId, id: &StaffId) -> Result<Versioned<StoredPerson>, PersonError> {
    let now = database.now();
    let decide = |current: Option<&Versioned<StoredPerson>>| {
        let person = &current.ok_or(ChangeError::NotFound)?.record.0;
        if person.ended_at.is_some() {
            return Ok(Decision::Keep);
        }
        decided(person.clone().ended(by, now))
    };
    let by = By::new(by.as_str(), "ended their access");
    let ended = database.change(&record_id(id)?, by, decide).await?.into_current().ok_or(ChangeError::NotFound)?;
    sign_browsers_out(database, &ended.record.0).await?;
    Ok(ended)
}

/// Signs a person out with every browser; those with which they sign in from now on are not meant.
///
/// # Errors
/// The store's: then try again.
pub async fn sign_out_everywhere(database: &Database, id: &StaffId) -> Result<(), RecordsError> {
    // Every session stands in the record before its browser has it.
    match by_id(database, id).await? {
        Some(found) => Ok(sign_browsers_out(database, &found.record.0).await?),
        None => Ok(()),
    }
}

async fn sign_browsers_out(database: &Database, person: &Person) -> Result<(), StoreError> {
    let sessions: Vec<_> = person.sessions.iter().map(|signed_in| signed_in.id.clone()).collect();
    session::end(database, &sessions).await
}

/// What a decision about a person comes to.
pub(super) fn decided(person: Result<Person, PersonRefusal>) -> Result<Decision<StoredPerson>, PersonError> {
    person.map(|person| Decision::Write(StoredPerson(person))).map_err(ChangeError::Refused)
}

/// Every keyring has a secret, so nobody is left without an id.
pub(super) fn no_secret() -> RecordsError {
    RecordsError::corrupt("a keyring without a secret", "people/id")
}
