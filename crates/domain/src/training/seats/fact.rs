//! What happened to a run's seats, as it is stored: outcomes, never wishes, so that a later release with other rules still
//! reads an old log the same. A fact is a line of text: a letter, the moment in milliseconds, then what belongs to it, with
//! commas between. Nothing in it needs care in JSON, where all of them are one string: as arrays of numbers they were most of
//! what reading a run cost.

use std::fmt::{self, Write};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::state::Why;
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

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at.as_millisecond();
        match &self.what {
            What::Starts { starts_at } => write!(f, "s,{at},{}", starts_at.as_millisecond()),
            What::Moved => write!(f, "m,{at}"),
            What::Asked { reference, takes_fewer, confirmed, free, passed, emails } => {
                write!(f, "a,{at},{reference},{},{confirmed},{free},{passed},", u8::from(*takes_fewer))?;
                emails.iter().try_for_each(|email| token::write(email.0, f))
            }
            What::Offered { party, places, until, free, passed } => {
                write!(f, "o,{at},{party},{},{},{free},{passed}", places.0, until.as_millisecond())
            }
            What::Accepted { party } => write!(f, "y,{at},{party}"),
            What::Declined { party, places } => write!(f, "n,{at},{party},{}", places.0),
            What::Lapsed { party } => write!(f, "l,{at},{party}"),
            What::Left { party, places } => write!(f, "q,{at},{party},{}", places.0),
            What::Cancelled { party, places, lateness } => {
                write!(f, "c,{at},{party},{},{}", places.0, u8::from(*lateness == Lateness::Late))
            }
            What::Substituted { party, place, email } => {
                write!(f, "x,{at},{party},{},", place.get())?;
                token::write(email.0, f)
            }
            What::Capacity { capacity } => write!(f, "k,{at},{}", capacity.get()),
            What::Begun => write!(f, "b,{at}"),
            What::RunCancelled => write!(f, "z,{at}"),
            What::Marked { party, place, attendance, nonce } => {
                let came = match attendance {
                    Attendance::DidNotAttend => 0,
                    Attendance::PartAttended => 1,
                    Attendance::Attended => 2,
                };
                write!(f, "r,{at},{party},{},{came},", place.get())?;
                token::write(nonce.0, f)
            }
        }
    }
}

impl Fact {
    /// Reads what [`Display`](fmt::Display) writes.
    pub(super) fn read(text: &str) -> Result<Self, Why> {
        let mut from = Fields(Some(text.as_bytes()));
        let letter = from.next()?;
        let at = from.moment()?;
        let what = match letter {
            b"s" => What::Starts { starts_at: from.moment()? },
            b"m" => What::Moved,
            b"a" => What::Asked {
                reference: Reference::written(from.next()?).ok_or("not a reference")?,
                takes_fewer: from.yes()?,
                confirmed: from.small()?,
                free: from.number()?,
                passed: from.number()?,
                emails: from.emails()?,
            },
            b"o" => What::Offered {
                party: from.party()?,
                places: from.places()?,
                until: from.moment()?,
                free: from.number()?,
                passed: from.number()?,
            },
            b"y" => What::Accepted { party: from.party()? },
            b"n" => What::Declined { party: from.party()?, places: from.places()? },
            b"l" => What::Lapsed { party: from.party()? },
            b"q" => What::Left { party: from.party()?, places: from.places()? },
            b"c" => What::Cancelled {
                party: from.party()?,
                places: from.places()?,
                lateness: if from.yes()? { Lateness::Late } else { Lateness::Free },
            },
            b"x" => What::Substituted {
                party: from.party()?,
                place: from.place()?,
                email: EmailDigest(from.eight_bytes()?),
            },
            b"k" => What::Capacity { capacity: Capacity::new(from.number()?).map_err(|_| "no such capacity")? },
            b"b" => What::Begun,
            b"z" => What::RunCancelled,
            b"r" => What::Marked {
                party: from.party()?,
                place: from.place()?,
                attendance: from.attendance()?,
                nonce: Nonce(from.eight_bytes()?),
            },
            _ => return Err("no such fact"),
        };
        from.end().map(|()| Self { at, what })
    }
}

/// What is left of a fact's text; nothing after its last field.
struct Fields<'l>(Option<&'l [u8]>);

