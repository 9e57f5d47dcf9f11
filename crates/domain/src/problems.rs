//! What is wrong with what somebody sent, all of it at once; never stops at the first fault and never repeats what was typed.
//!
//! Every failure has two messages. The reader's is the `detail`; the log's is [`fmt::Display`] (and [`fmt::Debug`]),
//! which holds codes and pointers only, so that printing an error anywhere cannot put personal data in a log.

mod fault;

pub use fault::Fault;

use std::fmt;

use serde::{Deserialize, Serialize};

/// The most problems one answer lists. A body of nothing but mistakes must not make an answer larger than itself.
pub const MAX_PROBLEMS: usize = 100;

/// The longest part of a caller's own field name that a pointer repeats, in characters.
const MAX_ECHOED_NAME_CHARS: usize = 60;

/// The kind of mistake, for programs. The names are part of the API and are never changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Code {
    /// A required field is absent, null, empty or only spaces.
    CannotBeEmpty,
    /// A field that another answer makes necessary is absent.
    ConditionalFieldMustBeSet,
    /// The value does not have the shape the field needs, or has the wrong JSON type.
    InvalidFormat,
    /// The value is too long, too short, or a list has too many or too few items.
    InvalidLength,
    /// The value has the right shape but is not one of those allowed.
    InvalidValue,
    /// A date is in the future and may not be.
    DateMustBeInThePast,
    /// A date is in the past and may not be.
    DateMustBeInTheFuture,
    /// The field is fixed once the record is made.
    CannotBeChanged,
    /// The number may go up but not down.
    CannotBeReduced,
    /// Nothing of this name is read here.
    UnknownField,
}

impl Code {
    /// The name as it stands in answers and logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CannotBeEmpty => "CANNOT_BE_EMPTY",
            Self::ConditionalFieldMustBeSet => "CONDITIONAL_FIELD_MUST_BE_SET",
            Self::InvalidFormat => "INVALID_FORMAT",
            Self::InvalidLength => "INVALID_LENGTH",
            Self::InvalidValue => "INVALID_VALUE",
            Self::DateMustBeInThePast => "DATE_MUST_BE_IN_THE_PAST",
            Self::DateMustBeInTheFuture => "DATE_MUST_BE_IN_THE_FUTURE",
            Self::CannotBeChanged => "CANNOT_BE_CHANGED",
            Self::CannotBeReduced => "CANNOT_BE_REDUCED",
            Self::UnknownField => "UNKNOWN_FIELD",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One mistake: where, of which kind, and the sentence that helps to put it right.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Where, as a JSON pointer in URI fragment form (RFC 6901 section 6): `#/attendees/0/email`.
    pub pointer: String,
    /// The kind, for programs.
    pub code: Code,
    /// The sentence for the person, the same in the API and on the page.
    pub detail: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The name of an unknown field was typed by somebody: it may be anything, even a child's name.
        let pointer = match (self.code, self.pointer.rsplit_once('/')) {
            (Code::UnknownField, Some((parent, _))) => format!("{parent}/*"),
            _ => self.pointer.clone(),
        };
        write!(f, "{pointer} {}", self.code)
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Problem({self})")
    }
}

/// Every mistake found, in the order in which the fields are asked.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// No problems yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// A single problem, for rules that stand alone.
    #[must_use]
    pub fn one(pointer: impl Into<String>, code: Code, detail: impl Into<String>) -> Self {
        let mut problems = Self::new();
        problems.push(Problem { pointer: pointer.into(), code, detail: detail.into() });
        problems
    }

    /// Adds one, unless [`MAX_PROBLEMS`] are listed already.
    pub fn push(&mut self, problem: Problem) {
        if self.0.len() < MAX_PROBLEMS {
            self.0.push(problem);
        }
    }

    /// Adds all of another's, in order.
    pub fn extend(&mut self, others: Self) {
        for problem in others.0 {
            self.push(problem);
        }
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The problems in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// The problem at one field, for the message beside that field on a page.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Problem> {
        self.0.iter().find(|problem| problem.pointer == pointer)
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{problem}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Problems({self})")
    }
}

impl std::error::Error for Problems {}

/// Adds one step to a JSON pointer in URI fragment form: `~` and `/` escaped (RFC 6901 section 3), then whatever a
/// fragment may not hold percent-encoded (section 6).
#[must_use]
pub fn pointer_step(parent: &str, name: &str) -> String {
    let mut pointer = format!("{parent}/");
    for c in name.chars().take(MAX_ECHOED_NAME_CHARS) {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c if c.is_ascii_alphanumeric() || "-._!$&'()*+,;=:@?".contains(c) => pointer.push(c),
            c => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    pointer.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    pointer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_serialise_as_they_print() {
        for code in [Code::CannotBeEmpty, Code::DateMustBeInThePast, Code::UnknownField, Code::InvalidFormat] {
            assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
        }
    }

    #[test]
    fn pointers_escape_what_rfc_6901_says() {
        for (name, pointer, why) in [
            ("email", "#/email", "plain"),
            ("a/b", "#/a~1b", "a slash would be a step"),
            ("m~n", "#/m~0n", "a tilde starts an escape"),
            ("é x", "#/%C3%A9%20x", "a fragment holds ASCII only"),
            ("", "#/", "the empty name is a name"),
        ] {
            assert_eq!(pointer_step("#", name), pointer, "{why}");
        }
    }

    #[test]
    fn the_log_message_holds_no_sentence_and_no_typed_field_name() {
        let mut problems = Problems::one("#/child/Jasmine", Code::UnknownField, "Jasmine is not a field");
        problems.extend(Problems::one("#/name", Code::CannotBeEmpty, "Enter your name"));
        assert_eq!(problems.to_string(), "#/child/* UNKNOWN_FIELD, #/name CANNOT_BE_EMPTY");
        assert!(!format!("{problems:?}").contains("Jasmine"));
    }

    #[test]
    fn the_list_is_bounded() {
        let mut problems = Problems::new();
        for _ in 0..MAX_PROBLEMS + 5 {
            problems.extend(Problems::one("#/x", Code::UnknownField, "x"));
        }
        assert_eq!(problems.len(), MAX_PROBLEMS);
    }
}
