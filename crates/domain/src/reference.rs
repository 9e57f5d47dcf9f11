//! The public name of a record, such as `ENQ-4K7M-95XW`: easy to say on the phone, no secret; never tells how many
//! records there are and never spells a word.
//!
//! Eight characters follow the prefix. The alphabet is 22 letters (without I, O, Q, Z) and the digits 2 to 9. Places 3
//! and 6 hold digits only, so that no three letters ever stand in a row; the other places hold any of the 30. The last
//! is a check character: the weighted sum of prefix and places is 0 modulo 31. Because 31 is prime and the weights
//! differ, every single wrong character and every swap of two is caught (the ISBN-10 scheme).

use std::cmp::Ordering;
use std::fmt::{self, Write};

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::choice::Choice;
use crate::choices;
use crate::draw::Draw;
use crate::input::{Shape, Text, Word};
use crate::problems::{Code, Fault};
use crate::text::machine_readable;

choices! {
    /// What kind of record a reference names.
    pub enum Prefix {
        /// A family's enquiry.
        Enquiry = "ENQ", "enquiry";
        /// A training booking.
        Training = "TRN", "training booking";
        /// A referral.
        Referral = "REF", "referral";
        /// A commission.
        Commission = "COM", "commission";
    }
}

/// Letters first, so that a character's place here is its value in the check.
const ALPHABET: &[u8; 30] = b"ABCDEFGHJKLMNPRSTUVWXY23456789";
const DIGITS: &[u8] = b"23456789";
/// One more than the alphabet, and prime.
const MODULUS: u32 = 31;
/// Places before the check character.
const BODY_CHARS: usize = 7;
/// All that follows the prefix.
const PLACES: usize = BODY_CHARS + 1;

/// The public name of one record.
#[derive(Clone, PartialEq, Eq)]
pub struct Reference {
    prefix: Prefix,
    places: [u8; PLACES],
}

/// As its text is ordered, but as numbers and not byte by byte: thousands are compared where a run of training is read.
impl Ord for Reference {
    fn cmp(&self, other: &Self) -> Ordering {
        let places = |one: &Self| u64::from_be_bytes(one.places);
        self.prefix.cmp(&other.prefix).then_with(|| places(self).cmp(&places(other)))
    }
}

impl PartialOrd for Reference {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Reference {
    /// Makes one of about 1,500 million from random bytes. It may already be in use: creating the record decides that.
    #[must_use]
    pub fn draw(prefix: Prefix, random: [u8; 32]) -> Self {
        let mut draw = Draw::new(random);
        let mut body = [0; BODY_CHARS];
        for (drawn, place) in body.iter_mut().zip(1..BODY_CHARS) {
            *drawn = draw.one_of(if is_digit_place(place) { DIGITS } else { ALPHABET });
        }
        // One body in 31 needs the check value 30, for which there is no character. The choices of the seventh place
        // that would lead there are left out beforehand, so that no draw is ever thrown away.
        let mut endings = Vec::with_capacity(ALPHABET.len());
        for seventh in ALPHABET {
            let [.., last] = &mut body;
            *last = *seventh;
            endings.extend(check_character(prefix, &body).map(|check| places(body, check)));
        }
        let index = draw.below(u8::try_from(endings.len()).unwrap_or(1));
        Self { prefix, places: endings.get(usize::from(index)).copied().unwrap_or_default() }
    }

