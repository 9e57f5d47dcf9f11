//! What staff and bookers send about training, read with every problem at once; it changes nothing.

mod run;

pub use run::{NewRun, RunRequest};

use jiff::Timestamp;
use serde_json::Value;

use super::booking::{Attendee, Book, Booker, Fee, NoticeAudience, NoticeText, Organisation};
use super::evaluation::Evaluation;
use super::fields as f;
use super::run::Run;
use super::seats::{Attendance, Nonce, PlaceNumber};
use super::words::{Audience, Exemption, RunId};
use crate::access_code::AccessCode;
use crate::input::{self, Body, FromBody, Reader, Request, Style};
use crate::problems::{Code, Fault, Problems};
use crate::reference::{Prefix, Reference};
use crate::text::ShortText;
use crate::words::{Pence, Urn};

/// How many places are marked at once: a run's.
pub const MAX_MARKS: usize = 500;

/// Places that a booker gives up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CancelPlaces {
    /// Which.
    pub places: Vec<PlaceNumber>,
    /// What excuses them, if anything.
    pub exemption: Option<Exemption>,
}

/// The same as a program sends it, with what each place was said to cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cancel {
    /// Which, and why.
    pub what: CancelPlaces,
    /// What each was said to cost: where it costs more by now, nothing is given up.
    pub agreed: Option<Pence>,
}

/// Somebody else who is to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substitute {
    /// In which place.
    pub place: PlaceNumber,
    /// Who.
    pub attendee: Attendee,
}

/// A mark in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Whose booking.
    pub reference: Reference,
    /// Which of its places.
    pub place: PlaceNumber,
    /// What was seen.
    pub attendance: Attendance,
    /// The same each time that this mark is sent.
    pub nonce: Nonce,
}

/// The register, or some of it.
pub struct Marks(pub Vec<Mark>);

/// Staff write to who booked.
pub struct WriteNotice {
    /// To whom of them.
    pub to: NoticeAudience,
    /// What.
    pub text: NoticeText,
}

/// Staff call a run off.
pub struct CallOff {
    /// Why.
    pub reason: ShortText<200>,
}

/// What opens a booking. Whoever is signed in for its school, or staff, leave it out.
pub struct OpenBooking {
    /// The code.
    pub code: Option<AccessCode>,
}

/// What the attendee of one place thought of a run.
pub struct Evaluate {
    /// Of which booking.
    pub whose: ComeBack,
    /// Which of its places.
    pub place: PlaceNumber,
    /// What they thought.
    pub evaluation: Evaluation,
}

/// A booker comes back.
pub struct ComeBack {
    /// To which booking.
    pub reference: Reference,
    /// What opens it.
    pub code: AccessCode,
}

impl FromBody for Book {
    const BODY: &'static Body = &Body::new(
        "BookBody",
        "Places to ask for.",
        &[
            &f::RUN,
            &f::AUDIENCE,
            &f::ORGANISATION,
            &f::URN,
            &f::NAME,
            &f::EMAIL,
            &f::PHONE,
            &f::MANAGER,
            &f::FEE_ACKNOWLEDGED,
            &f::PURCHASE_ORDER,
            &f::TAKES_FEWER,
            &f::ATTENDEES,
        ],
    );
}

impl FromBody for Attendee {
    const BODY: &'static Body = &Body::new(
        "AttendeeBody",
        "Who is to come.",
        &[&f::ATTENDEE_NAME, &f::ATTENDEE_EMAIL, &f::ATTENDEE_ROLE, &f::ATTENDEE_NEEDS],
    );
}

impl FromBody for CancelPlaces {
    const BODY: &'static Body = &Body::unnamed(&[&f::PLACES, &f::EXEMPTION]).and(&[OpenBooking::BODY]);
}

impl FromBody for Cancel {
    const BODY: &'static Body =
        &Body::new("CancelBody", "Places to give up.", &[&f::AGREED_FEE]).and(&[CancelPlaces::BODY]);
}

impl FromBody for Substitute {
    const BODY: &'static Body = &Body::new("SubstituteBody", "Somebody else who is to come.", &[&f::PLACE])
        .and(&[OpenBooking::BODY, Attendee::BODY]);
}

impl FromBody for Mark {
    const BODY: &'static Body = &Body::new("MarkBody", "A mark.", &[&f::REFERENCE, &f::PLACE, &f::MARK, &f::NONCE]);
}

