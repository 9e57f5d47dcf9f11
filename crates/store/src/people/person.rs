//! A person as a record.

use domain::messages::Pending;
use domain::people::{Membership, Person, StaffId};
use domain::words::{EmailAddress, PersonName};
use jiff::Timestamp;
use records::{ListName, Record, RecordId, RecordsError, Versioned};
use serde::{Deserialize, Serialize};

/// The list of people who may sign in.
pub(super) const PRESENT: &str = "present";
/// The list of those who no longer may.
pub(super) const LEFT: &str = "left";
/// The list of records of which something is to go out.
pub(super) const OUTBOX: &str = "outbox";

/// A person's record; its id is theirs.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredPerson(pub Person);

/// What a list shows of a person: on the lists of people who they are, on the outbox what waits to go out to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PersonOnList {
    /// Who they are.
    Person(PersonRow),
    /// What waits.
    Outbox(Pending),
}

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
    pub invited_at: Timestamp,
    /// Since when they may no longer sign in.
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
    type Row = PersonOnList;

    fn rows(&self) -> Vec<(ListName, PersonOnList)> {
        let list = if self.0.ended_at.is_some() { LEFT } else { PRESENT };
        let person = Some((list, PersonOnList::Person(PersonRow::of(&self.0))));
        let waiting = self.0.outgoing.pending().map(|pending| (OUTBOX, PersonOnList::Outbox(pending)));
        let rows = person.into_iter().chain(waiting);
        rows.filter_map(|(list, row)| Some((ListName::parse(list).ok()?, row))).collect()
    }
}

/// Whether nothing of a person's history is missing or changed.
#[must_use]
pub fn history_is_whole(found: &Versioned<StoredPerson>) -> bool {
    record_id(&found.record.0.member.id).is_ok_and(|id| found.history.verify(StoredPerson::KIND, &id))
}

/// The record that an id names.
pub(super) fn record_id(id: &StaffId) -> Result<RecordId, RecordsError> {
    Ok(RecordId::parse(id.as_str())?)
}
