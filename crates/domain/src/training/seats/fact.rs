//! What happened to a run's seats, as it is stored: outcomes, never wishes, so that a later release with other rules still
//! reads an old log the same. A fact is a short array: a letter, the moment in milliseconds, then what belongs to it.

use std::borrow::Cow;
use std::fmt;

use jiff::Timestamp;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::token;
use super::words::{
    Attendance, Capacity, EmailDigest, Lateness, MAX_PLACES, Nonce, PartyNumber, PlaceNumber, PlaceSet,
};
use crate::reference::Reference;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) at: Timestamp,
    pub(super) what: What,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// From here on the run is known to start then.
    Starts { starts_at: Timestamp },
    /// The run was moved, in time or in place, and everybody is to be told.
    Moved,
    /// A party asked; the first `confirmed` places were confirmed, the others are queued. So many seats were free before,
    /// and so many waiting parties were passed.
    Asked { reference: Reference, takes_fewer: bool, confirmed: u8, free: u16, passed: u16, emails: Vec<EmailDigest> },
    /// Queued places were offered. Those offered already share the new time.
    Offered { party: PartyNumber, places: PlaceSet, until: Timestamp, free: u16, passed: u16 },
    /// The party took all that was offered to it.
    Accepted { party: PartyNumber },
    /// The party gave back some of what was offered to it.
    Declined { party: PartyNumber, places: PlaceSet },
    /// What was offered was not taken in time.
    Lapsed { party: PartyNumber },
    /// Queued places were given up.
    Left { party: PartyNumber, places: PlaceSet },
    /// Confirmed places were given up.
    Cancelled { party: PartyNumber, places: PlaceSet, lateness: Lateness },
    /// Somebody else comes instead.
    Substituted { party: PartyNumber, place: PlaceNumber, email: EmailDigest },
    /// There are now so many seats.
    Capacity { capacity: Capacity },
    /// The run began: whoever still waited has no place.
    Begun,
    /// The run was cancelled, with every place.
    RunCancelled,
    /// Somebody came, or did not.
    Marked { party: PartyNumber, place: PlaceNumber, attendance: Attendance, nonce: Nonce },
}

/// Time in a log has no more than milliseconds.
pub(super) fn whole_milliseconds(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at)
}

impl Serialize for Fact {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let at = self.at.as_millisecond();
        match &self.what {
            What::Starts { starts_at } => ('s', at, starts_at.as_millisecond()).serialize(to),
            What::Moved => ('m', at).serialize(to),
            What::Asked { reference, takes_fewer, confirmed, free, passed, emails } => {
                let mut digests = String::with_capacity(emails.len() * token::CHARS);
                emails.iter().for_each(|email| token::write(email.0, &mut digests));
                ('a', at, reference, u8::from(*takes_fewer), confirmed, free, passed, digests).serialize(to)
            }
            What::Offered { party, places, until, free, passed } => {
                ('o', at, party, places.0, until.as_millisecond(), free, passed).serialize(to)
            }
            What::Accepted { party } => ('y', at, party).serialize(to),
            What::Declined { party, places } => ('n', at, party, places.0).serialize(to),
            What::Lapsed { party } => ('l', at, party).serialize(to),
            What::Left { party, places } => ('q', at, party, places.0).serialize(to),
            What::Cancelled { party, places, lateness } => {
                ('c', at, party, places.0, u8::from(*lateness == Lateness::Late)).serialize(to)
            }
            What::Substituted { party, place, email } => ('x', at, party, place, written(email.0)).serialize(to),
            What::Capacity { capacity } => ('k', at, capacity).serialize(to),
            What::Begun => ('b', at).serialize(to),
            What::RunCancelled => ('z', at).serialize(to),
            What::Marked { party, place, attendance, nonce } => {
                let came = match attendance {
                    Attendance::DidNotAttend => 0,
                    Attendance::PartAttended => 1,
                    Attendance::Attended => 2,
                };
                ('r', at, party, place, came, written(nonce.0)).serialize(to)
            }
        }
    }
}

fn written(bytes: [u8; 8]) -> String {
    let mut text = String::with_capacity(token::CHARS);
    token::write(bytes, &mut text);
    text
}

impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Fact;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a fact")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Fact, A::Error> {
        let from = &mut from;
        let letter: char = next(from)?;
        let at = moment(from)?;
        let what = match letter {
            's' => What::Starts { starts_at: moment(from)? },
            'm' => What::Moved,
            'a' => What::Asked {
                reference: next(from)?,
                takes_fewer: yes(from)?,
                confirmed: small(from)?,
                free: number(from)?,
                passed: number(from)?,
                emails: emails(from)?,
            },
            'o' => What::Offered {
                party: party(from)?,
                places: places(from)?,
                until: moment(from)?,
                free: number(from)?,
                passed: number(from)?,
            },
            'y' => What::Accepted { party: party(from)? },
            'n' => What::Declined { party: party(from)?, places: places(from)? },
            'l' => What::Lapsed { party: party(from)? },
            'q' => What::Left { party: party(from)?, places: places(from)? },
            'c' => {
                let (party, places) = (party(from)?, places(from)?);
                What::Cancelled { party, places, lateness: if yes(from)? { Lateness::Late } else { Lateness::Free } }
            }
            'x' => What::Substituted { party: party(from)?, place: place(from)?, email: EmailDigest(eight(from)?) },
            'k' => What::Capacity { capacity: Capacity::new(number(from)?).map_err(A::Error::custom)? },
            'b' => What::Begun,
            'z' => What::RunCancelled,
            'r' => {
                let (party, place) = (party(from)?, place(from)?);
                let attendance = match small(from)? {
                    0 => Attendance::DidNotAttend,
                    1 => Attendance::PartAttended,
                    2 => Attendance::Attended,
                    _ => return Err(A::Error::custom("no such attendance")),
                };
                What::Marked { party, place, attendance, nonce: Nonce(eight(from)?) }
            }
            _ => return Err(A::Error::custom("no such fact")),
        };
        Ok(Fact { at, what })
    }
}

fn next<'de, T: Deserialize<'de>, A: SeqAccess<'de>>(from: &mut A) -> Result<T, A::Error> {
    from.next_element()?.ok_or_else(|| A::Error::custom("a fact is too short"))
}

fn moment<'de, A: SeqAccess<'de>>(from: &mut A) -> Result<Timestamp, A::Error> {
    Timestamp::from_millisecond(next(from)?).map_err(|_| A::Error::custom("no such moment"))
}

fn number<'de, A: SeqAccess<'de>>(from: &mut A) -> Result<u16, A::Error> {
    next(from)
}

fn small<'de, A: SeqAccess<'de>>(from: &mut A) -> Result<u8, A::Error> {
    u8::try_from(number(from)?).map_err(|_| A::Error::custom("a number is too large"))
}

fn yes<'de, A: SeqAccess<'de>>(from: &mut A) -> Result<bool, A::Error> {
    match number(from)? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(A::Error::custom("neither yes nor no")),
    }
}

fn party<'de, A: SeqAccess<'de>>(from: &mut A) -> Result<PartyNumber, A::Error> {
    number(from).map(PartyNumber::of)
}

fn place<'de, A: SeqAccess<'de>>(from: &mut A) -> Result<PlaceNumber, A::Error> {
    PlaceNumber::new(small(from)?).map_err(A::Error::custom)
}

fn places<'de, A: SeqAccess<'de>>(from: &mut A) -> Result<PlaceSet, A::Error> {
    match number(from)? {
        bits if bits >> MAX_PLACES == 0 => Ok(PlaceSet(bits)),
        _ => Err(A::Error::custom("no party has such a place")),
    }
}

fn eight<'de, A: SeqAccess<'de>>(from: &mut A) -> Result<[u8; 8], A::Error> {
    let text: Cow<'de, str> = next(from)?;
    token::read(text.as_bytes()).ok_or_else(|| A::Error::custom("not eight bytes"))
}

fn emails<'de, A: SeqAccess<'de>>(from: &mut A) -> Result<Vec<EmailDigest>, A::Error> {
    let text: Cow<'de, str> = next(from)?;
    let digests = text.as_bytes().chunks(token::CHARS).map(|digest| token::read(digest).map(EmailDigest));
    digests.collect::<Option<_>>().ok_or_else(|| A::Error::custom("not digests"))
}
