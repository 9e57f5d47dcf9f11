//! Which directory is in use, and what comes in to take its place: one import at a time, and the old one stays until the
//! new one is whole. Never the settings themselves.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::people::StaffMember;

/// Numbers the imports, each one higher than all before.
pub type Generation = u64;

/// An import that nobody finished in this time may be replaced without being asked twice.
pub const IMPORT_STALE_AFTER: SignedDuration = SignedDuration::from_hours(2);

/// How long what is no longer in use is left alone: longer than any request that may still read or write it.
pub const LEFT_ALONE_FOR: SignedDuration = SignedDuration::from_mins(2);

/// How many generations may wait to be cleared away.
pub const LEFT_MAX: usize = 64;

/// The directory in use, the import that is to take its place, and what is to be cleared away of those before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Editions {
    in_use: Option<Edition>,
    importing: Option<Begun>,
    left: Vec<Left>,
    last: Generation,
}

/// A whole directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// The import that brought it.
    pub generation: Generation,
    /// How many settings are in it.
    pub settings: u32,
    /// When it came into use.
    pub since: Timestamp,
    /// Who imported it.
    pub by: StaffMember,
    /// The form in which it is indexed.
    pub form: u8,
}

/// An import that was begun and has not ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// Its number.
    pub generation: Generation,
    /// When it began.
    pub at: Timestamp,
    /// Who began it.
    pub by: StaffMember,
    /// How many bytes the file has, where that was said when it began.
    #[serde(default)]
    pub bytes: Option<u64>,
}

/// How an import is to begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// That it may take the place of one under way.
    pub replace: bool,
    /// How many bytes the file has: with fewer or more the import is not whole.
    pub bytes: Option<u64>,
}

/// What an import left behind, or a directory that another one took the place of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Left {
    generation: Generation,
    at: Timestamp,
}

impl Editions {
    /// The directory in use.
    #[must_use]
    pub fn in_use(&self) -> Option<&Edition> {
        self.in_use.as_ref()
    }

    /// The import that has not ended.
    #[must_use]
    pub fn importing(&self) -> Option<&Begun> {
        self.importing.as_ref()
    }

    /// The import of this number, while it has not ended.
    ///
    /// # Errors
    /// It has ended, or never was.
    pub fn import(&self, generation: Generation) -> Result<&Begun, Refusal> {
        let import = self.importing().filter(|import| import.generation == generation);
        import.ok_or(if generation <= self.last { Refusal::Ended } else { Refusal::Unknown })
    }

    /// Begins an import. One that is under way ends without having changed anything where it is stale, or where this is
    /// asked for.
    ///
    /// # Errors
    /// One is under way; or so many were begun that what they left has to be cleared away first.
    pub fn begin(mut self, by: &StaffMember, now: Timestamp, asked: Asked) -> Result<Self, Refusal> {
        if let Some(import) = self.importing.take() {
            if !asked.replace && now.duration_since(import.at) < IMPORT_STALE_AFTER {
                return Err(Refusal::UnderWay { by: import.by.name, at: import.at });
            }
            self.leave(import.generation, now);
        }
        if self.left.len() > LEFT_MAX {
            return Err(Refusal::TooManyLeft);
        }
        self.last = self.last.saturating_add(1);
        self.importing = Some(Begun { generation: self.last, at: now, by: by.clone(), bytes: asked.bytes });
        Ok(self)
    }

    /// Takes what an import brought into use, in the place of what was.
    ///
    /// # Errors
    /// The import has ended.
    pub fn use_from_now(mut self, edition: Edition) -> Result<Self, Refusal> {
        self.import(edition.generation)?;
        self.importing = None;
        if let Some(before) = self.in_use.take() {
            self.leave(before.generation, edition.since);
        }
        self.in_use = Some(edition);
        Ok(self)
    }

    /// Ends an import without having changed anything.
    ///
    /// # Errors
    /// The import has ended.
    pub fn cancel(mut self, generation: Generation, now: Timestamp) -> Result<Self, Refusal> {
        self.import(generation)?;
        self.importing = None;
        self.leave(generation, now);
        Ok(self)
    }

    /// What can be cleared away by now, because nobody reads or writes it any more.
    pub fn to_clear(&self, now: Timestamp) -> impl Iterator<Item = Generation> {
        let due = move |left: &&Left| now.duration_since(left.at) >= LEFT_ALONE_FOR;
        self.left.iter().filter(due).map(|left| left.generation)
    }

