//! What staff and bookers send about training, read with every problem at once; it changes nothing.

mod run;

pub use run::RunRequest;

use std::ops::RangeInclusive;

use serde_json::Value;

use super::booking::{Attendee, Book, Booker, Fee, MAX_PLACES, NoticeText, Organisation};
use super::fields as f;
use super::run::Run;
use super::seats::{Attendance, Nonce, PlaceNumber};
use super::words::{Audience, Exemption, RunId};
use crate::access_code::AccessCode;
use crate::choice::choice;
use crate::input::{self, Field, Reader, Style};
use crate::problems::{Code, Fault, Problems};
use crate::reference::{Prefix, Reference};
use crate::text::{LongText, ShortText};
use crate::words::{EmailAddress, Pence, PersonName, Phone, Urn};

/// How many places are marked at once: a run's.
pub const MAX_MARKS: usize = 500;

/// How the places of a booking are numbered.
const PLACE_NUMBERS: RangeInclusive<i64> = 1..=MAX_PLACES as i64;

/// The names of a booking form's parts that only a booking by JSON or the last page sends.
const ORGANISATION_FIELDS: [Field; 2] = [f::ORGANISATION, f::URN];

/// Places that a booker gives up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CancelPlaces {
    /// Which.
    pub places: Vec<PlaceNumber>,
    /// What excuses them, if anything.
    pub exemption: Option<Exemption>,
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

/// A booker comes back.
pub struct ComeBack {
    /// To which booking.
    pub reference: Reference,
    /// What opens it.
    pub code: AccessCode,
}

impl Book {
    /// Reads what somebody asks for on this run; `of_school`: the setting of whoever is signed in for one.
    ///
    /// # Errors
    /// Every problem, in the order of the questions.
    pub fn read(body: &Value, style: Style, run: &Run, of_school: Option<&Urn>) -> Result<Self, Problems> {
        input::read(body, style, |r| {
            r.skip(&[f::RUN.name, "attempt"]);
            let audience = r.required(&f::AUDIENCE, |typed| {
                let audience = choice::<Audience>(typed)?;
                let for_them = run.audiences().contains(&audience);
                if for_them {
                    Ok(audience)
                } else {
                    Err(Fault::about(Code::InvalidValue, "is not among those for whom this course is"))
                }
            });
            let organisation = organisation(r, audience, of_school);
            let name = r.required(&f::NAME, PersonName::parse);
            let email = r.required(&f::EMAIL, EmailAddress::parse);
            let phone = r.optional(&f::PHONE, Phone::parse);
            let permission = audience.is_some_and(|audience| run.needs_permission(audience));
            let manager = r.conditional(permission, &f::MANAGER, PersonName::parse);
            let fee = fee(r, audience.map_or(Pence::ZERO, |audience| run.price(audience)));
            let takes_fewer = r.optional_flag(&f::TAKES_FEWER);
            let attendees = r.objects(&f::ATTENDEES, 1..=MAX_PLACES, attendee);
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
        let found = body.get(f::RUN.name).and_then(Value::as_str).unwrap_or_default();
        RunId::parse(found).map_err(|_| {
            let code = if found.is_empty() { Code::CannotBeEmpty } else { Code::InvalidValue };
            Problems::one("#/run", code, f::RUN.missing)
        })
    }
}

impl CancelPlaces {
    /// Reads which places are given up. The fields of the code that opens a booking may stand beside.
    ///
    /// # Errors
    /// Every problem.
    pub fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        input::read(body, style, |r| {
            r.skip(BESIDE);
            let places = r.integers(&f::PLACES, 1..=MAX_PLACES, PLACE_NUMBERS);
            let exemption = r.optional(&f::EXEMPTION, choice);
            let places: Option<Vec<PlaceNumber>> = places?.into_iter().map(numbered).collect();
            Some(Self { places: places?, exemption: exemption? })
        })
    }
}

impl Substitute {
    /// Reads who is to come instead.
    ///
    /// # Errors
    /// Every problem.
    pub fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        input::read(body, style, |r| {
            r.skip(BESIDE);
            let place = place_number(r);
            let attendee = attendee(r);
            Some(Self { place: place?, attendee: attendee? })
        })
    }
}

/// What may stand beside the fields of a change, and is read by whoever opens the booking.
const BESIDE: &[&str] = &[f::CODE.name, f::AGREED_FEE.name, "attempt", "version"];

impl Mark {
    /// Reads marks: one, or the whole register.
    ///
    /// # Errors
    /// Every problem.
    pub fn read_all(body: &Value, style: Style) -> Result<Vec<Self>, Problems> {
        input::read(body, style, |r| {
            r.skip(&["attempt", "version"]);
            r.objects(&f::MARKS, 1..=MAX_MARKS, |r| {
                let reference = r.required(&f::REFERENCE, training_reference);
                let place = place_number(r);
                let attendance = r.required(&f::MARK, choice);
                let nonce = r.required(&f::NONCE, nonce);
                Some(Self { reference: reference?, place: place?, attendance: attendance?, nonce: nonce? })
            })
        })
    }
}

