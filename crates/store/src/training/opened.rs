//! Opening a booking: with its code, by who is signed in for the school that it names, by staff, or by a link of ours. Wrong
//! tries are counted, and a wrong code, a wrong reference and another school's look the same from outside.

use domain::access_code::AccessCode;
use domain::people::{Member, Membership};
use domain::reference::Reference;
use domain::training::booking::{Attendee, Booking, PlaceNotes};
use domain::training::run::Run;
use domain::training::seats::{Party, Place, PlaceNumber, PlaceState, PlaceStateName};
use domain::words::Urn;
use records::Versioned;
use web::{App, Caller, Lookups, Problem, Staff};

use crate::training::booking::BOOKER;
use crate::training::kept::{StoredBooking, StoredRun, booking_record, opens, run_record};
use crate::training::links::{EvaluationLink, OfferLink};

/// A booking that somebody may see and change, with the run that says how its places stand.
pub struct Opened {
    /// It.
    pub booking: Versioned<StoredBooking>,
    /// Its run.
    pub run: Versioned<StoredRun>,
    /// Who opened it, as histories name them.
    pub(crate) by: String,
}

impl Opened {
    /// The booking that a code opens. Five store operations.
    ///
    /// # Errors
    /// 404 where it opens none; 429 after too many that did not; 503 where the store fails.
    pub async fn by_code(
        app: &App,
        caller: &Caller,
        reference: &Reference,
        code: &AccessCode,
    ) -> Result<Self, Problem> {
        let lookup = reference.to_string();
        let attempt = Lookups::of(app, caller, &lookup);
        attempt.admit().await?;
        let found = app.records::<StoredBooking>().read(&booking_record(reference)?).await?;
        match found {
            found if !opens(app, found.as_ref().map(|found| &found.record.0), reference, code) => {
                Err(attempt.failed().await)
            }
            None => Err(attempt.failed().await),
            Some(found) => Self::of(app, found, BOOKER).await,
        }
    }

    /// The booking of a school, for whoever is signed in for it. Four store operations.
    ///
    /// # Errors
    /// 403 for whoever is not of a school; 404 for another school's; 503 where the store fails.
    pub async fn for_school(app: &App, member: &Member, reference: &Reference) -> Result<Self, Problem> {
        let own = school_of(member)?;
        let found = read(app, reference).await?;
        let organisation = found.record.0.book().organisation.as_ref();
        let urn = organisation.and_then(|organisation| organisation.urn.as_ref());
        if urn == Some(own) { Self::of(app, found, member.id.as_str()).await } else { Err(Problem::not_found()) }
    }

    /// Any booking, for staff. Four store operations.
    ///
    /// # Errors
    /// 404; 503 where the store fails.
    pub async fn for_staff(app: &App, staff: &Staff, reference: &Reference) -> Result<Self, Problem> {
        Self::of(app, read(app, reference).await?, staff.actor()).await
    }

    /// The booking to which something was offered, for whoever followed the link in the email that says so.
    ///
    /// # Errors
    /// 404 where it is no link of ours or too old; 503 where the store fails.
    pub async fn by_offer_link(app: &App, token: &str) -> Result<Self, Problem> {
        let link = OfferLink::read(app.database(), token).ok_or_else(Problem::not_found)?;
        Self::of(app, read(app, link.reference()).await?, BOOKER).await
    }

    /// The booking that is to be evaluated, for whoever followed the link in the email that asks for it, and which of its
    /// places, where that is plain.
    ///
    /// # Errors
    /// As [`Opened::by_offer_link`].
    pub async fn by_evaluation_link(app: &App, token: &str) -> Result<(Self, Option<PlaceNumber>), Problem> {
        let link = EvaluationLink::read(app.database(), token).ok_or_else(Problem::not_found)?;
        let opened = Self::of(app, read(app, link.reference()).await?, BOOKER).await?;
        Ok((opened, link.place()))
    }

    async fn of(app: &App, booking: Versioned<StoredBooking>, by: &str) -> Result<Self, Problem> {
        let run = app.records::<StoredRun>().read(&run_record(&booking.record.0.book().run)?).await?;
        let run = run.ok_or_else(|| Problem::internal("a booking without its run"))?;
        if run.record.0.seats().party(booking.record.0.reference()).is_none() {
            // Either it was refused, or whoever asks for it has not got to the run yet, and may in a moment.
            let refused = booking.record.0.is_given_up();
            return Err(if refused { Problem::not_found() } else { Problem::unavailable("a booking on its way") });
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

/// The school that somebody is signed in for.
///
/// # Errors
/// 403 where it is none.
pub fn school_of(member: &Member) -> Result<&Urn, Problem> {
    match &member.membership {
        Membership::School(urn) => Ok(urn),
        Membership::Desk(_) | Membership::Provider(_) => Err(Problem::forbidden()),
    }
}

async fn read(app: &App, reference: &Reference) -> Result<Versioned<StoredBooking>, Problem> {
    app.records::<StoredBooking>().read(&booking_record(reference)?).await?.ok_or_else(Problem::not_found)
}