impl FromBody for ComeBack {
    const BODY: &'static Body = &Body::unnamed(&[&f::REFERENCE, &f::CODE]);
}

impl Book {
    /// Reads what somebody asks for on this run; `of_school`: the setting of whoever is signed in for one.
    ///
    /// # Errors
    /// Every problem, in the order of the questions.
    pub fn read(body: &Value, style: Style, run: &Run, of_school: Option<&Urn>) -> Result<Self, Problems> {
        input::read(body, style, |r| {
            let audience = r.get(&f::AUDIENCE).and_then(|audience| r.check(&f::AUDIENCE, among(run, audience)));
            let organisation = organisation(r, audience, of_school);
            let (name, email, phone) = (r.get(&f::NAME), r.get(&f::EMAIL), r.get(&f::PHONE));
            let manager = r.needed(audience.map(|audience| run.needs_permission(audience)), &f::MANAGER);
            let fee = fee(r, audience.map(|audience| run.price(audience)));
            let takes_fewer = r.get(&f::TAKES_FEWER);
            let attendees = r.objects(&f::ATTENDEES, attendee);
            let attendees = each_once(r, attendees?)?;
            Some(Self {
                run: run.id().clone(),
                audience: audience?,
                organisation: organisation?,
                booker: Booker { name: name?, email: email?, phone: phone? },
                manager: manager?,
                fee: fee?,
                takes_fewer: takes_fewer?.unwrap_or(false),
                attendees,
            })
        })
    }

    /// Reads on which run somebody wants to book.
    ///
    /// # Errors
    /// None is named.
    pub fn run(body: &Value) -> Result<RunId, Problems> {
        const ON: Body = Body::unnamed(&[&f::RUN]).open();
        ON.read(body, Style::Json, |r| r.get(&f::RUN))
    }
}

impl Request for CancelPlaces {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        let (places, exemption) = (r.get(&f::PLACES), r.get(&f::EXEMPTION));
        Some(Self { places: places?, exemption: exemption? })
    }
}

impl Request for Cancel {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        let (what, agreed) = (CancelPlaces::among(r), r.get(&f::AGREED_FEE));
        Some(Self { what: what?, agreed: agreed? })
    }
}

impl Request for Substitute {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        let (place, attendee) = (r.get(&f::PLACE), attendee(r));
        Some(Self { place: place?, attendee: attendee? })
    }
}

impl FromBody for Marks {
    const BODY: &'static Body = &Body::new("MarksBody", "The register, or some of it.", &[&f::MARKS]);
}

impl Request for Marks {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        let marks = r.objects(&f::MARKS, |r| {
            let reference = reference(r);
            let (place, attendance, nonce) = (r.get(&f::PLACE), r.get(&f::MARK), r.get(&f::NONCE));
            Some(Mark { reference: reference?, place: place?, attendance: attendance?, nonce: nonce? })
        });
        marks.map(Self)
    }
}

impl FromBody for CallOff {
    const BODY: &'static Body = &Body::new("ReasonBody", "Why.", &[&f::REASON]);
}

impl Request for CallOff {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        Some(Self { reason: r.get(&f::REASON)? })
    }
}

impl FromBody for WriteNotice {
    const BODY: &'static Body = &Body::new("NoticeBody", "A message to whoever booked.", &[&f::NOTICE_TO, &f::TEXT]);
}

impl Request for WriteNotice {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        let (to, text) = (r.get(&f::NOTICE_TO), r.get(&f::TEXT));
        Some(Self { to: to?.unwrap_or(NoticeAudience::Everybody), text: text? })
    }
}

/// Nothing else that stands there is looked at.
impl FromBody for OpenBooking {
    const BODY: &'static Body = &Body::new(
        "CodeBody",
        "What opens a booking. Whoever is signed in for the school, or staff, leave it out.",
        &[&f::CODE.optional()],
    )
    .open();
}

impl Request for OpenBooking {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        Some(Self { code: r.get(&f::CODE.optional())? })
    }
}

impl FromBody for Evaluate {
    const BODY: &'static Body =
        &Body::new("EvaluationBody", "What the attendee of one place thought of a run.", &[&f::PLACE_OF_ONE])
            .and(&[ComeBack::BODY, Evaluation::BODY]);
}

