//! An import under way: which parts of the file have come, and whether what they hold may take the directory's place.
//! Never the bytes of a part.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::columns::Missing;
use super::editions::{Edition, Generation};
use super::reading::{Reading, Tally};
use super::setting::Setting;
use crate::calendar::moment_in_words;
use crate::digest::Digest;
use crate::text::thousands;
use crate::words::PersonName;

/// How many parts a file may come in.
pub const PARTS_MAX: usize = 150;

/// How large a part may be.
pub const PART_BYTES_MAX: usize = 1_000 * 1_024;

/// More rows left out than one in so many are looked at by a person first.
const ROWS_FOR_ONE_LEFT_OUT: u32 = 100;

/// Fewer settings than so many in a hundred of those before are looked at by a person first.
const SETTINGS_PERCENT_MIN: u64 = 80;

/// An import under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// Its number.
    pub generation: Generation,
    parts: Vec<Part>,
    reading: Reading,
}

/// A part that has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Where its settings are kept.
    pub slot: u64,
    /// What its bytes are recognised by.
    pub digest: Digest,
    /// How many bytes it has.
    pub bytes: u32,
}

/// What is to be done with a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// It comes next, after what this import holds already.
    Next(Box<Import>),
    /// It has come before.
    Taken,
}

/// Why something cannot be done with an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There never was such an import.
    Unknown,
    /// The import has ended: it is in use, or it was cancelled or replaced.
    Ended,
    /// Somebody else's import is under way.
    UnderWay {
        /// Whose.
        by: PersonName,
        /// Since when.
        at: Timestamp,
    },
    /// What earlier imports left has to be cleared away first, which takes some minutes.
    TooManyLeft,
    /// Another part comes first.
    OutOfOrder {
        /// The number of the part that comes next.
        next: usize,
    },
    /// A part of this number has come, with other bytes.
    OtherBytes,
    /// More than [`PARTS_MAX`].
    TooManyParts,
    /// Not all of the file has come, or more than all.
    Incomplete {
        /// How many bytes have come.
        come: u64,
        /// How many it has.
        of: u64,
    },
    /// There is not one setting in it.
    Empty,
    /// A person has to say that this is meant.
    Doubtful(Vec<String>),
    /// The file is no extract of the register: its first line lacks columns.
    NoExtract(Missing),
}

impl Refusal {
    /// What to say of it.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Unknown => "There never was such an import".to_owned(),
            Self::Ended => {
                "This import has ended: what it brought is in use, or it was cancelled or replaced by another one"
                    .to_owned()
            }
            Self::UnderWay { by, at } => {
                let (by, at) = (by.as_str(), moment_in_words(*at));
                format!("{by} began an import at {at}. Finish it, cancel it, or say that yours replaces it")
            }
            Self::TooManyLeft => "Too many imports were begun in a short time. Try again in a few minutes".to_owned(),
            Self::OutOfOrder { next } => {
                format!("The parts come in their order, and the next one is part {next}")
            }
            Self::OtherBytes => "A part of this number has come, and it was another one. If the file has changed, \
                                 begin a new import"
                .to_owned(),
            Self::TooManyParts => format!("A file comes in at most {PARTS_MAX} parts. Cut it into larger ones"),
            Self::Incomplete { come, of } => {
                let bytes = |bytes: u64| thousands(usize::try_from(bytes).unwrap_or(usize::MAX));
                format!(
                    "{} bytes of the file have come, and it has {}. Send the rest, or cancel the import and begin again",
                    bytes(*come),
                    bytes(*of)
                )
            }
            Self::Empty => "No setting was read, so there is nothing to use".to_owned(),
            Self::Doubtful(doubts) => {
                format!("{}. Look at it, and confirm it if it is right", doubts.join(". "))
            }
            Self::NoExtract(Missing(columns)) => format!(
                "The first line of the file does not name these columns: {}. Send the register’s extract of all \
                 establishments as it is",
                columns.join(", ")
            ),
        }
    }
}

