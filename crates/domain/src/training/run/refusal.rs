//! Why a run stays as it is. What can be done about it is for others to say.

use jiff::Timestamp;

use super::Window;
use crate::training::seats::SeatsRefusal;
use crate::training::words::Audience;
use crate::words::Pence;

/// Why something may not be done to a run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RunRefusal {
    /// What the places allow.
    #[error(transparent)]
    Seats(#[from] SeatsRefusal),
    /// Booking is not open.
    #[error("booking is not open")]
    NotOpen(Window),
    /// It is not for them.
    #[error("the run is not for that audience")]
    NotForThem(Audience),
    /// Too late for somebody else to come instead.
    #[error("too late to name somebody else")]
    TooLateToSubstitute {
        /// When it was still possible.
        until: Timestamp,
    },
    /// It has begun, so it stays as it is.
    #[error("the run has begun")]
    Begun,
    /// It was called off, and stays so.
    #[error("the run was called off")]
    CalledOff,
    /// Somebody booked on kinder terms than these.
    #[error("somebody booked on kinder terms")]
    HarsherTerms,
    /// Giving up places costs more by now than whoever does it was told.
    #[error("it costs more than was said")]
    CostsMore {
        /// How much each.
        fee_each: Pence,
    },
}

/// What a step comes to.
pub type RunStep<T> = Result<T, RunRefusal>;