impl ComeBack {
    /// Reads which booking somebody comes back to.
    ///
    /// # Errors
    /// Every problem.
    pub fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        input::read(body, style, |r| {
            r.skip(&["attempt"]);
            let reference = r.required(&f::REFERENCE, training_reference);
            let code = r.required(&f::CODE, AccessCode::parse);
            Some(Self { reference: reference?, code: code? })
        })
    }

    /// Reads the code alone, where the path says which booking; other fields may stand beside it.
    ///
    /// # Errors
    /// There is none, or it is malformed.
    pub fn code(body: &Value) -> Result<AccessCode, Problems> {
        let found = body.get(f::CODE.name).and_then(Value::as_str).unwrap_or_default();
        AccessCode::parse(found).map_err(|fault| {
            Problems::one("#/access_code", fault.code(), fault.detail(f::CODE.called, f::CODE.missing))
        })
    }
}

/// Reads what somebody who gives up places was told that each costs, where they say so: other fields may stand beside it.
///
/// # Errors
/// It is no amount.
pub fn read_agreed_fee(body: &Value, style: Style) -> Result<Option<Pence>, Problems> {
    let read = match (style, body.get(f::AGREED_FEE.name)) {
        (_, None | Some(Value::Null)) => return Ok(None),
        (Style::Json, Some(Value::Object(amount))) => Pence::from_json(amount),
        (Style::Form, Some(Value::String(pounds))) if pounds.trim().is_empty() => return Ok(None),
        (Style::Form, Some(Value::String(pounds))) => Pence::parse_pounds(pounds),
        (_, Some(_)) => Err(Fault::about(Code::InvalidFormat, Pence::JSON_FORM)),
    };
    let Field { called, missing, .. } = f::AGREED_FEE;
    read.map(Some).map_err(|fault| Problems::one("#/each", fault.code(), fault.detail(called, missing)))
}

/// Reads a message to who booked.
///
/// # Errors
/// There is none, or it is too long.
pub fn read_notice(body: &Value, style: Style) -> Result<NoticeText, Problems> {
    input::read(body, style, |r| {
        r.skip(BESIDE);
        r.required(&f::TEXT, LongText::parse)
    })
}

/// Reads why a run is called off.
///
/// # Errors
/// There is no reason, or it is too long.
pub fn read_reason(body: &Value, style: Style) -> Result<ShortText<200>, Problems> {
    input::read(body, style, |r| {
        r.skip(BESIDE);
        r.required(&f::REASON, ShortText::parse)
    })
}

/// Reads a booking's reference.
///
/// # Errors
/// Anything else.
pub fn training_reference(typed: &str) -> Result<Reference, Fault> {
    let reference = Reference::parse(typed)?;
    if reference.prefix() == Prefix::Training {
        return Ok(reference);
    }
    Err(Fault::whole(Code::InvalidFormat, "Check the reference. That of a training booking begins with TRN"))
}

/// Sixteen hexadecimal digits.
fn nonce(typed: &str) -> Result<Nonce, Fault> {
    let typed = typed.trim();
    let digits = typed.len() == 16 && typed.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = u64::from_str_radix(typed, 16).ok().filter(|_| digits);
    number.map(|number| Nonce(number.to_be_bytes())).ok_or(Fault::ask_again(Code::InvalidFormat))
}

fn place_number(r: &mut Reader<'_>) -> Option<PlaceNumber> {
    r.integer(&f::PLACE, PLACE_NUMBERS).and_then(numbered)
}

fn numbered(number: i64) -> Option<PlaceNumber> {
    PlaceNumber::new(u8::try_from(number).ok()?).ok()
}

fn organisation(
    r: &mut Reader<'_>,
    audience: Option<Audience>,
    of_school: Option<&Urn>,
) -> Option<Option<Organisation>> {
    let [name, urn] = ORGANISATION_FIELDS;
    let of_a_setting = audience.is_some_and(Audience::is_of_a_setting);
    let name =
        if of_a_setting { r.required(&name, ShortText::parse).map(Some) } else { r.optional(&name, ShortText::parse) };
    let urn = match of_school {
        // Whoever is signed in for a school books for that one.
        Some(own) => r.optional(&urn, Urn::parse).map(|_| Some(own.clone())),
        None => r.conditional(of_a_setting, &urn, Urn::parse),
    };
    let urn = urn?;
    Some(name?.map(|name| Organisation { name, urn }))
}

fn fee(r: &mut Reader<'_>, each: Pence) -> Option<Option<Fee>> {
    let due = each != Pence::ZERO;
    let acknowledged = r.optional_flag(&f::FEE_ACKNOWLEDGED);
    let purchase_order = r.conditional(due, &f::PURCHASE_ORDER, ShortText::parse);
    if due && acknowledged? != Some(true) {
        return r.note(&f::FEE_ACKNOWLEDGED, &Fault::ask_again(Code::ConditionalFieldMustBeSet));
    }
    Some(purchase_order?.map(|purchase_order| Fee { each, purchase_order }))
}

fn attendee(r: &mut Reader<'_>) -> Option<Attendee> {
    let name = r.required(&f::ATTENDEE_NAME, PersonName::parse);
    let email = r.required(&f::ATTENDEE_EMAIL, EmailAddress::parse);
    let role = r.required(&f::ATTENDEE_ROLE, ShortText::parse);
    let needs = r.optional(&f::ATTENDEE_NEEDS, LongText::parse);
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
