//! What a kind of record must say for its email to go out, and the little that is done with each kind by its type. All else
//! is done through [`Outbox`] and [`HoldsMail`], once for all kinds. It never says how an email goes out.

use std::convert::Infallible;
use std::pin::Pin;

use domain::messages::{Kind, Message, Outgoing, Pending};
use domain::words::EmailAddress;
use records::{By, ChangeError, Database, Decision, ListName, Outcome, Record, RecordId, RecordsError, Versioned};

/// What fills in a template: its names with their values.
pub type TemplateValues = Vec<(&'static str, String)>;

/// What templates say of the service itself.
pub struct ServiceDetails<'a> {
    /// Where people reach it, without a slash at the end.
    pub url: &'a str,
    /// The Virtual School's name.
    pub virtual_school: &'a str,
    /// Whom to phone about a child's safety.
    pub safeguarding: String,
}

/// A record that holds email on its way out.
pub trait HoldsMail: Send + Sync {
    /// Its messages.
    fn outgoing(&self) -> &Outgoing;

    /// The same, to note what became of them.
    fn outgoing_mut(&mut self) -> &mut Outgoing;

    /// Where the person whom the record is about gets email.
    fn address(&self) -> Option<&EmailAddress>;

    /// What staff know the record by.
    fn title(&self) -> String;

    /// What fills in the template of one of its messages: never what a family wrote, a child's name or a code.
    ///
    /// # Errors
    /// That a link cannot be made.
    fn template_values(
        &self,
        message: &Message,
        database: &Database,
        service: &ServiceDetails<'_>,
    ) -> Result<TemplateValues, RecordsError>;
}

/// A kind of record that holds email.
pub(crate) trait MailRecord: Record + HoldsMail {
    /// The lists on which its records stand while they hold any.
    const LISTS: &'static [&'static str];

    /// Of its messages the kind that is of use for the shortest time.
    const BRIEFEST: Kind;

    /// What a row says of the record's messages.
    fn pending(row: &Self::Row) -> Option<&Pending>;
}

/// What is done to a record's messages; whether it changed any.
pub(super) type Edit<'e> = dyn FnMut(&mut Outgoing) -> bool + Send + 'e;

/// Where nothing is refused.
type ChangeFailed = ChangeError<Infallible>;

type Answer<'a, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;
type Found = Option<Box<dyn HoldsMail>>;
type Rows = Vec<(RecordId, Pending)>;

/// All email that the records of one kind hold.
pub struct Outbox {
    /// The kind's name.
    pub(super) kind: &'static str,
    /// Of its messages the kind that is of use for the shortest time.
    pub(super) briefest: Kind,
    rows: for<'a> fn(&'a Database) -> Answer<'a, Rows, RecordsError>,
    read: for<'a> fn(&'a Database, &'a RecordId) -> Answer<'a, Found, RecordsError>,
    change: for<'a> fn(&'a Database, &'a RecordId, By, &'a mut Edit<'_>) -> Answer<'a, Found, ChangeFailed>,
}

impl Outbox {
    /// That of the records of kind `T`.
    pub(super) const fn of<T: MailRecord>() -> Self {
        Self {
            kind: T::KIND,
            briefest: T::BRIEFEST,
            rows: |database| Box::pin(rows::<T>(database)),
            read: |database, id| Box::pin(read::<T>(database, id)),
            change: |database, id, by, edit| Box::pin(change::<T>(database, id, by, edit)),
        }
    }

    /// The records that hold messages, with what their rows say.
    pub(super) async fn rows(&self, database: &Database) -> Result<Rows, RecordsError> {
        (self.rows)(database).await
    }

    /// One record.
    pub(super) async fn read(&self, database: &Database, id: &RecordId) -> Result<Found, RecordsError> {
        (self.read)(database, id).await
    }

    /// Changes the messages of one record, and answers with it if they did change.
    pub(super) async fn change(
        &self,
        database: &Database,
        id: &RecordId,
        by: By,
        edit: &mut Edit<'_>,
    ) -> Result<Found, ChangeFailed> {
        (self.change)(database, id, by, edit).await
    }
}

async fn rows<T: MailRecord>(database: &Database) -> Result<Rows, RecordsError> {
    let mut found = Vec::new();
    for list in T::LISTS {
        for listed in database.records::<T>().list(&ListName::parse(list)?).await? {
            if let Some(pending) = T::pending(&listed.row) {
                found.push((listed.id, pending.clone()));
            }
        }
    }
    Ok(found)
}

async fn read<T: MailRecord>(database: &Database, id: &RecordId) -> Result<Found, RecordsError> {
    let found = database.records::<T>().read(id).await?;
    Ok(found.map(|found| Box::new(found.record) as Box<dyn HoldsMail>))
}

async fn change<T: MailRecord>(
    database: &Database,
    id: &RecordId,
    by: By,
    edit: &mut Edit<'_>,
) -> Result<Found, ChangeFailed> {
    let decide = |current: Option<&Versioned<T>>| {
        let Some(current) = current else { return Ok(Decision::Keep) };
        let mut record = current.record.clone();
        Ok(if edit(record.outgoing_mut()) { Decision::Write(record) } else { Decision::Keep })
    };
    Ok(match database.change(id, by, decide).await? {
        Outcome::Changed(changed) => Some(Box::new(changed.record)),
        Outcome::Kept(_) | Outcome::Repeated { .. } => None,
    })
}
