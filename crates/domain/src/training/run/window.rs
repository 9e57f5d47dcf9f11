//! When places on a run can be asked for.

use jiff::Timestamp;
use serde::Serialize;

/// Whether places can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "booking")]
pub enum Window {
    /// Not yet.
    NotYet {
        /// From when.
        opens_at: Timestamp,
    },
    /// Now.
    Open {
        /// Until when.
        closes_at: Timestamp,
    },
    /// No more.
    Closed,
    /// The run does not take place.
    Cancelled,
}

impl Window {
    /// Whether places can be asked for at `now` of a run that opens and closes for booking and starts at those moments.
    #[must_use]
    pub fn at(
        now: Timestamp,
        (opens_at, closes_at, starts_at): (Option<Timestamp>, Option<Timestamp>, Timestamp),
        cancelled: bool,
    ) -> Self {
        let closes_at = closes_at.map_or(starts_at, |closes_at| closes_at.min(starts_at));
        match opens_at {
            _ if cancelled => Self::Cancelled,
            _ if now >= closes_at => Self::Closed,
            Some(opens_at) if now < opens_at => Self::NotYet { opens_at },
            _ => Self::Open { closes_at },
        }
    }
}
