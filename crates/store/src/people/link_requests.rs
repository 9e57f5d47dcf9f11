//! Links to sign in that were asked for on the sign-in page, whether anybody has the address or not.

use std::convert::Infallible;

use domain::messages::{Addressee, Outgoing, Pending};
use domain::people::StaffId;
use domain::words::EmailAddress;
use records::{By, ChangeError, Database, Decision, ListName, Record, RecordId, RecordsError, Versioned};
use serde::{Deserialize, Serialize};

use crate::people::finding::ids_for;
use crate::people::person::OUTBOX;

/// Links that wait to go out. Who has an address is looked up when they go, and not while a caller waits who may only want
/// to know that. An address has its place in one of [`RECORDS`] records.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LinkRequests(pub Outgoing);

/// How many records there are: enough that two who ask at once seldom wait for each other.
const RECORDS: u8 = 64;

impl Record for LinkRequests {
    const KIND: &'static str = "sign-in-postbox";
    const SCHEMA: u32 = 1;
    type Row = Pending;

    fn rows(&self) -> Vec<(ListName, Pending)> {
        ListName::parse(OUTBOX).ok().zip(self.0.pending()).into_iter().collect()
    }
}

/// Has a link sent to this address, if a person who may sign in has it. Whether anybody has it is not asked here, so that
/// neither the answer nor its time can tell. How many go to one address in an hour is the caller's to bound.
///
/// # Errors
/// The store's.
pub async fn ask_for_link(database: &Database, email: &EmailAddress) -> Result<(), ChangeError<Infallible>> {
    let ids = ids_for(database, email);
    let Some(first) = ids.first() else { return Ok(()) };
    let id = record_id(database, first)?;
    let (now, drawn) = (database.now(), u64::from_le_bytes(database.random()));
    let decide = |current: Option<&Versioned<LinkRequests>>| {
        let mut requests = current.map(|current| current.record.clone()).unwrap_or_default();
        for id in &ids {
            requests.0.write_link(Addressee::Staff(id.clone()), drawn, now);
        }
        Ok(Decision::Write(requests))
    };
    database.change(&id, By::new("anybody", "asked for a link").without_new_version(), decide).await.map(drop)
}

/// The record in which a person's links wait.
fn record_id(database: &Database, id: &StaffId) -> Result<RecordId, RecordsError> {
    let [number, ..] = database.keyring().digest("people/postbox", &[id.as_str().as_bytes()]);
    Ok(RecordId::parse(&(number % RECORDS).to_string())?)
}
