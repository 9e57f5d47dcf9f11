//! A setting as the directory holds it. Never who leads it or works there.

use crate::choice::Choice;
use crate::choices;
use crate::words::{LaCode, LaEstab, Postcode, Urn};

/// The longest name of anything here, in characters.
const NAME_CHARS_MAX: usize = 200;

/// What stands between the parts of a setting's line; no part holds it, because each is text on one line.
const BETWEEN: char = '\t';

choices! {
    /// Whether a setting is open.
    pub enum Status {
        /// It is.
        Open = "open", "Open";
        /// It is, and there is a plan to close it.
        Closing = "closing", "Open, but proposed to close";
        /// Not yet.
        Proposed = "proposed", "Proposed to open";
        /// Not any more.
        Closed = "closed", "Closed";
    }
}

impl Status {
    /// Reads the register's word for it.
    pub(super) fn of_register(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|status| status.label().eq_ignore_ascii_case(text))
    }

    /// Whether pupils go there now.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Closing)
    }
}

/// A school, nursery school or college.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its number, which stays with it and is never given to another.
    pub urn: Urn,
    /// What it is called.
    pub name: String,
    /// Whether it is open.
    pub status: Status,
    /// The local authority it lies in; `None` where it lies in none, as abroad.
    pub authority: Option<LaCode>,
    /// What the register calls that authority.
    pub authority_name: String,
    /// Its number within the authority, where it has one.
    pub laestab: Option<LaEstab>,
    /// The register's word for the ages it teaches; empty where it has none.
    pub phase: String,
    /// The register's word for what sort of setting it is; empty where the extract does not say.
    pub kind: String,
    /// Where it is; empty where the register does not say.
    pub town: String,
    /// Where it is; `None` where the register does not say.
    pub postcode: Option<Postcode>,
}

/// Whether a text may stand in a setting.
pub(super) fn fits(text: &str) -> bool {
    text.chars().count() <= NAME_CHARS_MAX && !text.contains([BETWEEN, '\n'])
}

impl Setting {
    /// The setting on one line, as it is stored.
    #[must_use]
    pub fn to_line(&self) -> String {
        let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
        let parts = [
            self.urn.as_str().to_owned(),
            self.name.clone(),
            self.status.name().to_owned(),
            word(self.authority.as_ref().map(LaCode::as_str)),
            self.authority_name.clone(),
            word(self.laestab.as_ref().map(LaEstab::as_str)),
            self.phase.clone(),
            self.kind.clone(),
            self.town.clone(),
            word(self.postcode.as_ref().map(Postcode::as_str)),
        ];
        parts.join("\t")
    }

    /// Reads a stored line; `None` for anything that [`Setting::to_line`] does not write.
    #[must_use]
    pub fn from_line(line: &str) -> Option<Self> {
        let mut parts = line.split(BETWEEN);
        let mut next = || parts.next();
        let setting = Self {
            urn: Urn::parse(next()?).ok()?,
            name: next()?.to_owned(),
            status: crate::choice::choice(next()?).ok()?,
            authority: optional(next()?, |text| LaCode::parse(text).ok())?,
            authority_name: next()?.to_owned(),
            laestab: optional(next()?, |text| LaEstab::parse(text).ok())?,
            phase: next()?.to_owned(),
            kind: next()?.to_owned(),
            town: next()?.to_owned(),
            postcode: optional(next()?, |text| Postcode::parse(text).ok())?,
        };
        next().is_none().then_some(setting)
    }
}

fn optional<T>(text: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
    if text.is_empty() { Some(None) } else { parse(text).map(Some) }
}
