//! The parts of the worklist that staff work through, each a question of its own: what is mine, what is late, what nobody
//! has. It fetches nothing.

use jiff::civil::Date;

use super::ask::Topic;
use super::fields as f;
use super::stage::StageName;
use super::worklist::{Filter, Row};
use crate::input::{Body, FromBody, Reader};
use crate::people::StaffId;

/// The highest page asked for; no list of open work is as long.
pub(super) const MAX_PAGE: i64 = 10_000;

crate::choices! {
    /// A part of the worklist.
    pub enum View {
        /// Whoever looks has them.
        Mine = "mine", "Yours";
        /// Nobody has them.
        Nobodys = "nobodys", "Nobody’s yet";
        /// Their day has passed.
        Overdue = "overdue", "Overdue";
        /// Today is their day.
        DueToday = "due_today", "Due today";
        /// We wait for the family.
        Waiting = "waiting", "Waiting for the family";
        /// A safeguarding flag waits to be handled.
        Flagged = "flagged", "Safeguarding";
        /// Everything that is open.
        All = "all", "All open";
    }
}

/// What somebody asks to see of the worklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Which part.
    pub view: View,
    /// Only about this.
    pub topic: Option<Topic>,
    /// Only in this state.
    pub stage: Option<StageName>,
    /// Which page of it, from 1.
    pub page: usize,
}

impl View {
    /// Whether a row belongs to this part.
    #[must_use]
    pub fn holds(self, row: &Row, me: &StaffId, today: Date) -> bool {
        match self {
            Self::Mine => row.assigned_to.as_ref().is_some_and(|staff| staff.id == *me),
            Self::Nobodys => row.assigned_to.is_none(),
            Self::Overdue => row.is_overdue(today),
            Self::DueToday => row.due_on == Some(today),
            Self::Waiting => row.stage == StageName::WaitingForFamily,
            Self::Flagged => row.flagged,
            Self::All => true,
        }
    }
}

impl FromBody for Shown {
    const BODY: &'static Body = &Body::unnamed(&[&f::VIEW, &f::TOPIC, &f::STATE, &f::PAGE]);
}

impl Shown {
    /// Reads `view`, `topic`, `state` and `page` from a query; what is left out is one's own work, its first page.
    pub fn read(query: &mut Reader<'_>) -> Option<Self> {
        let view = query.get(&f::VIEW);
        let topic = query.get(&f::TOPIC);
        let stage = query.get(&f::STATE);
        let page = query.get(&f::PAGE);
        let page = page?.and_then(|page| usize::try_from(page.get()).ok()).unwrap_or(1);
        Some(Self { view: view?.unwrap_or(View::Mine), topic: topic?, stage: stage?, page })
    }

    /// The filter that holds whatever the part.
    #[must_use]
    pub fn filter(&self) -> Filter {
        Filter { stage: self.stage, topic: self.topic, ..Filter::default() }
    }
}
