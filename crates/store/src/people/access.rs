//! Who may come: what an administrator decides. Whatever takes something away from somebody signs their browsers out.

use domain::people::{Member, Named, Person, PersonRefusal, StaffId};
use domain::words::EmailAddress;
use records::{By, Decision, Versioned};
use web::{App, IfMatch, Problem, session};

use crate::people::kept::{StoredPerson, record_id};
use crate::people::register::{by_email, ids_for};

/// Lets somebody in, for the first time or again, and has a link sent to them. Whom to name as having done it is `by`: an
/// id.
///
/// # Errors
/// 409 where they may come already; 503 where the store is busy or failing.
pub async fn invite(
    app: &App,
    by: &str,
    email: &EmailAddress,
    named: &Named,
) -> Result<Versioned<StoredPerson>, Problem> {
    let (now, drawn) = (app.now(), u64::from_le_bytes(app.random()));
    let known = by_email(app, email).await?.map(|found| found.record.0.member.id);
    let id = known.or_else(|| ids_for(app, email).into_iter().next());
    let id = id.ok_or_else(|| Problem::internal("no secret to make an id with"))?;
    let Named { name, membership } = named;
    let mut decide = |current: Option<&Versioned<StoredPerson>>| {
        let person = match current {
            None => {
                let member = Member { id: id.clone(), name: name.clone(), membership: membership.clone() };
                Person::invited(member, email.clone(), now)
            }
            Some(current) => {
                let person = current.record.0.clone();
                person.invited_again(name.clone(), membership.clone()).map_err(refused)?
            }
        };
        Ok(Decision::Write(StoredPerson(person.sent_a_link(drawn, now).map_err(refused)?)))
    };
    settled(app.change(&record_id(&id)?, By::new(by, "invited"), &mut decide).await?.into_current())
}

/// Gives somebody another name or another place. They must sign in again to have it.
///
/// # Errors
/// 404, 409 where they may no longer come or would take their own role away, 412 where somebody else changed them since
/// they were `seen`; 503 where the store is busy or failing.
pub async fn change(
    app: &App,
    by: &StaffId,
    id: &StaffId,
    seen: &IfMatch,
    named: &Named,
) -> Result<Versioned<StoredPerson>, Problem> {
    let Named { name, membership } = named;
    let mut decide = |current: Option<&Versioned<StoredPerson>>| {
        let current = current.ok_or_else(Problem::not_found)?;
        seen.check(current.version)?;
        let person = current.record.0.clone().changed(by, name.clone(), membership.clone()).map_err(refused)?;
        Ok(Decision::Write(StoredPerson(person)))
    };
    let by = By::new(by.as_str(), "changed");
    let changed = settled(app.change(&record_id(id)?, by, &mut decide).await?.into_current())?;
    sign_browsers_out(app, &changed.record.0).await?;
    Ok(changed)
}

/// Ends somebody's access at once: nobody signs in as them, and every browser they are signed in with is signed out.
/// Ending it again signs out what a failure may have left in.
///
/// # Errors
/// 404, 409 for oneself; 503 where the store is busy or failing: then try again.
pub async fn end(app: &App, by: &StaffId, id: &StaffId) -> Result<Versioned<StoredPerson>, Problem> {
    let now = app.now();
    let mut decide = |current: Option<&Versioned<StoredPerson>>| {
        let person = &current.ok_or_else(Problem::not_found)?.record.0;
        if person.ended_at.is_some() {
            return Ok(Decision::Keep);
        }
        Ok(Decision::Write(StoredPerson(person.clone().ended(by, now).map_err(refused)?)))
    };
    let by = By::new(by.as_str(), "ended their access");
    let ended = settled(app.change(&record_id(id)?, by, &mut decide).await?.into_current())?;
    sign_browsers_out(app, &ended.record.0).await?;
    Ok(ended)
}

/// Signs somebody out with every browser.
///
/// # Errors
/// 404; 503 where the store fails: then try again.
pub async fn sign_out_everywhere(app: &App, id: &StaffId) -> Result<(), Problem> {
    // Who signs in from now on is not meant; who did before stands in the record.
    let found = app.records::<StoredPerson>().read(&record_id(id)?).await?.ok_or_else(Problem::not_found)?;
    sign_browsers_out(app, &found.record.0).await
}

async fn sign_browsers_out(app: &App, person: &Person) -> Result<(), Problem> {
    let sessions: Vec<_> = person.sessions.iter().map(|signed_in| signed_in.id.clone()).collect();
    session::end(app, &sessions).await
}

pub(crate) fn settled(current: Option<Versioned<StoredPerson>>) -> Result<Versioned<StoredPerson>, Problem> {
    current.ok_or_else(|| Problem::internal("a change of a person that left nobody"))
}

pub(crate) fn refused(refusal: PersonRefusal) -> Problem {
    let state = match refusal {
        PersonRefusal::Ended => "ended",
        PersonRefusal::NotEnded => "present",
        PersonRefusal::Yourself => "yourself",
        PersonRefusal::SomebodyElse => "somebody_else",
    };
    Problem::conflict(state, refusal.sentence())
}
