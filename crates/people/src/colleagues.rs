//! Our own staff, as the services know them: whom work can be given to. Of a person they read a row of the list and never
//! the record, so that a component which only gives work away holds none of the code that reads a whole person (37 KB).

use domain::people::{ApiKey, Member, Membership, StaffId, StaffMember, Standing};
use domain::words::PersonName;
use records::{ListName, Record};
use serde::{Deserialize, Serialize};
use web::{App, Problem, StaffKey};

use crate::kept::{PRESENT, StoredPerson, record_id};

/// A person as no more than a row of the list.
#[derive(Clone, Serialize, Deserialize)]
struct Listed;

/// What a row says of a colleague; what else it says is not read.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Colleague {
    name: PersonName,
    membership: Membership,
}

impl Record for Listed {
    const KIND: &'static str = StoredPerson::KIND;
    const SCHEMA: u32 = StoredPerson::SCHEMA;
    type Row = Colleague;

    fn rows(&self) -> Vec<(ListName, Colleague)> {
        Vec::new()
    }
}

/// Our own staff who may come, by name. It reads a list: for a form that asks to whom, not for every page.
///
/// # Errors
/// 503 where the store fails.
pub async fn staff(app: &App) -> Result<Vec<StaffMember>, Problem> {
    let list = ListName::parse(PRESENT).map_err(Problem::internal)?;
    let mut staff = Vec::new();
    for listed in app.records::<Listed>().list(&list).await? {
        let id = StaffId::parse(listed.id.as_str()).map_err(Problem::internal)?;
        let Colleague { name, membership } = listed.row;
        staff.extend(Member { id, name, membership }.staff());
    }
    // By a text, as rows are sorted elsewhere too: a component holds the code of one such sort.
    staff.sort_by_cached_key(|member| format!("{} {}", member.name.as_str().to_lowercase(), member.id.as_str()));
    Ok(staff)
}

/// The member of staff with this id, while they can be let in: a person, or whoever holds an API key.
///
/// # Errors
/// 503 where the store fails.
pub async fn colleague(app: &App, id: &StaffId) -> Result<Option<StaffMember>, Problem> {
    if let Some(found) = staff(app).await?.into_iter().find(|member| member.id == *id) {
        return Ok(Some(found));
    }
    // Whoever holds a key goes by its public half.
    let stored: Option<ApiKey> = app.records::<StaffKey>().read(&record_id(id)?).await?.map(|stored| stored.record.0);
    Ok(stored.filter(|key| key.standing(app.now()) == Standing::Valid).map(|key| key.holder))
}
