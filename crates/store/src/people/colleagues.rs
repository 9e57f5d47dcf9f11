//! Our own staff, as the services know them: whom work can be given to.

use domain::people::{KeyId, Member, StaffId, StaffMember, Standing};
use records::{Database, RecordsError};
use web::key;

use crate::people::finding::present;

/// Our own staff who may sign in, by name. It reads a list: for a form that asks to whom, not for every page.
///
/// # Errors
/// The store's.
pub async fn staff(database: &Database) -> Result<Vec<StaffMember>, RecordsError> {
    let people = present(database).await?.into_iter();
    Ok(people.filter_map(|(id, row)| Member { id, name: row.name, membership: row.membership }.staff()).collect())
}

/// The member of staff with this id, while they can be let in: a person, or the holder of an API key.
///
/// # Errors
/// The store's.
pub async fn colleague(database: &Database, id: &StaffId) -> Result<Option<StaffMember>, RecordsError> {
    if let Some(found) = staff(database).await?.into_iter().find(|member| member.id == *id) {
        return Ok(Some(found));
    }
    // The holder of a key has the key's public half as their id.
    let Ok(id) = KeyId::parse(id.as_str()) else { return Ok(None) };
    let stored = key(database, &id).await?.map(|stored| stored.record.0);
    Ok(stored.filter(|key| key.standing(database.now()) == Standing::Valid).map(|key| key.holder))
}
