//! What the JSON of a value may be, as plain data: for documents, for forms, and for the test that holds the readers to it.
//! It reads nothing.

use super::Body;

/// What the JSON of a value may be. A word may be read more generously than its shape says: in any case, with spaces.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Text.
    Text(Text),
    /// One of these names.
    OneOf(&'static [&'static str]),
    /// A whole number, at least the first and at most the second.
    Whole(i64, i64),
    /// `true` or `false`.
    Flag,
    /// An amount of money: `{"amount":7500,"currency":"GBP"}`.
    Money,
    /// A list.
    List {
        /// Of what.
        of: &'static Self,
        /// How many at least.
        least: usize,
        /// How many at most.
        most: usize,
    },
    /// An object.
    Object(&'static Body),
}

/// What text may be. It is never empty: empty text is left out.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// How many characters at most, where the rest does not say it.
    pub most: Option<usize>,
    /// A format of JSON Schema, such as `email` or `date`.
    pub format: Option<&'static str>,
    /// A regular expression that all of it matches.
    pub pattern: Option<&'static str>,
    /// One that is good.
    pub example: Option<&'static str>,
}

impl Text {
    /// Any text.
    pub const ANY: Self = Self { most: None, format: None, pattern: None, example: None };

    /// Any text of at most so many characters.
    #[must_use]
    pub const fn up_to(most: usize) -> Self {
        Self { most: Some(most), ..Self::ANY }
    }

    /// Text that matches a regular expression, which begins with `^` and ends with `$`.
    #[must_use]
    pub const fn like(pattern: &'static str, example: &'static str) -> Self {
        Self { pattern: Some(pattern), example: Some(example), ..Self::ANY }
    }

    /// Text in a format of JSON Schema.
    #[must_use]
    pub const fn format(format: &'static str, example: &'static str) -> Self {
        Self { format: Some(format), example: Some(example), ..Self::ANY }
    }

    /// The same with an example.
    #[must_use]
    pub const fn example(self, example: &'static str) -> Self {
        Self { example: Some(example), ..self }
    }
}

impl Shape {
    /// How many characters its text has at most, where that is all that bounds it.
    #[must_use]
    pub const fn most_chars(&self) -> Option<usize> {
        match self {
            Self::Text(text) => text.most,
            _ => None,
        }
    }
}