impl Import {
    /// At its beginning.
    #[must_use]
    pub fn new(generation: Generation) -> Self {
        Self { generation, parts: Vec::new(), reading: Reading::new() }
    }

    /// What is to be done with part `number`, counted from 1, of an import, given what is kept of imports now: it may be
    /// an earlier one's.
    ///
    /// # Errors
    /// The part cannot be taken.
    pub fn place(
        current: Option<&Self>,
        generation: Generation,
        number: usize,
        digest: &Digest,
    ) -> Result<Place, Refusal> {
        let import = match current {
            Some(current) if current.generation > generation => return Err(Refusal::Ended),
            Some(current) if current.generation == generation => current.clone(),
            _ => Self::new(generation),
        };
        if number > PARTS_MAX {
            return Err(Refusal::TooManyParts);
        }
        match number.checked_sub(1).and_then(|place| import.parts.get(place)) {
            Some(part) if part.digest == *digest => Ok(Place::Taken),
            Some(_) => Err(Refusal::OtherBytes),
            None if number == import.parts.len() + 1 => Ok(Place::Next(Box::new(import))),
            None => Err(Refusal::OutOfOrder { next: import.parts.len() + 1 }),
        }
    }

    /// Reads a part's bytes, which come next.
    ///
    /// # Errors
    /// The file's first line lacks columns.
    pub fn read(&mut self, bytes: &[u8]) -> Result<Vec<Setting>, Refusal> {
        self.reading.read(bytes).map_err(Refusal::NoExtract)
    }

    /// Notes that what was read last is kept.
    #[must_use]
    pub fn with(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// The parts that have come, in order.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// How many bytes have come.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.parts.iter().map(|part| u64::from(part.bytes)).sum()
    }

