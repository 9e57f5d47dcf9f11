//! A booking as a record: what names and opens it, what its lists show of it, what a run keeps of its attendees.

use domain::reference::{Prefix, Reference};
use domain::training::booking::Booking;
use domain::training::seats::EmailDigest;
use domain::training::words::RunId;
use domain::words::EmailAddress;
use records::{Database, ListName, Record, RecordId, RecordsError, Versioned};
use serde::{Deserialize, Serialize};

use crate::access::Access;
use crate::training::lists::{List, UNSENT};
use crate::training::rows::{SchoolRow, UnsentRow};

/// The references and codes of bookings.
pub const ACCESS: Access = Access { area: "training", prefix: Prefix::Training };

/// All lists on which a booking stands while something of it is to go out.
pub const LISTS: &[&str] = &[UNSENT];

/// The actor in histories: who acts with a reference and a code is the booker.
pub(super) const BOOKER: &str = "booker";

/// What an attendee's digest is made for; never changed, or one person gets two places on one run.
const EMAIL_PURPOSE: &str = "training/email";

/// A booking as a record. Who stands on a run is said by the run, which names the bookings on it: a booking stands on a list
/// of its own only for a school that looks for it, and while something is to be done about it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredBooking(pub Booking);

/// What the lists of bookings show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingListed {
    /// What is still to be done about it.
    Unsent(UnsentRow),
    /// What a school sees of it.
    School(SchoolRow),
}

impl Record for StoredBooking {
    const KIND: &'static str = "booking";
    const SCHEMA: u32 = 1;
    type Row = BookingListed;

    fn rows(&self) -> Vec<(ListName, BookingListed)> {
        let urn = self.0.book().organisation.as_ref().and_then(|organisation| organisation.urn.as_ref());
        let school = urn.filter(|_| !self.0.is_given_up());
        let school = school.and_then(|urn| List::School(urn).row(BookingListed::School(SchoolRow::of(&self.0))));
        let unsent = UnsentRow::of(&self.0).and_then(|row| List::Unsent.row(BookingListed::Unsent(row)));
        school.into_iter().chain(unsent).collect()
    }
}

/// A booking's reference as it stands in a path; `None` for what is none.
#[must_use]
pub fn reference(text: &str) -> Option<Reference> {
    Reference::parse(text).ok().filter(|reference| reference.prefix() == Prefix::Training)
}

/// The booking that a reference names. Two store operations.
pub(super) async fn read(
    database: &Database,
    reference: &Reference,
) -> Result<Option<Versioned<StoredBooking>>, RecordsError> {
    database.records::<StoredBooking>().read(&record_id(reference)?).await
}

/// The record of a booking.
pub(super) fn record_id(reference: &Reference) -> Result<RecordId, RecordsError> {
    Ok(RecordId::parse(&reference.to_string())?)
}

/// What a run keeps of an attendee's address. Another run keeps something else of the same address, so that nobody can be
/// followed from run to run. Under a later secret the same address gives another digest: an attendee who was booked before
/// the secret was changed could be booked once more on the same run, which its register shows.
pub(super) fn email_digest(database: &Database, run: &RunId, email: &EmailAddress) -> EmailDigest {
    let digest = database.keyring().digest(EMAIL_PURPOSE, &[run.as_str().as_bytes(), email.folded().as_bytes()]);
    EmailDigest(digest.first_chunk().copied().unwrap_or_default())
}
