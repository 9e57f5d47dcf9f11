//! Finding people: by address, by id, on the lists of those who may sign in and those who no longer may.

use domain::people::{Membership, Role, StaffId};
use domain::words::EmailAddress;
use records::{Database, ListName, RecordsError, Versioned};

use crate::people::admission::no_secret;
use crate::people::person::{LEFT, PRESENT, PersonOnList, PersonRow, StoredPerson, record_id};

/// What an id is made for; never changed, or nobody is found under their address.
const ID_PURPOSE: &str = "people/id";

/// The ids that a person with this address may have, the one that they get now first. It follows from the address and our
/// secret: two administrators who invite the same person at once invite them once, and an address is looked up without an
/// index. Under a later secret the id stays the one that was made under the first.
pub(super) fn ids_for(database: &Database, email: &EmailAddress) -> Vec<StaffId> {
    let digests = database.keyring().digests(ID_PURPOSE, &[email.folded().as_bytes()]);
    digests.into_iter().map(StaffId::draw).collect()
}

/// The person whose links go to this address. Two store operations for each secret that is listed.
///
/// # Errors
/// The store's.
pub async fn by_email(
    database: &Database,
    email: &EmailAddress,
) -> Result<Option<Versioned<StoredPerson>>, RecordsError> {
    for id in ids_for(database, email) {
        if let Some(found) = by_id(database, &id).await? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// The id of the person with this address, let in already or not: for what is to be theirs when they sign in. It reads a
/// list.
///
/// # Errors
/// The store's.
pub async fn id_for(database: &Database, email: &EmailAddress) -> Result<StaffId, RecordsError> {
    let theirs = |row: &PersonRow| row.email.folded() == email.folded();
    let known = present(database).await?.into_iter().find(|(_, row)| theirs(row)).map(|(id, _)| id);
    known.or_else(|| ids_for(database, email).into_iter().next()).ok_or_else(no_secret)
}

/// The person with this id. Two store operations.
///
/// # Errors
/// The store's.
pub async fn by_id(database: &Database, id: &StaffId) -> Result<Option<Versioned<StoredPerson>>, RecordsError> {
    database.records::<StoredPerson>().read(&record_id(id)?).await
}

/// Everybody who may sign in, by name.
///
/// # Errors
/// The store's.
pub async fn present(database: &Database) -> Result<Vec<(StaffId, PersonRow)>, RecordsError> {
    listed(database, PRESENT).await
}

/// Everybody who no longer may, by name.
///
/// # Errors
/// The store's.
pub async fn left(database: &Database) -> Result<Vec<(StaffId, PersonRow)>, RecordsError> {
    listed(database, LEFT).await
}

/// Whether there is an administrator, who can let others in.
///
/// # Errors
/// The store's.
pub async fn has_an_administrator(database: &Database) -> Result<bool, RecordsError> {
    Ok(present(database).await?.iter().any(|(_, row)| row.membership == Membership::Desk(Role::Admin)))
}

async fn listed(database: &Database, list: &str) -> Result<Vec<(StaffId, PersonRow)>, RecordsError> {
    let mut people = Vec::new();
    for listed in database.records::<StoredPerson>().list(&ListName::parse(list)?).await? {
        if let PersonOnList::Person(row) = listed.row {
            let id = StaffId::parse(listed.id.as_str());
            let id = id.map_err(|_| RecordsError::corrupt("a person whose id is none", listed.id.as_str()))?;
            people.push((id, row));
        }
    }
    people.sort_by_cached_key(|(id, row)| (row.name.as_str().to_lowercase(), id.clone()));
    Ok(people)
}
