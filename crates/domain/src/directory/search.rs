//! Finding settings by what somebody typed so far: parts of a name, a town, a postcode or a number. Never more than a
//! person reads.

use super::setting::Setting;
use super::words::{Bucket, KEY_CHARS, bucket, is_common, words};
use crate::input::{Shape, Text, Word};
use crate::problems::{Code, Fault};
use crate::text::{one_line, within};

/// How many are shown at most.
pub const FOUND_MAX: usize = 20;

const TYPED_CHARS_MAX: usize = 100;
const WORDS_MAX: usize = 12;

/// What somebody looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    words: Vec<String>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The best of them, [`FOUND_MAX`] at most.
    pub settings: Vec<Setting>,
    /// How many there are.
    pub count: usize,
}

impl Search {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Nothing but spaces or marks, or too much.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let typed = one_line(typed)?;
        within(&typed, TYPED_CHARS_MAX)?;
        let mut words = words(&typed);
        words.truncate(WORDS_MAX);
        words.iter_mut().for_each(singular);
        if words.is_empty() { Err(Fault::ask_again(Code::CannotBeEmpty)) } else { Ok(Self { words }) }
    }

    /// The one bucket of the index that holds everything that can match: that of the word that says most.
    #[must_use]
    pub fn bucket(&self) -> Bucket {
        let telling = |word: &&String| (!is_common(word), word.chars().count());
        // The first of equals: of the two halves of a postcode that is the one with the area.
        let best = self.words.iter().rev().max_by_key(telling);
        bucket(best.map_or("", String::as_str))
    }

    /// Whether each word that was typed begins a word of the setting.
    #[must_use]
    pub fn matches(&self, setting: &Setting) -> bool {
        let words = setting.words();
        self.words.iter().all(|typed| words.iter().any(|word| word.starts_with(typed.as_str())))
    }

    /// The settings among the lines of a bucket that match. Open ones come first, then those of the authority with the
    /// code `own`, then those whose names begin with what was typed; the rest is by name. A line that cannot be read is
    /// `None`: the directory is damaged, and an answer would not be whole.
    #[must_use]
    pub fn among(&self, lines: &str, own: &str) -> Option<Found> {
        let mut settings = Vec::new();
        for line in lines.lines() {
            let setting = Setting::from_line(line)?;
            if self.matches(&setting) {
                settings.push(setting);
            }
        }
        let count = settings.len();
        settings.sort_by_cached_key(|setting| self.place(setting, own));
        settings.truncate(FOUND_MAX);
        Some(Found { settings, count })
    }

    fn place(&self, setting: &Setting, own: &str) -> (bool, bool, bool, String, String) {
        let theirs = setting.authority.as_ref().is_none_or(|authority| authority.as_str() != own);
        let name = words(&setting.name).join(" ");
        let elsewhere = !name.starts_with(&self.words.join(" "));
        (!setting.status.is_open(), theirs, elsewhere, name, setting.urn.as_str().to_owned())
    }
}

impl Word for Search {
    const SHAPE: Shape = Shape::Text(Text::up_to(TYPED_CHARS_MAX).example("st marys dagenham"));

    fn parse(typed: &str) -> Result<Self, Fault> {
        Self::parse(typed)
    }
}

/// Leaves out an s at the end, so that "St Marys" and "St Mary's" find "St Mary" too: what was typed need only begin a word.
fn singular(word: &mut String) {
    if word.chars().count() > KEY_CHARS && word.ends_with('s') && !is_common(word) {
        word.pop();
    }
}
