//! Why seats stay as they are; it names no booking and nobody.

use super::state::Why;
use super::words::{MAX_PLACES, PlaceNumber};

/// Why something cannot be done. What had become due before is applied all the same.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SeatsRefusal {
    /// No party asked under this reference.
    #[error("no party has this reference")]
    Unknown,
    /// These attendees have a live place on this run already, or stand twice in what was asked.
    #[error("{} of the attendees are on this run already", places.len())]
    AlreadyThere {
        /// All of them, by place.
        places: Vec<PlaceNumber>,
    },
    /// Nobody can ask for so many places.
    #[error("1 to {MAX_PLACES} places can be asked for, not {asked}")]
    WrongNumberOfPlaces {
        /// How many were asked for.
        asked: usize,
    },
    /// The offer has run out.
    #[error("the offer has run out")]
    OfferExpired,
    /// There is no open offer.
    #[error("there is no open offer")]
    NoOffer,
    /// These places are not in a state in which that can be done, or there are none such.
    #[error("{} of the places are not in such a state", places.len())]
    NotLive {
        /// All of them.
        places: Vec<PlaceNumber>,
    },
    /// The run has started.
    #[error("the run has started")]
    RunStarted,
    /// The run was cancelled.
    #[error("the run was cancelled")]
    RunCancelled,
    /// More seats are taken than there would be.
    #[error("{confirmed} seats are confirmed and {offered} offered")]
    BelowTaken {
        /// Seats that are confirmed.
        confirmed: u16,
        /// Seats that are offered.
        offered: u16,
    },
    /// As many parties have asked as ever may.
    #[error("too many parties have asked")]
    TooManyParties,
    /// So much has happened that the rest of the log is kept for those who are in it: they can still answer, leave and
    /// cancel, and be marked once.
    #[error("too much has happened on this run")]
    LogFull,
    /// The register opens on the day of the run.
    #[error("the day of the run has not come")]
    NotBegun,
    /// A change that would break a rule of the log. It is a mistake in the engine, and nothing comes of it.
    #[error("the seats would break a rule: {0}")]
    Impossible(Why),
}
