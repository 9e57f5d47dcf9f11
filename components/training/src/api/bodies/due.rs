//! What was done, in numbers.

use serde::Serialize;
use store::training::Due;
use utoipa::ToSchema;

/// What was done of what was due.
#[derive(Serialize, ToSchema)]
pub(crate) struct DueView {
    /// Runs of which something had become due.
    pub(crate) settled: u32,
    /// Bookings that were told of something.
    pub(crate) told: u32,
    /// Bookings that nobody went on with, and that were asked for.
    pub(crate) completed: u32,
    /// Bookers who were asked what attendees thought.
    pub(crate) invited: u32,
    /// Runs that left the list of those that are worked on.
    pub(crate) filed: u32,
    /// Whether something is left for the next call.
    pub(crate) more: bool,
    /// Whether somebody else was at it, so that nothing was done.
    pub(crate) busy: bool,
}

/// What a sweep did.
#[derive(Serialize, ToSchema)]
pub(crate) struct SweptView {
    /// Rows compared.
    pub(crate) rows: usize,
    /// Rows put right.
    pub(crate) repaired: usize,
}

impl DueView {
    pub(crate) const fn of(due: &Due) -> Self {
        let Due { runs_changed: settled, notified: told, completed, invited, filed, more, busy } = *due;
        Self { settled, told, completed, invited, filed, more, busy }
    }
}
