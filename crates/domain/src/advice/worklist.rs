//! The advice worklist: what a row shows, which rows a person asked for, and in which order; it fetches nothing.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::ask::Topic;
use super::enquiry::Enquiry;
use super::fields as f;
use super::stage::StageName;
use crate::calendar::Calendar;
use crate::input::{Body, FromBody, Reader, Shape, Text, Word};
use crate::messages::Pending;
use crate::people::{StaffId, StaffMember};
use crate::problems::Fault;
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
    /// What goes out by email or failed to. Absent from rows stored before there was any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outgoing: Option<Pending>,
}

impl Row {
    /// What an enquiry shows on whichever list it is.
    #[must_use]
    pub fn of(enquiry: &Enquiry, calendar: &Calendar) -> Self {
        Self {
            reference: enquiry.reference().clone(),
            stage: enquiry.stage().name(),
            topics: enquiry.topics().to_vec(),
            assigned_to: enquiry.stage().staff().cloned(),
            received_at: enquiry.received_at(),
            due_on: enquiry.next_due(calendar).map(|due| due.date),
            flagged: enquiry.has_unhandled_flag(),
            outgoing: enquiry.outgoing().pending(),
        }
    }

    /// Whether the day by which we promised something has passed.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.due_on.is_some_and(|due| due < today)
    }

    /// The row's place in the order of the list, as text that sorts as the rows do: what a page's cursor holds. It stays
    /// good when rows before it come and go.
    #[must_use]
    pub fn place(&self) -> String {
        let due_on = self.due_on.unwrap_or(Date::MAX);
        let (unflagged, received) = (u8::from(!self.flagged), self.received_at.as_second());
        format!("{unflagged}_{due_on}_{received:012}_{}", self.reference)
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

/// Whose enquiries somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assigned {
    /// Their own: `me`.
    ToMe,
    /// Those that nobody has: `nobody`.
    ToNobody,
    /// Those of a member of staff, by their id.
    To(StaffId),
}

impl Word for Assigned {
    const SHAPE: Shape = Shape::Text(Text::like("^(me|[a-z0-9-]{3,40})$", "me"));

    fn parse(typed: &str) -> Result<Self, Fault> {
        match typed.trim() {
            "me" => Ok(Self::ToMe),
            "nobody" => Ok(Self::ToNobody),
            id => StaffId::parse(id).map(Self::To),
        }
    }
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

impl FromBody for Filter {
    const BODY: &'static Body = &Body::unnamed(&[&f::STATE, &f::TOPIC, &f::ASSIGNED_TO, &f::OVERDUE]);
}

impl Filter {
    /// Reads `state`, `topic`, `assigned_to` (`me`, `nobody` or somebody's id) and `overdue` among a query's other fields.
    pub fn read(query: &mut Reader<'_>, me: &StaffId) -> Option<Self> {
        let stage = query.get(&f::STATE);
        let topic = query.get(&f::TOPIC);
        let assigned = query.get(&f::ASSIGNED_TO);
        let overdue = query.get(&f::OVERDUE);
        let whose = match assigned? {
            None => Whose::Anybodys,
            Some(Assigned::ToMe) => Whose::Of(me.clone()),
            Some(Assigned::ToNobody) => Whose::Nobodys,
            Some(Assigned::To(id)) => Whose::Of(id),
        };
        Some(Self { stage: stage?, topic: topic?, whose, overdue: overdue?.unwrap_or_default() })
    }

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

/// The rows that the filter lets through: safeguarding first, then what is due soonest (so the overdue before the rest),
/// then the oldest.
#[must_use]
pub fn sorted(rows: Vec<Row>, filter: &Filter, today: Date) -> Vec<Row> {
    let mut rows: Vec<Row> = rows.into_iter().filter(|row| filter.lets_through(row, today)).collect();
    rows.sort_by_cached_key(Row::place);
    rows
}
