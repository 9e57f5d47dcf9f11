//! What a kind of record says about itself, and what callers hand in and get back. It never touches the store.

use serde::{Serialize, de::DeserializeOwned};

use crate::{History, ListName, RecordId, Repeat};

/// A kind of record.
///
/// Before editing a stored type ask what this program does to what an older one wrote, and the other way round. A new
/// field with `#[serde(default)]` needs nothing more; anything else needs a new [`Record::SCHEMA`] and
/// [`Record::upgrade`].
pub trait Record: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {
    /// The kind's name in store keys, for example `advice`: letters and hyphens, never changed once used.
    const KIND: &'static str;

    /// The number of the form this type is stored in. A stored number that is neither this one nor upgraded is an
    /// error, never a blank record.
    const SCHEMA: u32;

    /// What a worklist shows of the record: little, since every change of a shard writes all its rows.
    type Row: Serialize + DeserializeOwned + Clone + PartialEq + Send + Sync;

    /// The lists this record belongs on now, each with its row. At most one row for a list.
    fn rows(&self) -> Vec<(ListName, Self::Row)>;

    /// Turns a record stored in the form with an older (or newer) number into today's form, which is then read like any
    /// other; `None` where it cannot.
    fn upgrade(schema: u32, stored: serde_json::Value) -> Option<serde_json::Value> {
        let _ = (schema, stored);
        None
    }
}

/// A record as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned<T> {
    /// The version in which it last changed: the entity tag. Repairs do not move it, nor do changes
    /// [without a new version](By::without_new_version).
    pub version: u64,
    /// The record.
    pub record: T,
    /// Who did what when.
    pub history: History,
}

/// Who makes a change, and what it is called in the history.
#[derive(Debug, Clone)]
pub struct By {
    pub(crate) actor: String,
    pub(crate) action: String,
    pub(crate) repeat: Option<Repeat>,
    pub(crate) forget: bool,
    pub(crate) without_new_version: bool,
}

impl By {
    /// Names the actor and the action for the history. An actor is an internal id or a role, never a person's name.
    pub fn new(actor: impl Into<String>, action: impl Into<String>) -> Self {
        Self { actor: actor.into(), action: action.into(), repeat: None, forget: false, without_new_version: false }
    }

    /// Makes the change take effect once however often it is sent.
    #[must_use]
    pub fn repeat(mut self, repeat: Repeat) -> Self {
        self.repeat = Some(repeat);
        self
    }

    /// Neither moves the entity tag nor adds to the history: for what the service notes for itself in a record, such as that
    /// a message has gone out. So it makes no reader's version stale and fills no history. It is acknowledged as any other
    /// change is, and its rows move. It makes a record that is not there yet, with version and history.
    #[must_use]
    pub fn without_new_version(mut self) -> Self {
        self.without_new_version = true;
        self
    }

    /// Deletes every older version once the change is acknowledged, as when a record is disposed of. (Without this the
    /// version before stays until the next change.) One store operation for each version there ever was.
    #[must_use]
    pub fn forgetting_the_past(mut self) -> Self {
        self.forget = true;
        self
    }
}

/// What a decision comes to when it does not refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision<T> {
    /// The record becomes this.
    Write(T),
    /// Nothing is to change.
    Keep,
}

/// An acknowledged change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome<T> {
    /// The record was changed into this.
    Changed(Versioned<T>),
    /// The decision was to keep the record (or its absence) as it is.
    Kept(Option<Versioned<T>>),
    /// The change had been made before under the same idempotency key.
    Repeated {
        /// The record as it is now.
        current: Versioned<T>,
        /// The version that the change made then.
        made: u64,
    },
}

impl<T> Outcome<T> {
    /// The record as the change left or found it.
    pub fn current(&self) -> Option<&Versioned<T>> {
        match self {
            Self::Changed(current) | Self::Repeated { current, .. } => Some(current),
            Self::Kept(current) => current.as_ref(),
        }
    }

    /// The same, taken out.
    pub fn into_current(self) -> Option<Versioned<T>> {
        match self {
            Self::Changed(current) | Self::Repeated { current, .. } => Some(current),
            Self::Kept(current) => current,
        }
    }
}

/// A row of a worklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<R> {
    /// The record it stands for.
    pub id: RecordId,
    /// What the list shows of it.
    pub row: R,
}
