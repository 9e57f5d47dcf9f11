//! The advice worklist: what a row shows, which rows a person asked for, and in which order; it fetches nothing.

use std::str::FromStr;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::ask::Topic;
use super::enquiry::Enquiry;
use super::stage::StageName;
use crate::calendar::Calendar;
use crate::people::{StaffId, StaffMember};
use crate::reference::Reference;

/// One line of the list. No name and no words of the family: enough to choose by, no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Which enquiry.
    pub reference: Reference,
    /// Where it stands.
    pub stage: StageName,
    /// What it is about.
    pub topics: Vec<Topic>,
    /// Whose it is.
    pub assigned_to: Option<StaffMember>,
    /// When it came.
    pub received_at: Timestamp,
    /// The next day by which we must do something; `None` while we wait for the family or they have their answer.
    pub due_on: Option<Date>,
    /// Whether a safeguarding flag waits to be handled.
    pub flagged: bool,
}

impl Row {
    /// The row an enquiry shows, or none when nobody has anything left to do.
    #[must_use]
    pub fn of(enquiry: &Enquiry, calendar: &Calendar) -> Option<Self> {
        enquiry.is_open().then(|| Self {
            reference: enquiry.reference().clone(),
            stage: enquiry.stage().name(),
            topics: enquiry.topics().to_vec(),
            assigned_to: enquiry.stage().staff().cloned(),
            received_at: enquiry.received_at(),
            due_on: enquiry.next_due(calendar).map(|due| due.date),
            flagged: enquiry.has_unhandled_flag(),
        })
    }

    /// Whether the day by which we promised something has passed.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.due_on.is_some_and(|due| due < today)
    }

    /// Safeguarding first, then what is due soonest (so the overdue before the rest), then the oldest.
    fn place(&self) -> Place {
        Place {
            unflagged: !self.flagged,
            due_on: self.due_on.unwrap_or(Date::MAX),
            received: self.received_at.as_second(),
            reference: self.reference.to_string(),
        }
    }
}

/// Whose enquiries to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// Everybody's.
    #[default]
    Anybodys,
    /// Nobody's yet.
    Nobodys,
    /// One person's.
    Of(StaffId),
}

/// Which rows to show; empty fields choose nothing out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this state.
    pub stage: Option<StageName>,
    /// Only about this.
    pub topic: Option<Topic>,
    /// Whose.
    pub whose: Whose,
    /// Only those past their day.
    pub overdue: bool,
}

impl Filter {
    fn lets_through(&self, row: &Row, today: Date) -> bool {
        let whose = match &self.whose {
            Whose::Anybodys => true,
            Whose::Nobodys => row.assigned_to.is_none(),
            Whose::Of(id) => row.assigned_to.as_ref().is_some_and(|staff| staff.id == *id),
        };
        whose
            && self.stage.is_none_or(|stage| row.stage == stage)
            && self.topic.is_none_or(|topic| row.topics.contains(&topic))
            && (!self.overdue || row.is_overdue(today))
    }
}

/// A part of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The rows.
    pub items: Vec<Row>,
    /// How many rows the filter let through in all.
    pub total: usize,
    /// Where the next part starts; `None` at the end.
    pub next: Option<Place>,
}

/// A place in the order of the list. As text it is a cursor: it stays good when rows before it come and go.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    unflagged: bool,
    due_on: Date,
    received: i64,
    reference: String,
}

/// Picks, orders and cuts the rows: at most `limit` of them, after `after`.
#[must_use]
pub fn page(rows: Vec<Row>, filter: &Filter, today: Date, after: Option<&Place>, limit: usize) -> Page {
    let mut rows: Vec<Row> = rows.into_iter().filter(|row| filter.lets_through(row, today)).collect();
    let total = rows.len();
    rows.sort_by_cached_key(Row::place);
    let mut items: Vec<Row> = rows.into_iter().filter(|row| after.is_none_or(|place| row.place() > *place)).collect();
    let more = items.len() > limit;
    items.truncate(limit);
    let next = if more { items.last().map(Row::place) } else { None };
    Page { items, total, next }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}_{}_{}_{}", u8::from(self.unflagged), self.due_on, self.received, self.reference)
    }
}

/// The text is not a place this list gave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a place in the list")]
pub struct NotAPlace;

impl FromStr for Place {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        let mut parts = text.splitn(4, '_');
        let mut part = || parts.next().ok_or(NotAPlace);
        let unflagged = match part()? {
            "0" => false,
            "1" => true,
            _ => return Err(NotAPlace),
        };
        let due_on = part()?.parse().map_err(|_| NotAPlace)?;
        let received = part()?.parse().map_err(|_| NotAPlace)?;
        let reference = Reference::parse(part()?).map_err(|_| NotAPlace)?.to_string();
        Ok(Self { unflagged, due_on, received, reference })
    }
}
