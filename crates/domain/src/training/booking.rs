//! A booking: who asked for places, who is to come, and what they were told. Whether they have the places is the run's
//! affair: a booking never says so. It reads no clock and keeps nothing.

mod between;
mod telling;

pub use between::{About, MAX_WISHES};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use self::between::Wish;

use super::evaluation::Evaluation;
use super::seats::{Attendance, Party, PlaceNumber, PlaceState};
use super::terms::ChargeFor;
use super::words::{Audience, CertificateCode, Exemption, RunId};
use crate::digest::Digest;
use crate::messages::{Addressee, Kind, Outgoing};
use crate::reference::Reference;
use crate::text::{LongText, ShortText};
use crate::words::{EmailAddress, Pence, PersonName, Phone, Urn};

/// How many places one booking may ask for.
pub const MAX_PLACES: usize = 10;

/// How many people one place remembers who were to come before.
pub const MAX_SUBSTITUTIONS: usize = 20;

/// How many messages staff can write to one booking.
pub const MAX_NOTICES: usize = 50;

/// What staff write to attendees.
pub type NoticeText = LongText<2_000>;

crate::choices! {
    /// To whom of those on a run staff write.
    pub enum NoticeAudience {
        /// Everybody who has a place, is offered one or waits for one.
        Everybody = "everybody", "Everybody with a place or in the queue";
        /// Who has a place.
        Confirmed = "confirmed", "Everybody with a confirmed place";
        /// Who waits for one or is offered one.
        Waiting = "waiting", "Everybody in the queue";
    }
}

impl NoticeAudience {
    /// Whether the booking of a party is among them.
    #[must_use]
    pub fn holds(self, party: &Party) -> bool {
        let any = |is_so: fn(PlaceState) -> bool| party.places().iter().any(|place| is_so(place.state));
        match self {
            Self::Everybody => party.is_live(),
            Self::Confirmed => any(|state| state == PlaceState::Confirmed),
            Self::Waiting => any(|state| matches!(state, PlaceState::Queued | PlaceState::Offered { .. })),
        }
    }
}

/// What somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Book {
    /// On which run.
    pub run: RunId,
    /// Who the places are for.
    pub audience: Audience,
    /// For whom they book.
    pub organisation: Option<Organisation>,
    /// Who books.
    pub booker: Booker,
    /// Who gave permission, where that is needed.
    pub manager: Option<PersonName>,
    /// What it costs, where it does, as the booker knows.
    pub fee: Option<Fee>,
    /// Whether some of the places are of use without the others.
    pub takes_fewer: bool,
    /// Who is to come, one for each place.
    pub attendees: Vec<Attendee>,
}

/// For whom somebody books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Its name.
    pub name: ShortText<200>,
    /// Its number, where it is a setting.
    pub urn: Option<Urn>,
}

/// Who books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Booker {
    /// Their name.
    pub name: PersonName,
    /// Where we write to.
    pub email: EmailAddress,
    /// Where we phone.
    pub phone: Option<Phone>,
}

/// What each place costs, as the booker was told and confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// For one place.
    pub each: Pence,
    /// Their number for it.
    pub purchase_order: ShortText<40>,
}

/// Who is to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendee {
    /// Their name.
    pub name: PersonName,
    /// Where we reach them.
    pub email: EmailAddress,
    /// Their job.
    pub role: ShortText<100>,
    /// What we should have ready for them.
    pub needs: Option<LongText<500>>,
}

/// A booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Booking {
    reference: Reference,
    code: Digest,
    asked_at: Timestamp,
    book: Book,
    /// In the order of the places, which is that of `book.attendees`.
    places: Vec<PlaceNotes>,
    /// Up to which fact of the run's places the booker was told.
    seen: u32,
    /// RFC 5545 section 3.8.7.4: rises with each change that a calendar shows.
    sequence: u32,
    notices: Vec<Notice>,
    about: About,
    /// Whether nobody is to ask the run for these places any more.
    given_up: bool,
    /// Who is to come instead, as soon as the run says so.
    wishes: Vec<Wish>,
    /// Whether the booker was asked to have it evaluated.
    invited: bool,
    #[serde(default, skip_serializing_if = "Outgoing::is_untouched")]
    outgoing: Outgoing,
}

/// What is known of one place beside whether it is confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlaceNotes {
    /// Who was to come before, the first of all first.
    pub before: Vec<PersonName>,
    /// Why it was given up, where that was said.
    pub exemption: Option<Exemption>,
    /// What the attendee thought of it.
    pub evaluation: Option<Evaluation>,
    /// The certificate that they have.
    pub certificate: Option<CertificateCode>,
}

/// What staff wrote to who booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// When.
    pub at: Timestamp,
    /// What.
    pub text: NoticeText,
}

/// Why something may not be done to a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BookingRefusal {
    /// There is no such place.
    #[error("no such place")]
    NoSuchPlace,
    /// The attendee of that place was changed too often.
    #[error("too many substitutions")]
    TooManySubstitutions,
    /// Nobody attended, so there is nothing to say of it.
    #[error("did not attend")]
    DidNotAttend,
    /// It was said before.
    #[error("evaluated already")]
    EvaluatedAlready,
    /// There is no room for another message.
    #[error("too many notices")]
    TooManyNotices,
}

