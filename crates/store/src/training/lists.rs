//! The lists of training by name. What a list shows of each thing is in [`super::rows`].

use domain::words::Urn;
use records::{ListName, RecordsError};

/// A list.
pub(super) enum List<'a> {
    /// All courses.
    Courses,
    /// The runs that are worked on: those to come, and those that ended lately.
    Runs,
    /// The runs that ended in a year, long ago.
    Filed(i16),
    /// The bookings that name a school.
    School(&'a Urn),
    /// The bookings of which something is still to be done: a message to send, or places to ask for.
    Unsent,
}

/// The name of [`List::Unsent`].
pub(super) const UNSENT: &str = "unsent";

impl List<'_> {
    /// Its name.
    ///
    /// # Errors
    /// None that one of these comes to.
    pub(super) fn name(&self) -> Result<ListName, RecordsError> {
        Ok(match self {
            Self::Courses => ListName::parse("courses"),
            Self::Runs => ListName::parse("runs"),
            Self::Filed(year) => ListName::parse(&format!("filed-{year}")),
            Self::School(urn) => ListName::parse(&format!("school-{}", urn.as_str())),
            Self::Unsent => ListName::parse(UNSENT),
        }?)
    }

    /// A row on it.
    pub(super) fn row<R>(&self, row: R) -> Option<(ListName, R)> {
        self.name().ok().map(|list| (list, row))
    }
}
