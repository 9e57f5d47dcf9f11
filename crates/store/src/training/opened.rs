//! Opening a booking: with its code, by who is signed in for the school that it names, by staff, or by a link of ours. A wrong
//! code, a wrong reference and another school's are the same error after the same work. Who counts wrong tries is above.

use std::convert::Infallible;

use domain::access_code::AccessCode;
use domain::people::{Member, StaffMember};
use domain::reference::Reference;
use domain::training::booking::{Attendee, Booking, PlaceNotes};
use domain::training::run::Run;
use domain::training::seats::{Party, Place, PlaceNumber, PlaceState, PlaceStateName};
use records::{ChangeError, Database, RecordsError, Versioned};

use crate::training::booking::{ACCESS, BOOKER, StoredBooking, read};
use crate::training::links::{EvaluationLink, OfferLink};
use crate::training::runs::{StoredRun, run};

/// Why a booking was not opened: there is none that it opens, or the store's.
pub type OpenError = ChangeError<Infallible>;

/// A booking that the caller may see and change, with the run that says how its places stand.
pub struct OpenedBooking {
    /// It.
    pub booking: Versioned<StoredBooking>,
    /// Its run.
    pub run: Versioned<StoredRun>,
    /// Who opened it, as histories name them.
    pub(super) by: String,
}

impl OpenedBooking {
    /// The booking that a code opens. Four store operations.
    ///
    /// # Errors
    /// Not found where it opens none; the store's.
    pub async fn by_code(database: &Database, reference: &Reference, code: &AccessCode) -> Result<Self, OpenError> {
        let found = read(database, reference).await?;
        let stored = found.as_ref().map(|found| found.record.0.code());
        let opens = ACCESS.opens(database, stored, reference, code);
        Self::of(database, found.filter(|_| opens), BOOKER).await
    }

    /// The booking of a school, for who is signed in for it. Four store operations.
    ///
    /// # Errors
    /// Not found for another school's; the store's.
    pub async fn for_school(database: &Database, member: &Member, reference: &Reference) -> Result<Self, OpenError> {
        let found = read(database, reference).await?.filter(|found| {
            let organisation = found.record.0.book().organisation.as_ref();
            let urn = organisation.and_then(|organisation| organisation.urn.as_ref());
            urn.is_some() && urn == member.school()
        });
        Self::of(database, found, member.id.as_str()).await
    }

    /// Any booking, for staff. Four store operations.
    ///
    /// # Errors
    /// Not found; the store's.
    pub async fn for_staff(database: &Database, staff: &StaffMember, reference: &Reference) -> Result<Self, OpenError> {
        Self::of(database, read(database, reference).await?, staff.id.as_str()).await
    }

    /// The booking to which something was offered, for who followed the link in the email that says so.
    ///
    /// # Errors
    /// Not found where it is no link of ours or too old; the store's.
    pub async fn by_offer_link(database: &Database, token: &str) -> Result<Self, OpenError> {
        let link = OfferLink::read(database, token).ok_or(OpenError::NotFound)?;
        Self::of(database, read(database, link.reference()).await?, BOOKER).await
    }

    /// The booking that is to be evaluated, for who followed the link in the email that asks for it, and which of its
    /// places, where that is plain.
    ///
    /// # Errors
    /// As [`OpenedBooking::by_offer_link`].
    pub async fn by_evaluation_link(
        database: &Database,
        token: &str,
    ) -> Result<(Self, Option<PlaceNumber>), OpenError> {
        let link = EvaluationLink::read(database, token).ok_or(OpenError::NotFound)?;
        let opened = Self::of(database, read(database, link.reference()).await?, BOOKER).await?;
        Ok((opened, link.place()))
    }

    async fn of(database: &Database, found: Option<Versioned<StoredBooking>>, by: &str) -> Result<Self, OpenError> {
        let booking = found.ok_or(OpenError::NotFound)?;
        let (reference, id) = (booking.record.0.reference(), &booking.record.0.book().run);
        let run = run(database, id).await?;
        let run = run.ok_or_else(|| RecordsError::corrupt("a booking without its run", reference.to_string()))?;
        if run.record.0.seats().party(reference).is_none() {
            // Either it was refused, or its caller has not got to the run yet, and may in a moment.
            return Err(match booking.record.0.is_given_up() {
                true => OpenError::NotFound,
                false => RecordsError::Contended("a booking on its way").into(),
            });
        }
        Ok(Self { booking, run, by: by.to_owned() })
    }

    /// What is booked.
    #[must_use]
    pub const fn booking(&self) -> &Booking {
        &self.booking.record.0
    }

    /// On which run.
    #[must_use]
    pub const fn run(&self) -> &Run {
        &self.run.record.0
    }

    /// Names it.
    #[must_use]
    pub const fn reference(&self) -> &Reference {
        self.booking.record.0.reference()
    }

    /// How it stands on the run.
    #[must_use]
    pub fn party(&self) -> Option<&Party> {
        self.run().seats().party(self.reference())
    }

    /// Its places, each with how it stands and who is to come.
    pub fn places(&self) -> impl Iterator<Item = (&Place, &Attendee, &PlaceNotes)> {
        let places = self.party().map(Party::places).unwrap_or_default();
        places.iter().zip(self.booking().attendees()).map(|(place, (_, attendee, notes))| (place, attendee, notes))
    }

    /// How many places are in such a state.
    #[must_use]
    pub fn how_many(&self, state: PlaceStateName) -> u16 {
        self.party().map_or(0, |party| party.how_many(state))
    }

    /// Whether at least one place is confirmed: then they see how to join.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.places().any(|(place, _, _)| place.state == PlaceState::Confirmed)
    }
}
