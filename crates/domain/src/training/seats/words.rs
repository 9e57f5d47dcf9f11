//! The words in which seats are spoken of: how many there are, which place of which party, whose it is. Never a name or
//! an address: an attendee is a digest here.

use std::cmp::Ordering;
use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use serde_json::Value;

use crate::calendar::Calendar;
use crate::input::{Shape, Style, Text, Whole, Word};
use crate::problems::{Code, Fault};
use crate::reference::Reference;

/// The most seats one run may have.
pub const MAX_CAPACITY: u16 = 500;

/// The most places one party may ask for.
pub const MAX_PLACES: u8 = 10;

/// The most parties that may ever ask for places on one run.
pub const MAX_PARTIES: u16 = 2_000;

/// How many seats a run has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Capacity(u16);

impl Capacity {
    /// So many seats.
    ///
    /// # Errors
    /// None, or more than [`MAX_CAPACITY`].
    pub fn new(seats: u16) -> Result<Self, Fault> {
        match seats {
            1..=MAX_CAPACITY => Ok(Self(seats)),
            _ => Err(Fault::about(Code::InvalidValue, format!("must be between 1 and {MAX_CAPACITY}"))),
        }
    }

    /// How many seats.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }

    fn of(seats: Whole<1, { MAX_CAPACITY as i64 }>) -> Result<Self, Fault> {
        Self::new(u16::try_from(seats.get()).unwrap_or_default())
    }
}

impl Word for Capacity {
    const SHAPE: Shape = Shape::Whole(1, MAX_CAPACITY as i64);

    fn parse(typed: &str) -> Result<Self, Fault> {
        Whole::parse(typed).and_then(Self::of)
    }

    fn read(value: &Value, style: Style) -> Result<Self, Fault> {
        Whole::read(value, style).and_then(Self::of)
    }
}

impl TryFrom<u16> for Capacity {
    type Error = Fault;
    fn try_from(seats: u16) -> Result<Self, Fault> {
        Self::new(seats)
    }
}

impl From<Capacity> for u16 {
    fn from(capacity: Capacity) -> Self {
        capacity.0
    }
}

/// Which party: 1 asked first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PartyNumber(u16);

impl PartyNumber {
    /// The party that stands at this place of the list.
    pub(super) fn at(index: usize) -> Self {
        Self(u16::try_from(index + 1).unwrap_or(u16::MAX))
    }

    pub(super) const fn of(number: u16) -> Self {
        Self(number)
    }

    pub(super) fn index(self) -> usize {
        usize::from(self.0).wrapping_sub(1)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl fmt::Display for PartyNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Which place of a party, 1 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct PlaceNumber(u8);

impl PlaceNumber {
    /// Such a place.
    ///
    /// # Errors
    /// No party has a place of this number.
    pub fn new(number: u8) -> Result<Self, Fault> {
        match number {
            1..=MAX_PLACES => Ok(Self(number)),
            _ => Err(Fault::about(Code::InvalidValue, format!("must be between 1 and {MAX_PLACES}"))),
        }
    }

    fn of(number: Whole<1, { MAX_PLACES as i64 }>) -> Result<Self, Fault> {
        Self::new(u8::try_from(number.get()).unwrap_or_default())
    }

    pub(super) fn at(index: usize) -> Self {
        Self(u8::try_from(index + 1).unwrap_or(MAX_PLACES).min(MAX_PLACES))
    }

    pub(super) fn index(self) -> usize {
        usize::from(self.0).saturating_sub(1)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl Word for PlaceNumber {
    const SHAPE: Shape = Shape::Whole(1, MAX_PLACES as i64);

    fn parse(typed: &str) -> Result<Self, Fault> {
        Whole::parse(typed).and_then(Self::of)
    }

    fn read(value: &Value, style: Style) -> Result<Self, Fault> {
        Whole::read(value, style).and_then(Self::of)
    }
}

impl TryFrom<u8> for PlaceNumber {
    type Error = Fault;
    fn try_from(number: u8) -> Result<Self, Fault> {
        Self::new(number)
    }
}

impl From<PlaceNumber> for u8 {
    fn from(number: PlaceNumber) -> Self {
        number.0
    }
}

impl fmt::Display for PlaceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Some of a party's places, one bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PlaceSet(pub(super) u16);

impl PlaceSet {
    pub(super) fn add(&mut self, place: PlaceNumber) {
        self.0 |= 1 << place.index();
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn len(self) -> u16 {
        u16::try_from(self.0.count_ones()).unwrap_or_default()
    }

    pub(super) fn iter(self) -> impl Iterator<Item = PlaceNumber> {
        (0..usize::from(MAX_PLACES)).filter(move |index| self.0 >> index & 1 == 1).map(PlaceNumber::at)
    }
}

impl FromIterator<PlaceNumber> for PlaceSet {
    fn from_iter<T: IntoIterator<Item = PlaceNumber>>(places: T) -> Self {
        let mut set = Self::default();
        places.into_iter().for_each(|place| set.add(place));
        set
    }
}

/// Whose place it is: what is kept of an email address, eight bytes of a hash keyed with our secret. The same address
/// always gives the same; who has the log alone learns no address.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct EmailDigest(pub [u8; 8]);

/// As numbers, not byte by byte: thousands are compared where a run is read.
impl Ord for EmailDigest {
    fn cmp(&self, other: &Self) -> Ordering {
        u64::from_be_bytes(self.0).cmp(&u64::from_be_bytes(other.0))
    }
}

impl PartialOrd for EmailDigest {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for EmailDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailDigest")
    }
}

/// What makes two sendings of one mark one mark: chance, drawn when the register's form was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Nonce(pub [u8; 8]);

/// Sixteen hexadecimal digits.
impl Word for Nonce {
    const SHAPE: Shape = Shape::Text(Text::like("^[0-9A-Fa-f]{16}$", "9f86d081884c7d65"));

    fn parse(typed: &str) -> Result<Self, Fault> {
        let typed = typed.trim();
        let digits = typed.len() == 16 && typed.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u64::from_str_radix(typed, 16).ok().filter(|_| digits);
        number.map(|number| Self(number.to_be_bytes())).ok_or(Fault::ask_again(Code::InvalidFormat))
    }
}

crate::choices! {
    /// Whether somebody came.
    pub enum Attendance {
        /// To all of it.
        Attended = "attended", "Attended";
        /// To some of it.
        PartAttended = "part_attended", "Attended in part";
        /// To none of it.
        DidNotAttend = "did_not_attend", "Did not attend";
    }
}

crate::choices! {
    /// Whether a place was cancelled early enough to cost nothing.
    pub enum Lateness {
        /// In time.
        Free = "free", "Cancelled free of charge";
        /// Too late.
        Late = "late", "Cancelled late";
    }
}

/// A party asks for places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The booking it is for. Asking again under it is the same asking.
    pub reference: Reference,
    /// Whose places, in order: 1 to [`MAX_PLACES`].
    pub places: Vec<EmailDigest>,
    /// Whether fewer places than all of them will do for now.
    pub takes_fewer: bool,
}

/// When something happens, beside what it depends on.
#[derive(Clone, Copy, Debug)]
pub struct When<'a> {
    /// Now.
    pub now: Timestamp,
    /// When the run starts, as it is planned now.
    pub starts_at: Timestamp,
    /// Which days count for an offer.
    pub calendar: &'a Calendar,
}
