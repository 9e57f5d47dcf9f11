//! Why something about training was not done. What people are told of it is not known here.

use domain::training::booking::BookingRefusal;
use domain::training::run::RunRefusal;
use records::ChangeError;

/// Why a change of training was not made.
pub type TrainingError = ChangeError<Refused>;

/// What the rules of training refuse with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The rules of a run and its seats.
    Run(RunRefusal),
    /// The rules of a booking.
    Booking(BookingRefusal),
    /// No new runs are made of a retired course.
    CourseRetired,
}

impl From<RunRefusal> for Refused {
    fn from(refusal: RunRefusal) -> Self {
        Self::Run(refusal)
    }
}

impl From<BookingRefusal> for Refused {
    fn from(refusal: BookingRefusal) -> Self {
        Self::Booking(refusal)
    }
}

/// The error of a refusal.
pub(super) fn refused(refusal: impl Into<Refused>) -> TrainingError {
    ChangeError::Refused(refusal.into())
}
