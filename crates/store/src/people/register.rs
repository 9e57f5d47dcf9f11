//! Finding people: by address, by id, on the list of staff.

use domain::people::{Membership, Role, StaffId};
use domain::words::EmailAddress;
use records::{ListName, Versioned};
use web::{App, Problem};

use crate::people::kept::{LEFT, PRESENT, PersonRow, Shown, StoredPerson, record_id};

/// What an id is made for; never changed, or nobody is found under their address.
const ID_PURPOSE: &str = "people/id";

/// The ids that somebody with this address may have, the one that they get now first. It follows from the address and our
/// secret: two administrators who invite the same person at once invite them once, and an address is looked up without an
/// index. Under a later secret the id stays the one that was made under the first.
pub(crate) fn ids_for(app: &App, email: &EmailAddress) -> Vec<StaffId> {
    let digests = app.keyring().digests(ID_PURPOSE, &[email.as_str().to_lowercase().as_bytes()]);
    digests.into_iter().map(StaffId::draw).collect()
}

/// The person whose links go to this address. Two store operations for each secret that is listed.
///
/// # Errors
/// 503 where the store fails.
pub async fn by_email(app: &App, email: &EmailAddress) -> Result<Option<Versioned<StoredPerson>>, Problem> {
    for id in ids_for(app, email) {
        if let Some(found) = by_id(app, &id).await? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// The id of whoever has this address, or will have it once they are let in: for what is to be theirs when they sign in. It
/// reads a list.
///
/// # Errors
/// 503 where the store fails.
pub async fn id_for(app: &App, email: &EmailAddress) -> Result<StaffId, Problem> {
    let theirs = |row: &PersonRow| row.email.folded() == email.folded();
    let known = present(app).await?.into_iter().find(|(_, row)| theirs(row)).map(|(id, _)| id);
    let id = known.or_else(|| ids_for(app, email).into_iter().next());
    id.ok_or_else(|| Problem::internal("no secret to make an id with"))
}

/// The person with this id. Two store operations.
///
/// # Errors
/// 503 where the store fails.
pub async fn by_id(app: &App, id: &StaffId) -> Result<Option<Versioned<StoredPerson>>, Problem> {
    Ok(app.records::<StoredPerson>().read(&record_id(id)?).await?)
}

/// Everybody who may come, by name.
///
/// # Errors
/// 503 where the store fails.
pub async fn present(app: &App) -> Result<Vec<(StaffId, PersonRow)>, Problem> {
    listed(app, PRESENT).await
}

/// Everybody who no longer may, by name.
///
/// # Errors
/// 503 where the store fails.
pub async fn left(app: &App) -> Result<Vec<(StaffId, PersonRow)>, Problem> {
    listed(app, LEFT).await
}

/// Whether somebody can let others in.
///
/// # Errors
/// 503 where the store fails.
pub async fn has_an_administrator(app: &App) -> Result<bool, Problem> {
    Ok(present(app).await?.iter().any(|(_, row)| row.membership == Membership::Desk(Role::Admin)))
}

async fn listed(app: &App, list: &str) -> Result<Vec<(StaffId, PersonRow)>, Problem> {
    let list = ListName::parse(list).map_err(Problem::internal)?;
    let mut people = Vec::new();
    for listed in app.records::<StoredPerson>().list(&list).await? {
        if let Shown::Person(row) = listed.row {
            people.push((StaffId::parse(listed.id.as_str()).map_err(Problem::internal)?, row));
        }
    }
    // By a text, as rows are sorted elsewhere too: a component holds the code of one such sort.
    people.sort_by_cached_key(|(id, row)| format!("{} {}", row.name.as_str().to_lowercase(), id.as_str()));
    Ok(people)
}
