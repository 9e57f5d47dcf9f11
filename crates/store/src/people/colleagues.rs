//! Our own staff, as the services know them: whom work can be given to.

use domain::people::{ApiKey, Member, StaffId, StaffMember, Standing};
use records::{Database, ListName, RecordId, RecordsError};
use web::StaffKey;

use crate::people::kept::{PRESENT, PersonRow, Shown, StoredPerson};

/// Our own staff who may come, by name. It reads a list: for a form that asks to whom, not for every page.
///
/// # Errors
/// The store's.
pub async fn staff(database: &Database) -> Result<Vec<StaffMember>, RecordsError> {
    let mut staff = Vec::new();
    for listed in database.records::<StoredPerson>().list(&ListName::parse(PRESENT)?).await? {
        let Shown::Person(PersonRow { name, membership, .. }) = listed.row else { continue };
        let id = StaffId::parse(listed.id.as_str());
        let id = id.map_err(|_| RecordsError::corrupt("a person whose id is none", listed.id.as_str()))?;
        staff.extend(Member { id, name, membership }.staff());
    }
    staff.sort_by_cached_key(|member| (member.name.as_str().to_lowercase(), member.id.as_str().to_owned()));
    Ok(staff)
}

/// The member of staff with this id, while they can be let in: a person, or the holder of an API key.
///
/// # Errors
/// The store's.
pub async fn colleague(database: &Database, id: &StaffId) -> Result<Option<StaffMember>, RecordsError> {
    if let Some(found) = staff(database).await?.into_iter().find(|member| member.id == *id) {
        return Ok(Some(found));
    }
    // The holder of a key goes by its public half.
    let stored = database.records::<StaffKey>().read(&RecordId::parse(id.as_str())?).await?;
    let stored: Option<ApiKey> = stored.map(|stored| stored.record.0);
    Ok(stored.filter(|key| key.standing(database.now()) == Standing::Valid).map(|key| key.holder))
}