impl Booking {
    /// A booking that was just asked for.
    #[must_use]
    pub fn asked(reference: Reference, code: Digest, book: Book, about: About, now: Timestamp) -> Self {
        let places = book.attendees.iter().map(|_| PlaceNotes::default()).collect();
        Self {
            reference,
            code,
            asked_at: now,
            book,
            places,
            seen: 0,
            sequence: 0,
            notices: Vec::new(),
            about,
            given_up: false,
            wishes: Vec::new(),
            invited: false,
            outgoing: Outgoing::default(),
        }
    }

    /// Names it.
    #[must_use]
    pub const fn reference(&self) -> &Reference {
        &self.reference
    }

    /// What is kept of its access code.
    #[must_use]
    pub const fn code(&self) -> &Digest {
        &self.code
    }

    /// When it was asked for.
    #[must_use]
    pub const fn asked_at(&self) -> Timestamp {
        self.asked_at
    }

    /// What was asked for; its attendees are those who are to come now.
    #[must_use]
    pub const fn book(&self) -> &Book {
        &self.book
    }

    /// The attendees with their places' numbers and notes.
    pub fn attendees(&self) -> impl Iterator<Item = (PlaceNumber, &Attendee, &PlaceNotes)> {
        let numbers = (1_u8..).filter_map(|number| PlaceNumber::new(number).ok());
        numbers.zip(&self.book.attendees).zip(&self.places).map(|((number, attendee), notes)| (number, attendee, notes))
    }

    /// The attendee of one place.
    #[must_use]
    pub fn attendee(&self, place: PlaceNumber) -> Option<(&Attendee, &PlaceNotes)> {
        self.attendees().find(|(number, _, _)| *number == place).map(|(_, attendee, notes)| (attendee, notes))
    }

    /// Up to which fact of the run's places the booker was told.
    #[must_use]
    pub const fn seen(&self) -> u32 {
        self.seen
    }

    /// How often what a calendar shows of it changed.
    #[must_use]
    pub const fn sequence(&self) -> u32 {
        self.sequence
    }

    /// What staff wrote.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The messages about it.
    #[must_use]
    pub const fn outgoing(&self) -> &Outgoing {
        &self.outgoing
    }

    /// The same, to note what became of them.
    pub const fn outgoing_mut(&mut self) -> &mut Outgoing {
        &mut self.outgoing
    }

    /// Where its messages go.
    #[must_use]
    pub const fn email(&self) -> &EmailAddress {
        &self.book.booker.email
    }

    /// Somebody else is to come.
    ///
    /// # Errors
    /// No such place; it was changed too often.
    pub fn substitute(&mut self, place: PlaceNumber, attendee: Attendee) -> Result<(), BookingRefusal> {
        let index = index(place);
        let found = self.book.attendees.get_mut(index).zip(self.places.get_mut(index));
        let (current, notes) = found.ok_or(BookingRefusal::NoSuchPlace)?;
        if current == &attendee {
            return Ok(());
        }
        if notes.before.len() >= MAX_SUBSTITUTIONS {
            return Err(BookingRefusal::TooManySubstitutions);
        }
        notes.before.push(std::mem::replace(current, attendee).name);
        Ok(())
    }

    /// Notes why places were given up.
    pub fn excuse(&mut self, places: &[PlaceNumber], exemption: Exemption) {
        for place in places {
            if let Some(notes) = self.places.get_mut(index(*place)) {
                notes.exemption = Some(exemption);
            }
        }
    }

    /// An attendee says what they thought of it. Who attended it all gets a certificate with the code `certificate`.
    /// The same said twice is said once.
    ///
    /// # Errors
    /// They did not attend; they said something else before.
    pub fn evaluate(
        &mut self,
        place: PlaceNumber,
        evaluation: Evaluation,
        attendance: Option<Attendance>,
        certificate: CertificateCode,
    ) -> Result<(), BookingRefusal> {
        let notes = self.places.get_mut(index(place)).ok_or(BookingRefusal::NoSuchPlace)?;
        match attendance {
            Some(Attendance::Attended | Attendance::PartAttended) => {}
            Some(Attendance::DidNotAttend) | None => return Err(BookingRefusal::DidNotAttend),
        }
        match &notes.evaluation {
            Some(before) if before.says_the_same(&evaluation) => {}
            Some(_) => return Err(BookingRefusal::EvaluatedAlready),
            None => notes.evaluation = Some(evaluation),
        }
        if attendance == Some(Attendance::Attended) {
            notes.certificate.get_or_insert(certificate);
        }
        Ok(())
    }

    /// Staff write to who booked.
    ///
    /// # Errors
    /// There is no room for another.
    pub fn notice(&mut self, text: NoticeText, now: Timestamp) -> Result<(), BookingRefusal> {
        if self.notices.len() >= MAX_NOTICES {
            return Err(BookingRefusal::TooManyNotices);
        }
        self.notices.push(Notice { at: now, text });
        self.outgoing.write(Kind::TrainingNotice, Addressee::Subject, now);
        Ok(())
    }
}

fn index(place: PlaceNumber) -> usize {
    usize::from(place.get()).saturating_sub(1)
}

impl Attendee {
    /// The first letters of their names, as a certificate shows them to anybody: `R. A.`
    #[must_use]
    pub fn initials(&self) -> String {
        let letters = self.name.as_str().split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphabetic()));
        let letters: Vec<String> = letters.take(5).map(|letter| format!("{}.", letter.to_uppercase())).collect();
        letters.join(" ")
    }
}

/// What one place costs in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Charge {
    /// Why.
    pub what: ChargeFor,
    /// How much.
    pub amount: Pence,
}

#[cfg(test)]
mod tests;