impl Evaluate {
    /// Reads what an attendee says, sent for them by whoever booked.
    ///
    /// # Errors
    /// Every problem.
    pub fn read(body: &Value, style: Style, now: Timestamp) -> Result<Self, Problems> {
        input::read(body, style, |r| {
            let (whose, place) = (ComeBack::among(r), r.get(&f::PLACE_OF_ONE));
            let evaluation = Evaluation::among(r, now);
            Some(Self { whose: whose?, place: place?, evaluation: evaluation? })
        })
    }
}

impl Request for ComeBack {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        let (reference, code) = (reference(r), r.get(&f::CODE));
        Some(Self { reference: reference?, code: code? })
    }
}

impl ComeBack {
    /// Reads the code alone, where the path says which booking; other fields may stand beside it.
    ///
    /// # Errors
    /// There is none, or it is malformed.
    pub fn code(body: &Value) -> Result<AccessCode, Problems> {
        const WITH: Body = Body::unnamed(&[&f::CODE]).open();
        WITH.read(body, Style::Json, |r| r.get(&f::CODE))
    }
}

/// Reads a booking's reference.
///
/// # Errors
/// Anything else.
pub fn training_reference(typed: &str) -> Result<Reference, Fault> {
    Reference::parse(typed).and_then(of_a_booking)
}

fn of_a_booking(reference: Reference) -> Result<Reference, Fault> {
    if reference.prefix() == Prefix::Training {
        return Ok(reference);
    }
    Err(Fault::whole(Code::InvalidFormat, "Check the reference. That of a training booking begins with TRN"))
}

fn reference(r: &mut Reader<'_>) -> Option<Reference> {
    r.get(&f::REFERENCE).and_then(|reference| r.check(&f::REFERENCE, of_a_booking(reference)))
}

fn among(run: &Run, audience: Audience) -> Result<Audience, Fault> {
    if run.audiences().contains(&audience) {
        return Ok(audience);
    }
    Err(Fault::about(Code::InvalidValue, "is not among those for whom this course is"))
}

fn organisation(
    r: &mut Reader<'_>,
    audience: Option<Audience>,
    of_school: Option<&Urn>,
) -> Option<Option<Organisation>> {
    let of_a_setting = audience.map(Audience::is_of_a_setting);
    let name = match of_a_setting {
        Some(true) => r.get(&f::ORGANISATION.required()).map(Some),
        Some(false) | None => r.get(&f::ORGANISATION),
    };
    let urn = match of_school {
        // Whoever is signed in for a school books for that one.
        Some(own) => r.get(&f::URN).map(|_| Some(own.clone())),
        None => r.needed(of_a_setting, &f::URN),
    };
    let urn = urn?;
    Some(name?.map(|name| Organisation { name, urn }))
}

fn fee(r: &mut Reader<'_>, each: Option<Pence>) -> Option<Option<Fee>> {
    let due = each.map(|each| each != Pence::ZERO);
    let (acknowledged, purchase_order) = (r.get(&f::FEE_ACKNOWLEDGED), r.needed(due, &f::PURCHASE_ORDER));
    if due == Some(true) && acknowledged? != Some(true) {
        return r.note(&f::FEE_ACKNOWLEDGED, &Fault::ask_again(Code::ConditionalFieldMustBeSet));
    }
    Some(purchase_order?.zip(each).map(|(purchase_order, each)| Fee { each, purchase_order }))
}

fn attendee(r: &mut Reader<'_>) -> Option<Attendee> {
    let (name, email) = (r.get(&f::ATTENDEE_NAME), r.get(&f::ATTENDEE_EMAIL));
    let (role, needs) = (r.get(&f::ATTENDEE_ROLE), r.get(&f::ATTENDEE_NEEDS));
    Some(Attendee { name: name?, email: email?, role: role?, needs: needs? })
}

/// One place for each email address.
fn each_once(r: &mut Reader<'_>, attendees: Vec<Attendee>) -> Option<Vec<Attendee>> {
    let twice = attendees.iter().enumerate().any(|(index, attendee)| {
        attendees.iter().take(index).any(|before| before.email.folded() == attendee.email.folded())
    });
    if twice {
        let sentence = "Enter a different email address for each attendee: each has one place";
        return r.note(&f::ATTENDEES, &Fault::whole(Code::InvalidValue, sentence));
    }
    Some(attendees)
}