    /// Forgets what was cleared away.
    #[must_use]
    pub fn cleared(mut self, generations: &[Generation]) -> Self {
        self.left.retain(|left| !generations.contains(&left.generation));
        self
    }

    fn leave(&mut self, generation: Generation, at: Timestamp) {
        self.left.push(Left { generation, at });
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, Edition, Editions, LEFT_ALONE_FOR, LEFT_MAX};
    use crate::directory::Refusal;
    use crate::people::{Role, StaffId, StaffMember};
    use crate::words::PersonName;
    use jiff::{SignedDuration, Timestamp};

    const REPLACE: Asked = Asked { replace: true, bytes: None };

    fn sam() -> StaffMember {
        let (id, name) = (StaffId::parse("sam").unwrap(), PersonName::parse("Sam Okoro").unwrap());
        StaffMember { id, role: Role::Admin, name }
    }

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_760_000_000).unwrap() + SignedDuration::from_mins(minutes)
    }

    fn edition(generation: u64, since: Timestamp) -> Edition {
        Edition { generation, settings: 3, since, by: sam(), form: 1 }
    }

    fn cleared_at(editions: &Editions, minutes: i64) -> Vec<u64> {
        editions.to_clear(at(minutes)).collect()
    }

    #[test]
    fn the_old_directory_is_in_use_until_the_new_one_is_whole() {
        let first = Editions::default().begin(&sam(), at(0), Asked::default()).unwrap();
        let first = first.use_from_now(edition(1, at(1))).unwrap();
        let second = first.begin(&sam(), at(2), Asked::default()).unwrap();
        assert_eq!(second.in_use().map(|edition| edition.generation), Some(1));
        let second = second.use_from_now(edition(2, at(3))).unwrap();
        assert_eq!(second.in_use().map(|edition| edition.generation), Some(2));
        assert_eq!(second.importing(), None);
        assert_eq!(cleared_at(&second, 4), [0_u64; 0], "somebody may still be reading it");
        assert_eq!(cleared_at(&second, 5), [1]);
        assert_eq!(cleared_at(&second.cleared(&[1]), 5), [0_u64; 0]);
    }

    #[test]
    fn only_one_import_is_under_way_unless_it_is_stale_or_meant_to_be_replaced() {
        let editions = Editions::default().begin(&sam(), at(0), Asked::default()).unwrap();
        let refused = editions.clone().begin(&sam(), at(119), Asked::default());
        assert_eq!(refused, Err(Refusal::UnderWay { by: sam().name, at: at(0) }));
        for (minutes, replace) in [(120, false), (1, true)] {
            let editions = editions.clone().begin(&sam(), at(minutes), Asked { replace, bytes: None }).unwrap();
            assert_eq!(editions.importing().map(|import| import.generation), Some(2));
            assert_eq!(editions.import(1), Err(Refusal::Ended));
            assert_eq!(editions.import(3), Err(Refusal::Unknown));
            assert_eq!(editions.clone().use_from_now(edition(1, at(121))), Err(Refusal::Ended), "what was replaced");
            assert_eq!(cleared_at(&editions, minutes + LEFT_ALONE_FOR.as_mins()), [1]);
        }
    }

    #[test]
    fn a_cancelled_import_changes_nothing() {
        let editions = Editions::default()
            .begin(&sam(), at(0), Asked::default())
            .unwrap()
            .use_from_now(edition(1, at(0)))
            .unwrap();
        let editions = editions.begin(&sam(), at(1), Asked::default()).unwrap().cancel(2, at(2)).unwrap();
        assert_eq!(editions.in_use().map(|edition| edition.generation), Some(1));
        assert_eq!(editions.clone().cancel(2, at(3)), Err(Refusal::Ended));
        assert_eq!(editions.to_clear(at(9)).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn what_is_left_behind_is_bounded() {
        let mut editions = Editions::default();
        for _ in 0..=LEFT_MAX + 1 {
            editions = match editions.clone().begin(&sam(), at(0), REPLACE) {
                Ok(editions) => editions,
                Err(refusal) => {
                    assert_eq!(refusal, Refusal::TooManyLeft);
                    return;
                }
            };
        }
        panic!("it is not bounded");
    }
}