    /// Reads a reference generously: any case, with or without hyphens and spaces, Z for 2, I or 1 for L.
    ///
    /// # Errors
    /// Another shape, or the check character does not match.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let bare: String = machine_readable(typed)?
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '.' | '_' | '/'))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if bare.is_empty() {
            return Err(Fault::ask_again(Code::CannotBeEmpty));
        }
        let refused = || Fault::whole(Code::InvalidFormat, "Check the reference. It looks like ENQ-4K7M-95XW");
        let (prefix, rest) = bare.split_at_checked(3).ok_or_else(refused)?;
        let prefix = crate::choice::choice::<Prefix>(prefix).map_err(|_| refused())?;
        // Z, I and 1 are in no reference; who types one has read or heard its neighbour.
        let heard = rest.bytes().map(|c| match c {
            b'Z' => b'2',
            b'I' | b'1' => b'L',
            c => c,
        });
        Self::of(prefix, &heard.collect::<Vec<u8>>()).ok_or_else(refused)
    }

    /// Reads what [`Display`](fmt::Display) writes, and nothing else.
    pub(crate) fn written(text: &[u8]) -> Option<Self> {
        let (prefix, places) = text.split_at_checked(3)?;
        let prefix = Prefix::ALL.iter().find(|known| known.name().as_bytes() == prefix)?;
        let &[b'-', a, b, c, d, b'-', e, f, g, h] = places else { return None };
        Self::of(*prefix, &[a, b, c, d, e, f, g, h])
    }

    fn of(prefix: Prefix, places: &[u8]) -> Option<Self> {
        let places: &[u8; PLACES] = places.try_into().ok()?;
        let (check, body) = places.split_last()?;
        let body: &[u8; BODY_CHARS] = body.try_into().ok()?;
        let digits_stand = body.iter().zip(1..).all(|(c, place)| !is_digit_place(place) || c.is_ascii_digit());
        let matches = check_character(prefix, body) == Some(*check);
        (digits_stand && matches).then_some(Self { prefix, places: *places })
    }

    /// What kind of record it names.
    #[must_use]
    pub const fn prefix(&self) -> Prefix {
        self.prefix
    }
}

impl Word for Reference {
    const SHAPE: Shape = Shape::Text(Text::like(
        "^(ENQ|TRN|REF|COM)-[A-HJ-NPR-Y2-9]{2}[2-9][A-HJ-NPR-Y2-9]-[A-HJ-NPR-Y2-9][2-9][A-HJ-NPR-Y2-9]{2}$",
        "ENQ-4K7M-95XW",
    ));

    fn parse(typed: &str) -> Result<Self, Fault> {
        Self::parse(typed)
    }
}

const fn is_digit_place(place: usize) -> bool {
    place.is_multiple_of(3)
}

const fn places([a, b, c, d, e, f, g]: [u8; BODY_CHARS], check: u8) -> [u8; PLACES] {
    [a, b, c, d, e, f, g, check]
}

/// The character that makes the weighted sum 0; `None` when a character is foreign or the sum needs the value 30.
fn check_character(prefix: Prefix, body: &[u8; BODY_CHARS]) -> Option<u8> {
    // A prefix counts as one place of its own weight: the same eight characters are good behind one prefix only.
    let kind = match prefix {
        Prefix::Enquiry => 1,
        Prefix::Training => 2,
        Prefix::Referral => 3,
        Prefix::Commission => 4,
    };
    let mut sum = kind * 9;
    for (c, weight) in body.iter().zip(2_u32..) {
        sum += value(*c)? * weight;
    }
    // The check character has weight 1.
    let value = (MODULUS - sum % MODULUS) % MODULUS;
    ALPHABET.get(usize::try_from(value).ok()?).copied()
}

/// A character's place in [`ALPHABET`], which thousands of are asked for where a run of training is read: so reckoned
/// and not looked for.
fn value(c: u8) -> Option<u32> {
    let letters_left_out_before = match c {
        b'A'..=b'H' => 0,
        b'J'..=b'N' => 1,
        b'P' => 2,
        b'R'..=b'Y' => 3,
        b'2'..=b'9' => return Some(u32::from(c - b'2') + 22),
        _ => return None,
    };
    Some(u32::from(c - b'A') - letters_left_out_before)
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.prefix.name())?;
        for (place, c) in self.places.iter().enumerate() {
            if place.is_multiple_of(PLACES / 2) {
                f.write_char('-')?;
            }
            f.write_char(char::from(*c))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Written)
    }
}

struct Written;

