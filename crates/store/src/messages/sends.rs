//! What a kind of record must be able to say for its messages to go out, and the little that is done with each kind by its
//! type. All else is done through [`Source`] and [`Holder`], written and compiled once for all kinds. It never says how a message
//! goes out.

use std::pin::Pin;

use domain::messages::{Kind, Message, Outgoing, Pending};
use domain::words::EmailAddress;
use records::{By, Decision, ListName, Outcome, Record, RecordId, Versioned};
use web::{App, Problem};

/// What fills in a template: its names with their values.
pub(crate) type Words = Vec<(&'static str, String)>;

/// Where a message comes from and leads to.
pub(crate) struct Place<'a> {
    pub(crate) app: &'a App,
    /// Where people reach this service, without a slash at the end.
    pub(crate) service_url: &'a str,
}

/// A record that holds messages.
pub(crate) trait Holder: Send + Sync {
    /// Its messages.
    fn outgoing(&self) -> &Outgoing;

    /// The same, to note what became of them.
    fn outgoing_mut(&mut self) -> &mut Outgoing;

    /// Where whoever the record is about gets email.
    fn address(&self) -> Option<&EmailAddress>;

    /// What staff know the record by.
    fn title(&self) -> String;

    /// What fills in the template of one of its messages: never what a family wrote, a child's name or a code.
    ///
    /// # Errors
    /// 500 where it cannot be made.
    fn words(&self, message: &Message, place: &Place<'_>) -> Result<Words, Problem>;
}

/// A kind of record that holds messages.
pub(crate) trait Sends: Record + Holder {
    /// The lists on which its records stand while they hold any.
    const LISTS: &'static [&'static str];

    /// Of its messages the kind that is of use for the shortest time.
    const BRIEFEST: Kind;

    /// What a row says of the record's messages.
    fn pending(row: &Self::Row) -> Option<&Pending>;
}

/// What is done to a record's messages; whether it changed any.
pub(crate) type Edit<'e> = dyn FnMut(&mut Outgoing) -> Result<bool, Problem> + Send + 'e;

type Answering<'a, T> = Pin<Box<dyn Future<Output = Result<T, Problem>> + Send + 'a>>;
type Found = Option<Box<dyn Holder>>;
type Rows = Vec<(RecordId, Pending)>;

/// All records of one kind.
pub(crate) struct Source {
    /// The kind's name.
    pub(crate) kind: &'static str,
    /// Of its messages the kind that is of use for the shortest time.
    pub(crate) briefest: Kind,
    rows: for<'a> fn(&'a App) -> Answering<'a, Rows>,
    read: for<'a> fn(&'a App, &'a RecordId) -> Answering<'a, Found>,
    change: for<'a> fn(&'a App, &'a RecordId, By, &'a mut Edit<'_>) -> Answering<'a, Found>,
}

impl Source {
    /// The records of kind `T`.
    pub(crate) const fn of<T: Sends>() -> Self {
        Self {
            kind: T::KIND,
            briefest: T::BRIEFEST,
            rows: |app| Box::pin(rows::<T>(app)),
            read: |app, id| Box::pin(read::<T>(app, id)),
            change: |app, id, by, edit| Box::pin(change::<T>(app, id, by, edit)),
        }
    }

    /// Those that hold messages, with what their rows say.
    pub(crate) async fn rows(&self, app: &App) -> Result<Rows, Problem> {
        (self.rows)(app).await
    }

    /// One of them.
    pub(crate) async fn read(&self, app: &App, id: &RecordId) -> Result<Found, Problem> {
        (self.read)(app, id).await
    }

    /// Changes the messages of one, and answers with it if they did change.
    pub(crate) async fn change(&self, app: &App, id: &RecordId, by: By, edit: &mut Edit<'_>) -> Result<Found, Problem> {
        (self.change)(app, id, by, edit).await
    }
}

async fn rows<T: Sends>(app: &App) -> Result<Rows, Problem> {
    let mut found = Vec::new();
    for list in T::LISTS {
        let list = ListName::parse(list).map_err(Problem::internal)?;
        for listed in app.records::<T>().list(&list).await? {
            if let Some(pending) = T::pending(&listed.row) {
                found.push((listed.id, pending.clone()));
            }
        }
    }
    Ok(found)
}

async fn read<T: Sends>(app: &App, id: &RecordId) -> Result<Found, Problem> {
    let found = app.records::<T>().read(id).await?;
    Ok(found.map(|found| Box::new(found.record) as Box<dyn Holder>))
}

async fn change<T: Sends>(app: &App, id: &RecordId, by: By, edit: &mut Edit<'_>) -> Result<Found, Problem> {
    let mut decide = |current: Option<&Versioned<T>>| {
        let Some(current) = current else { return Ok(Decision::Keep) };
        let mut record = current.record.clone();
        Ok(if edit(record.outgoing_mut())? { Decision::Write(record) } else { Decision::Keep })
    };
    Ok(match app.change(id, by, &mut decide).await? {
        Outcome::Changed(changed) => Some(Box::new(changed.record)),
        Outcome::Kept(_) | Outcome::Repeated { .. } => None,
    })
}
