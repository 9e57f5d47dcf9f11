//! What any typed text must be before a word looks at it: the one place for hygiene; never changes what people meant.
//!
//! Any script, accent and emoji is welcome. Refused are characters that cannot be seen yet change what is read or
//! stored: controls (Unicode category Cc) and the directional overrides, embeddings and isolates of UAX 9, which can
//! make a sentence read differently from what it says (Unicode UTR 36, section 2.5).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::input::{Shape, Text, Word};
use crate::problems::{Code, Fault};

/// Text on one line, trimmed, at most `LIMIT` characters, never empty.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ShortText<const LIMIT: usize>(String);

/// Text of many lines (line endings are `\n`), trimmed, at most `LIMIT` characters, never empty.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LongText<const LIMIT: usize>(String);

macro_rules! text {
    ($name:ident, $clean:ident) => {
        impl<const LIMIT: usize> $name<LIMIT> {
            /// Reads what was typed.
            ///
            /// # Errors
            /// Empty, longer than `LIMIT`, or holding characters that cannot be seen.
            pub fn parse(typed: &str) -> Result<Self, Fault> {
                let text = $clean(typed)?;
                if text.is_empty() {
                    return Err(Fault::ask_again(Code::CannotBeEmpty));
                }
                within(&text, LIMIT)?;
                Ok(Self(text))
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<const LIMIT: usize> Word for $name<LIMIT> {
            const SHAPE: Shape = Shape::Text(Text::up_to(LIMIT));

            fn parse(typed: &str) -> Result<Self, Fault> {
                Self::parse(typed)
            }
        }

        impl<const LIMIT: usize> TryFrom<String> for $name<LIMIT> {
            type Error = Fault;
            fn try_from(stored: String) -> Result<Self, Fault> {
                Self::parse(&stored)
            }
        }

        impl<const LIMIT: usize> From<$name<LIMIT>> for String {
            fn from(text: $name<LIMIT>) -> Self {
                text.0
            }
        }

        impl<const LIMIT: usize> fmt::Debug for $name<LIMIT> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({} characters)"), self.0.chars().count())
            }
        }
    };
}

text!(ShortText, one_line);
text!(LongText, many_lines);

/// Cleans text that belongs on one line: trimmed, with no control characters at all.
///
/// # Errors
/// Line breaks, controls, directional formatting, or characters damaged on the way.
pub fn one_line(typed: &str) -> Result<String, Fault> {
    let text = typed.trim_matches(is_edge);
    if text.chars().any(is_line_break) {
        return Err(Fault::about(Code::InvalidFormat, "must be on one line"));
    }
    refuse_unseen(text, |_| false)?;
    Ok(text.to_owned())
}

/// Cleans text of many lines: trimmed, every kind of line ending made `\n`, tabs kept.
///
/// # Errors
/// Controls other than line breaks and tabs, directional formatting, or characters damaged on the way.
pub fn many_lines(typed: &str) -> Result<String, Fault> {
    let text: String = typed.replace("\r\n", "\n").chars().map(|c| if is_line_break(c) { '\n' } else { c }).collect();
    let text = text.trim_matches(is_edge);
    refuse_unseen(text, |c| c == '\n' || c == '\t')?;
    Ok(text.to_owned())
}

/// Cleans what is meant for machines (an email address, a postcode, a number): also drops invisible formatting
/// characters, which come along when people copy from a web page or a contacts list and which nobody can see to delete.
///
/// # Errors
/// Controls, line breaks inside, or characters damaged on the way.
pub fn machine_readable(typed: &str) -> Result<String, Fault> {
    let seen: String = typed.chars().filter(|c| !is_formatting(*c)).collect();
    one_line(&seen)
}

/// Refuses text of more than `limit` characters (Unicode scalar values, so an accent or emoji counts as typed).
///
/// # Errors
/// The text is longer.
pub fn within(text: &str, limit: usize) -> Result<(), Fault> {
    if text.chars().count() <= limit {
        return Ok(());
    }
    Err(Fault::about(Code::InvalidLength, format!("must be {} characters or fewer", thousands(limit))))
}

/// A number with commas, as GOV.UK style writes it: 3,000.
#[must_use]
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn refuse_unseen(text: &str, allowed: impl Fn(char) -> bool) -> Result<(), Fault> {
    for c in text.chars().filter(|c| !allowed(*c)) {
        if is_directional(c) {
            let rest =
                "contains hidden characters that change the direction of the text. Type it instead of pasting it";
            return Err(Fault::about(Code::InvalidFormat, rest));
        }
        if c == char::REPLACEMENT_CHARACTER {
            let rest = "contains a character that was damaged on its way to us (\u{FFFD}). Delete it and type it again";
            return Err(Fault::about(Code::InvalidFormat, rest));
        }
        if c.is_control() || is_noncharacter(c) {
            let rest = "contains a character that cannot be shown. Type it instead of pasting it";
            return Err(Fault::about(Code::InvalidFormat, rest));
        }
    }
    Ok(())
}

/// White space and the byte order mark, which some programs put at the start of what they copy.
fn is_edge(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}'
}

/// Unicode's mandatory breaks but for VT and FF, which are controls nobody types (UAX 14, classes CR, LF, NL, BK).
const fn is_line_break(c: char) -> bool {
    matches!(c, '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Explicit directional formatting of UAX 9: embeddings, overrides, isolates. The marks U+200E and U+200F stay allowed:
/// Hebrew and Arabic need them, and they cannot reorder what follows.
const fn is_directional(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters of category Cf that show nothing where no joining script is expected.
const fn is_formatting(c: char) -> bool {
    is_directional(c)
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

/// The 66 code points that Unicode sets aside for internal use (section 23.7).
const fn is_noncharacter(c: char) -> bool {
    let code = c as u32;
    (code >= 0xFDD0 && code <= 0xFDEF) || code & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests;