impl Visitor<'_> for Written {
    type Value = Reference;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a reference")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Reference, E> {
        Reference::written(text.as_bytes()).ok_or_else(|| E::custom("not a reference"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_reference() -> impl Strategy<Value = Reference> {
        (0..Prefix::ALL.len(), any::<[u8; 32]>()).prop_map(|(kind, random)| Reference::draw(Prefix::ALL[kind], random))
    }

    #[test]
    fn the_example_shown_to_people_is_a_real_one() {
        assert_eq!(Reference::parse("ENQ-4K7M-95XW").map(|r| r.to_string()).as_deref(), Ok("ENQ-4K7M-95XW"));
    }

    #[test]
    fn foreign_shapes_are_refused_with_a_sentence() {
        for typed in [
            "ENQ",
            "ENQ-4K7M-95X",
            "ENQ-4K7M-95XWH",
            "ABC-4K7M-95XW",
            "ENQ-4KKM-95XW",
            "ENQ-4O7M-95XW",
            "ÉNQ-4K7M-95XW",
            "日本語",
        ] {
            assert_eq!(Reference::parse(typed).unwrap_err().code(), Code::InvalidFormat, "{typed}");
        }
    }

    #[test]
    fn each_character_has_its_own_value() {
        assert!(ALPHABET.iter().zip(0..).all(|(c, place)| value(*c) == Some(place)));
        assert_eq!((0..=u8::MAX).filter(|c| value(*c).is_some()).count(), ALPHABET.len());
    }

    #[test]
    fn what_is_stored_is_read_only_as_it_was_written() {
        for other in ["enq-4k7m-95xw", "ENQ4K7M95XW", "ENQ-4K7M-95XX", "ENQ-4K7M-95XW-", "ENQ--4K7M95XW"] {
            assert!(serde_json::from_str::<Reference>(&format!("{other:?}")).is_err(), "{other}");
        }
    }

    proptest! {
        #[test]
        fn what_is_drawn_reads_back(reference in any_reference()) {
            let text = reference.to_string();
            prop_assert_eq!(text.len(), 13);
            prop_assert_eq!(&Reference::parse(&text).unwrap(), &reference);
            let json = serde_json::to_string(&reference).unwrap();
            prop_assert_eq!(serde_json::from_str::<Reference>(&json).unwrap(), reference);
        }

        #[test]
        fn no_three_letters_stand_in_a_row(reference in any_reference()) {
            let text = reference.to_string();
            let places: Vec<char> = text.chars().skip(4).filter(|c| *c != '-').collect();
            prop_assert!(places.windows(3).all(|three| three.iter().any(char::is_ascii_digit)), "{}", text);
        }

        #[test]
        fn people_may_write_it_their_way(reference in any_reference()) {
            let text = reference.to_string();
            for typed in [
                text.to_lowercase(),
                text.replace('-', ""),
                text.replace('-', " "),
                format!("  {} ", text.replace('-', "\u{2013}")),
                text.chars().map(|c| format!("{c} ")).collect(),
                format!("{}{}", &text[..4], text[4..].replace('2', "z").replace('L', "1")),
            ] {
                prop_assert_eq!(&Reference::parse(&typed).unwrap(), &reference, "{}", typed);
            }
        }

        #[test]
        fn a_single_wrong_character_is_caught(reference in any_reference(), place in 0..8_usize, other in 0..30_usize) {
            let right: Vec<char> = reference.places.iter().copied().map(char::from).collect();
            let mut wrong = right.clone();
            wrong[place] = char::from(ALPHABET[other]);
            prop_assume!(wrong != right);
            let typed = format!("{}{}", reference.prefix.name(), wrong.iter().collect::<String>());
            prop_assert!(Reference::parse(&typed).is_err());
        }

        #[test]
        fn two_neighbours_swapped_are_caught(reference in any_reference(), place in 0..10_usize) {
            let right: Vec<char> = reference.to_string().chars().filter(|c| *c != '-').collect();
            let mut wrong = right.clone();
            wrong.swap(place, place + 1);
            prop_assume!(wrong != right);
            prop_assert!(Reference::parse(&wrong.iter().collect::<String>()).is_err());
        }

        #[test]
        fn another_prefix_is_caught(reference in any_reference(), kind in 0..4_usize) {
            let other = Prefix::ALL[kind];
            prop_assume!(other != reference.prefix);
            let typed = reference.to_string().replace(reference.prefix.name(), other.name());
            prop_assert!(Reference::parse(&typed).is_err());
        }

        #[test]
        fn reading_never_panics(typed in any::<String>()) {
            let _ = Reference::parse(&typed);
        }
    }
}