impl<'l> Fields<'l> {
    fn next(&mut self) -> Result<&'l [u8], Why> {
        let mut parts = self.0.ok_or("a fact is too short")?.splitn(2, |byte| *byte == b',');
        let field = parts.next().unwrap_or_default();
        self.0 = parts.next();
        Ok(field)
    }

    fn end(self) -> Result<(), Why> {
        if self.0.is_none() { Ok(()) } else { Err("a fact is too long") }
    }

    fn whole(&mut self) -> Result<i64, Why> {
        let field = self.next()?;
        let (sign, digits) = field.strip_prefix(b"-").map_or((1, field), |digits| (-1, digits));
        if digits.is_empty() || digits.len() > MAX_DIGITS {
            return Err(NOT_A_NUMBER);
        }
        digits.iter().try_fold(0_i64, |number, digit| match digit {
            b'0'..=b'9' => Ok(number * 10 + sign * i64::from(digit - b'0')),
            _ => Err(NOT_A_NUMBER),
        })
    }

    fn moment(&mut self) -> Result<Timestamp, Why> {
        Timestamp::from_millisecond(self.whole()?).map_err(|_| "no such moment")
    }

    fn number(&mut self) -> Result<u16, Why> {
        u16::try_from(self.whole()?).map_err(|_| "a number is out of range")
    }

    fn small(&mut self) -> Result<u8, Why> {
        u8::try_from(self.whole()?).map_err(|_| "a number is out of range")
    }

    fn yes(&mut self) -> Result<bool, Why> {
        match self.whole()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err("neither yes nor no"),
        }
    }

    fn party(&mut self) -> Result<PartyNumber, Why> {
        self.number().map(PartyNumber::of)
    }

    fn place(&mut self) -> Result<PlaceNumber, Why> {
        PlaceNumber::new(self.small()?).map_err(|_| NO_SUCH_PLACE)
    }

    fn places(&mut self) -> Result<PlaceSet, Why> {
        match self.number()? {
            bits if bits >> MAX_PLACES == 0 => Ok(PlaceSet(bits)),
            _ => Err(NO_SUCH_PLACE),
        }
    }

    fn attendance(&mut self) -> Result<Attendance, Why> {
        match self.whole()? {
            0 => Ok(Attendance::DidNotAttend),
            1 => Ok(Attendance::PartAttended),
            2 => Ok(Attendance::Attended),
            _ => Err("no such attendance"),
        }
    }

    fn eight_bytes(&mut self) -> Result<[u8; 8], Why> {
        token::read(self.next()?).ok_or("not eight bytes")
    }

    fn emails(&mut self) -> Result<Vec<EmailDigest>, Why> {
        let digests = self.next()?.chunks(token::CHARS).map(|digest| token::read(digest).map(EmailDigest));
        digests.collect::<Option<_>>().ok_or("not digests")
    }
}

/// More would not fit; the moments of ten thousand years have fifteen.
const MAX_DIGITS: usize = 18;

const NOT_A_NUMBER: Why = "not a number";
const NO_SUCH_PLACE: Why = "no party has such a place";

/// All that happened, as text: each fact ends with a semicolon.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Log(String);

impl Log {
    pub(super) fn add(&mut self, fact: &Fact) -> Result<(), Why> {
        write!(self.0, "{fact};").map_err(|_| "a fact cannot be written")
    }

    pub(super) fn facts(&self) -> impl Iterator<Item = Result<Fact, Why>> {
        let whole = self.0.is_empty() || self.0.ends_with(';');
        let cut_off = (!whole).then_some(Err("the log is cut off"));
        self.0.split_terminator(';').map(Fact::read).chain(cut_off)
    }

    /// From the one by which a party asked; those before are not even read.
    pub(super) fn facts_since_asked(&self, party: PartyNumber) -> impl Iterator<Item = Result<Fact, Why>> {
        let mut before = party.index();
        let is_before = move |fact: &&str| {
            let asks = fact.starts_with('a');
            let reached = asks && before == 0;
            before = before.saturating_sub(usize::from(asks));
            !reached
        };
        self.0.split_terminator(';').skip_while(is_before).map(Fact::read)
    }
}
