//! A person as a record.

use domain::people::{Membership, Person, StaffId};
use domain::words::{EmailAddress, PersonName};
use jiff::Timestamp;
use records::{ListName, Record, RecordId};
use serde::{Deserialize, Serialize};
use web::Problem;

/// The list of people who may come.
pub(crate) const PRESENT: &str = "present";
/// The list of those who no longer may.
pub(crate) const LEFT: &str = "left";

/// A person's record; its id is theirs.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredPerson(pub Person);

/// What a list of people shows of each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// Their name.
    pub name: PersonName,
    /// Where their links go.
    pub email: EmailAddress,
    /// What they belong to.
    pub membership: Membership,
    /// When they were first let in.
    #[serde(deserialize_with = "domain::moment::read")]
    pub invited_at: Timestamp,
    /// Since when they may no longer come.
    #[serde(default, deserialize_with = "domain::moment::read_any")]
    pub ended_at: Option<Timestamp>,
}

impl PersonRow {
    /// What to show of a person.
    #[must_use]
    pub fn of(person: &Person) -> Self {
        Self {
            name: person.member.name.clone(),
            email: person.email.clone(),
            membership: person.member.membership.clone(),
            invited_at: person.invited_at,
            ended_at: person.ended_at,
        }
    }
}

impl Record for StoredPerson {
    const KIND: &'static str = "person";
    const SCHEMA: u32 = 1;
    type Row = PersonRow;

    fn rows(&self) -> Vec<(ListName, PersonRow)> {
        let list = if self.0.ended_at.is_some() { LEFT } else { PRESENT };
        ListName::parse(list).map(|list| (list, PersonRow::of(&self.0))).into_iter().collect()
    }
}

/// The record that an id names.
pub(crate) fn record_id(id: &StaffId) -> Result<RecordId, Problem> {
    RecordId::parse(id.as_str()).map_err(|_| Problem::not_found())
}
