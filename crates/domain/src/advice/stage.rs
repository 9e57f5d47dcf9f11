//! Where an enquiry stands, with exactly the facts of that state; it never decides who may move it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::people::StaffMember;
use crate::text::ShortText;

/// The longest name of another service or authority, in characters.
pub const MAX_SERVICE_NAME_CHARS: usize = 200;

/// The name of a service or authority that can help instead of us.
pub type ServiceName = ShortText<MAX_SERVICE_NAME_CHARS>;

crate::choices! {
    /// The name of a [`Stage`], for lists, filters and sentences.
    pub enum StageName {
        /// Nobody has looked at it yet.
        Received = "received", "Received";
        /// Read and sorted, waiting for somebody to take it.
        Triaged = "triaged", "Triaged";
        /// Somebody is working on it.
        Assigned = "assigned", "Assigned";
        /// We asked the family something and wait for them.
        WaitingForFamily = "waiting_for_family", "Waiting for the family";
        /// We answered; the family may write again.
        Answered = "answered", "Answered";
        /// Finished.
        Closed = "closed", "Closed";
        /// It belongs to another authority's Virtual School.
        Redirected = "redirected", "Redirected";
        /// Another service can help better.
        Signposted = "signposted", "Signposted";
        /// The family took it back.
        Withdrawn = "withdrawn", "Withdrawn";
    }
}

crate::choices! {
    /// Why a finished enquiry was closed.
    pub enum Outcome {
        /// The family has their answer.
        Answered = "answered", "Answered";
        /// We asked, waited, and heard nothing.
        NoReply = "no_reply", "The family did not reply";
        /// It asks the same as another enquiry of this family.
        Duplicate = "duplicate", "Asked already in another enquiry";
    }
}

impl StageName {
    /// The same in a word or two for the family whose enquiry it is.
    #[must_use]
    pub const fn for_the_family(self) -> &'static str {
        match self {
            Self::Received => "Received",
            Self::Triaged => "Read",
            Self::Assigned => "Being worked on",
            Self::WaitingForFamily => "Waiting for you",
            Self::Answered => "Answered",
            Self::Closed => "Finished",
            Self::Redirected => "Passed to another council",
            Self::Signposted => "Another service helps",
            Self::Withdrawn => "Taken back",
        }
    }
}

/// Where an enquiry stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Stage {
    /// Nobody has looked at it yet.
    Received,
    /// Read and sorted.
    Triaged,
    /// `to` is working on it.
    Assigned {
        /// Who.
        to: StaffMember,
    },
    /// `to` asked the family and waits for them.
    WaitingForFamily {
        /// Whose enquiry it is.
        to: StaffMember,
    },
    /// `by` answered.
    Answered {
        /// Whose enquiry it is: who hears of it when the family writes again.
        by: StaffMember,
    },
    /// Finished.
    Closed {
        /// Why.
        outcome: Outcome,
        /// Whose enquiry it was, where it was anybody's.
        by: StaffMember,
        /// When.
        at: Timestamp,
    },
    /// It belongs to the Virtual School of another authority.
    Redirected {
        /// Which.
        authority: ServiceName,
        /// Who said so.
        by: StaffMember,
        /// When.
        at: Timestamp,
    },
    /// Another service can help better.
    Signposted {
        /// Which.
        service: ServiceName,
        /// Who said so.
        by: StaffMember,
        /// When.
        at: Timestamp,
    },
    /// The family took it back.
    Withdrawn {
        /// When.
        at: Timestamp,
    },
}

impl Stage {
    /// Its name.
    #[must_use]
    pub const fn name(&self) -> StageName {
        match self {
            Self::Received => StageName::Received,
            Self::Triaged => StageName::Triaged,
            Self::Assigned { .. } => StageName::Assigned,
            Self::WaitingForFamily { .. } => StageName::WaitingForFamily,
            Self::Answered { .. } => StageName::Answered,
            Self::Closed { .. } => StageName::Closed,
            Self::Redirected { .. } => StageName::Redirected,
            Self::Signposted { .. } => StageName::Signposted,
            Self::Withdrawn { .. } => StageName::Withdrawn,
        }
    }

    /// Whose enquiry it is, or was when it ended.
    #[must_use]
    pub const fn staff(&self) -> Option<&StaffMember> {
        match self {
            Self::Assigned { to } | Self::WaitingForFamily { to } => Some(to),
            Self::Answered { by } | Self::Closed { by, .. } => Some(by),
            Self::Received
            | Self::Triaged
            | Self::Redirected { .. }
            | Self::Signposted { .. }
            | Self::Withdrawn { .. } => None,
        }
    }

    /// When it ended; `None` while somebody still has something to do. An answered enquiry has not ended: it waits for
    /// the family's next words or for closing.
    #[must_use]
    pub const fn ended_at(&self) -> Option<Timestamp> {
        match self {
            Self::Closed { at, .. }
            | Self::Redirected { at, .. }
            | Self::Signposted { at, .. }
            | Self::Withdrawn { at } => Some(*at),
            Self::Received
            | Self::Triaged
            | Self::Assigned { .. }
            | Self::WaitingForFamily { .. }
            | Self::Answered { .. } => None,
        }
    }
}
