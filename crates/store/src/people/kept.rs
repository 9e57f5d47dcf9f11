//! A person as a record.

use domain::messages::{Outgoing, Pending};
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
/// The list of those to whom something is to go out.
pub const OUTBOX: &str = "outbox";

/// A person's record; its id is theirs.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredPerson(pub Person);

/// What a list shows of a person: on the lists of people who they are, on the outbox what waits to go out to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Shown {
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
    /// Since when they may no longer come.
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
    type Row = Shown;

    fn rows(&self) -> Vec<(ListName, Shown)> {
        let list = if self.0.ended_at.is_some() { LEFT } else { PRESENT };
        let person = Some((list, Shown::Person(PersonRow::of(&self.0))));
        let waiting = self.0.outgoing.pending().map(|pending| (OUTBOX, Shown::Outbox(pending)));
        let rows = person.into_iter().chain(waiting);
        rows.filter_map(|(list, row)| Some((ListName::parse(list).ok()?, row))).collect()
    }
}

/// Links to sign in that were asked for and wait to go out, whether anybody has the address or not: who has, is looked up
/// when they go, and not while somebody waits who may only want to know that. An address has its place in one of
/// [`POSTBOXES`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Postbox(pub Outgoing);

/// How many there are: enough that two who ask at once seldom wait for each other.
pub(crate) const POSTBOXES: u8 = 64;

impl Record for Postbox {
    const KIND: &'static str = "sign-in-postbox";
    const SCHEMA: u32 = 1;
    type Row = Pending;

    fn rows(&self) -> Vec<(ListName, Pending)> {
        ListName::parse(OUTBOX).ok().zip(self.0.pending()).into_iter().collect()
    }
}

/// The record that an id names.
pub(crate) fn record_id(id: &StaffId) -> Result<RecordId, Problem> {
    RecordId::parse(id.as_str()).map_err(|_| Problem::not_found())
}
