//! What is due to go out: claimed before it is sent, and noted after. It sends nothing.

use std::convert::Infallible;

use domain::messages::{Addressee, Attempt, Message, Outgoing};
use domain::words::EmailAddress;
use jiff::{SignedDuration, Timestamp};
use records::{By, ChangeError, Database, RecordId, RecordsError};

use crate::messages::name::MessageName;
use crate::messages::outbox::{HoldsMail, Outbox};

/// Who claims and notes, where a history would name them.
const SENDER: &str = "messages";

/// How many records with something due are told at once.
const MAX_RECORDS: usize = 50;

/// For how many days it is known how many messages went out on each.
const COUNTED_DAYS: i64 = 7;

/// What an outbox has to do now.
pub struct Due {
    /// How many messages wait, due or not.
    pub waiting: u32,
    /// Some of the records of which something is due, what was due first before others.
    pub records: Vec<RecordId>,
}

/// What was claimed of one record.
pub struct Claimed {
    /// The record.
    pub record: Box<dyn HoldsMail>,
    /// What is to be sent, with what it is called.
    pub messages: Vec<(MessageName, Message)>,
    /// Until when nobody else sends it.
    pub until: Timestamp,
    /// How many of its messages will not be sent, because they are of no more use.
    pub failed: u32,
}

impl Outbox {
    /// What is to be done now. Where nothing is sent, that is to let go of what may be of no more use.
    ///
    /// # Errors
    /// The store's.
    pub async fn due(&self, database: &Database, sends: bool) -> Result<Due, RecordsError> {
        let rows = self.rows(database).await?;
        let waiting = rows.iter().map(|(_, pending)| pending.waiting).sum();
        let since = if sends { SignedDuration::ZERO } else { self.briefest.useful_for() };
        let cutoff = database.now().checked_sub(since).unwrap_or(Timestamp::MIN);
        let mut due: Vec<(Timestamp, RecordId)> = rows
            .into_iter()
            .filter_map(|(id, pending)| Some((pending.due_at.filter(|at| *at <= cutoff)?, id)))
            .collect();
        due.sort();
        Ok(Due { waiting, records: due.into_iter().take(MAX_RECORDS).map(|(_, id)| id).collect() })
    }

    /// Claims what is due in one record, in a quiet change whose acknowledgement is what makes sending right: nothing that
    /// the record holds can be undone any more. `None` where there was nothing to do.
    ///
    /// # Errors
    /// The store's.
    pub async fn claim(&self, database: &Database, id: &RecordId) -> Result<Option<Claimed>, ChangeError<Infallible>> {
        let now = database.now();
        let (mut claimed, mut failed) = (Vec::new(), 0);
        let mut claim = |outgoing: &mut Outgoing| {
            let before = dead(outgoing);
            let (messages, changed) = outgoing.claim(now);
            claimed = messages;
            failed = dead(outgoing).saturating_sub(before);
            changed
        };
        let by = By::new(SENDER, "claimed").without_new_version();
        let Some(record) = self.change(database, id, by, &mut claim).await? else { return Ok(None) };
        claimed.retain(|message| record.outgoing().queue().contains(message));
        let named = |message: Message| (MessageName::of(self.kind, id, &message), message);
        let messages = claimed.into_iter().map(named).collect();
        Ok(Some(Claimed { record, messages, until: Outgoing::claimed_until(now), failed }))
    }

    /// Forgets what is of no more use in one record, where there is nothing to send it with.
    ///
    /// # Errors
    /// The store's.
    pub async fn let_go(&self, database: &Database, id: &RecordId) -> Result<(), ChangeError<Infallible>> {
        let now = database.now();
        let by = By::new(SENDER, "claimed").without_new_version();
        self.change(database, id, by, &mut |outgoing| outgoing.let_go(now)).await.map(drop)
    }

    /// Notes what came of a message that was claimed. Answers how many of the record's messages failed with that.
    ///
    /// # Errors
    /// The store's.
    pub async fn note(
        &self,
        database: &Database,
        (name, message): &(MessageName, Message),
        attempt: &Attempt,
    ) -> Result<u32, ChangeError<Infallible>> {
        let (now, tries) = (database.now(), message.try_number().unwrap_or_default());
        let mut failed = 0;
        let mut note = |outgoing: &mut Outgoing| {
            let before = dead(outgoing);
            let counts = outgoing.settle(message.number, tries, attempt, now);
            failed = dead(outgoing).saturating_sub(before);
            counts
        };
        self.change(database, &name.id, By::new(SENDER, "noted").without_new_version(), &mut note).await?;
        if *attempt == Attempt::Sent {
            count_sent(database).await;
        }
        Ok(failed)
    }
}

/// Where a message goes; `None` where its addressee has no address, or may no longer sign in.
///
/// # Errors
/// The store's.
pub async fn address_of(
    database: &Database,
    record: &dyn HoldsMail,
    to: &Addressee,
) -> Result<Option<EmailAddress>, RecordsError> {
    match to {
        Addressee::Subject => Ok(record.address().cloned()),
        Addressee::Staff(id) => {
            let found = crate::people::by_id(database, id).await?.map(|found| found.record.0);
            Ok(found.filter(|person| person.admitted().is_ok()).map(|person| person.email))
        }
    }
}

/// How many messages went out in the last seven days.
///
/// # Errors
/// The store's.
pub async fn sent_lately(database: &Database) -> Result<i64, RecordsError> {
    let today = today(database);
    let mut sent: i64 = 0;
    for day in (today - COUNTED_DAYS + 1)..=today {
        sent = sent.saturating_add(database.store().read_counter(&day_key(day)).await?);
    }
    Ok(sent)
}

/// For the desk's figures: one that is missed is no message lost, so a failure is nobody's concern.
async fn count_sent(database: &Database) {
    let today = today(database);
    if matches!(database.store().increment(&day_key(today), 1).await, Ok(1)) {
        let _ = database.store().delete(&day_key(today - COUNTED_DAYS)).await;
    }
}

/// The key that counts what went out on a day.
fn day_key(day: i64) -> String {
    format!("messages/sent/{day}")
}

/// The day it is, counted from 1970, in UTC.
fn today(database: &Database) -> i64 {
    database.now().as_second().div_euclid(24 * 60 * 60)
}

fn dead(outgoing: &Outgoing) -> u32 {
    outgoing.pending().map_or(0, |pending| pending.failed)
}