    /// What was read so far.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        self.reading.tally()
    }

    /// Passes an import of which all has come, as far as it is known how much that is.
    ///
    /// # Errors
    /// It is less, or more.
    pub fn is_whole(&self, announced: Option<u64>) -> Result<(), Refusal> {
        match announced {
            Some(of) if of != self.bytes() => Err(Refusal::Incomplete { come: self.bytes(), of }),
            _ => Ok(()),
        }
    }

    /// The reading as it stands if no part comes any more, and the settings of a last row that no line break ends.
    ///
    /// # Errors
    /// The file's first line lacks columns, or there is none.
    pub fn ended(&self) -> Result<(Reading, Vec<Setting>), Refusal> {
        let mut reading = self.reading.clone();
        let settings = reading.end().map_err(Refusal::NoExtract)?;
        Ok((reading, settings))
    }

    /// Passes an import that may take the directory's place: one with settings in it, and without doubts unless somebody
    /// says that it is meant.
    ///
    /// # Errors
    /// Why not.
    pub fn may_be_used(reading: &Reading, in_use: Option<&Edition>, meant: bool) -> Result<(), Refusal> {
        let tally = reading.tally();
        if tally.kept == 0 {
            return Err(Refusal::Empty);
        }
        let mut doubts = Vec::new();
        let count = |number: u32| thousands(usize::try_from(number).unwrap_or(usize::MAX));
        if tally.left_out.saturating_mul(ROWS_FOR_ONE_LEFT_OUT) > tally.rows {
            doubts.push(format!("{} of {} rows were left out", count(tally.left_out), count(tally.rows)));
        }
        let before = in_use.map_or(0, |edition| edition.settings);
        if u64::from(tally.kept) * 100 < u64::from(before) * SETTINGS_PERCENT_MIN {
            doubts.push(format!(
                "There are {} settings in it, and {} in the directory in use",
                count(tally.kept),
                count(before)
            ));
        }
        if doubts.is_empty() || meant { Ok(()) } else { Err(Refusal::Doubtful(doubts)) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Import, PARTS_MAX, Part, Place, Refusal};
    use crate::digest::Digest;
    use crate::directory::{Edition, Reading};
    use crate::people::{Role, StaffId, StaffMember};
    use crate::words::PersonName;
    use jiff::Timestamp;

    fn digest(byte: u8) -> Digest {
        Digest::new([byte; 32])
    }

    fn with_two_parts() -> Import {
        let part = |byte| Part { slot: u64::from(byte), digest: digest(byte), bytes: 10 };
        Import::new(7).with(part(1)).with(part(2))
    }

    #[test]
    fn parts_come_in_their_order_and_each_may_come_again() {
        let import = with_two_parts();
        let place = |generation, number, byte| Import::place(Some(&import), generation, number, &digest(byte));
        assert_eq!(place(7, 3, 3), Ok(Place::Next(Box::new(import.clone()))));
        assert_eq!(place(7, 1, 1), Ok(Place::Taken), "sent again");
        assert_eq!(place(7, 2, 9), Err(Refusal::OtherBytes), "another file's");
        assert_eq!(place(7, 4, 4), Err(Refusal::OutOfOrder { next: 3 }));
        assert_eq!(place(7, 0, 0), Err(Refusal::OutOfOrder { next: 3 }), "they are counted from 1");
        assert_eq!(place(7, PARTS_MAX + 1, 0), Err(Refusal::TooManyParts));
        assert_eq!(place(8, 1, 1), Ok(Place::Next(Box::new(Import::new(8)))), "the first of a later import");
        assert_eq!(place(6, 1, 1), Err(Refusal::Ended), "of an import that another one replaced");
        assert_eq!(Import::place(None, 1, 2, &digest(2)), Err(Refusal::OutOfOrder { next: 1 }));
        assert_eq!(import.bytes(), 20);
        assert_eq!((import.is_whole(None), import.is_whole(Some(20))), (Ok(()), Ok(())));
        assert_eq!(import.is_whole(Some(21)), Err(Refusal::Incomplete { come: 20, of: 21 }));
    }

    fn read(rows: usize, bad: usize) -> Reading {
        let mut file = "URN,EstablishmentName,EstablishmentStatus (name),LA (code),LA (name),\
                        PhaseOfEducation (name),Postcode\n"
            .to_owned();
        (0..rows).for_each(|row| file += &format!("{},Elm,Open,301,B,Primary,\n", 100_000 + row));
        (0..bad).for_each(|_| file += "?\n");
        let mut reading = Reading::new();
        reading.read(file.as_bytes()).unwrap();
        reading
    }

    fn in_use(settings: u32) -> Edition {
        let (id, name) = (StaffId::parse("sam").unwrap(), PersonName::parse("Sam Okoro").unwrap());
        let by = StaffMember { id, role: Role::Admin, name };
        Edition { generation: 1, settings, since: Timestamp::UNIX_EPOCH, by, form: 1 }
    }

    #[test]
    fn a_person_looks_at_an_import_that_may_be_the_wrong_file() {
        for (rows, bad, before, doubts, why) in [
            (100, 0, 0, 0, "the first directory"),
            (100, 1, 100, 0, "one row in a hundred and one is bad"),
            (98, 2, 98, 1, "too many bad rows"),
            (80, 0, 100, 0, "a fifth fewer"),
            (79, 0, 100, 1, "fewer than that"),
            (10, 10, 100, 2, "both"),
        ] {
            let may = |meant| Import::may_be_used(&read(rows, bad), Some(&in_use(before)), meant);
            let found = match may(false) {
                Ok(()) => 0,
                Err(Refusal::Doubtful(doubts)) => doubts.len(),
                Err(other) => panic!("{other:?}"),
            };
            assert_eq!(found, doubts, "{why}");
            assert_eq!(may(true), Ok(()), "{why}, and it is meant");
        }
        assert_eq!(Import::may_be_used(&read(0, 3), None, true), Err(Refusal::Empty));
    }
}
