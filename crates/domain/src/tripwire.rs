//! Notices what might identify a child, or a child in danger, in text that people typed freely; only ever hints, never
//! refuses, and never gives back any part of the text.

mod names;
mod runs;

use crate::choices;
use crate::words::{EmailAddress, NhsNumber, Phone, Upn};

choices! {
    /// What seems to stand in a text.
    pub enum Kind {
        /// A unique pupil number whose check letter matches.
        Upn = "upn", "a unique pupil number (UPN)";
        /// An NHS number whose check digit matches.
        NhsNumber = "nhs_number", "an NHS number";
        /// An email address.
        Email = "email", "an email address";
        /// A phone number.
        Phone = "phone", "a phone number";
        /// Two or more words that look like somebody's first and last name.
        FullName = "full_name", "a full name";
    }
}

/// Lengths of numbers written with or without separators.
const UPN_CHARS: usize = 13;
const NHS_DIGITS: usize = 10;
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 10..=15;
/// A phone number's first group has at least three digits (020, 01632); a date's has one or two.
const PHONE_FIRST_GROUP: usize = 3;

/// The kinds of identifier that seem to stand in a text, each once, in the order of [`Kind`].
#[must_use]
pub fn identifiers(text: &str) -> Vec<Kind> {
    let chars: Vec<char> = text.chars().collect();
    let numbers = runs::numbers(&chars);
    let found = |kind: &Kind| match kind {
        Kind::Upn => runs::codes(&chars, UPN_CHARS).iter().any(|code| Upn::parse(code).is_ok()),
        Kind::NhsNumber => numbers.iter().any(|number| {
            number.digits.len() == NHS_DIGITS
                && !number.digits.starts_with('0')
                && NhsNumber::parse(&number.digits).is_ok()
        }),
        Kind::Email => runs::words(text).any(|word| word.contains('@') && EmailAddress::parse(word).is_ok()),
        Kind::Phone => numbers.iter().any(|number| {
            let starts = number.plus || number.digits.starts_with('0');
            let sign = if number.plus { "+" } else { "" };
            starts
                && (number.plus || number.first_group >= PHONE_FIRST_GROUP)
                && PHONE_DIGITS.contains(&number.digits.len())
                && Phone::parse(&format!("{sign}{}", number.digits)).is_ok()
        }),
        Kind::FullName => names::has_full_name(text),
    };
    <Kind as crate::choice::Choice>::ALL.iter().copied().filter(|kind| found(kind)).collect()
}

/// Words and phrases after which somebody should look soon, in the forms in which people write them.
const WORRYING: &str = "\
    abuse, abused, abusing, abusive, afraid to go home, assault, assaulted, beaten, beats, bruise, bruised, \
    bruises, county lines, cutting herself, cutting himself, cutting themselves, domestic violence, exploitation, \
    exploited, fgm, forced marriage, groomed, grooming, harm herself, harm himself, harm themselves, hits her, \
    hits him, hits them, hurts her, hurts him, hurts them, in danger, kill herself, kill himself, kill themselves, \
    knife, missing from home, neglect, neglected, not safe, overdose, ran away, rape, raped, run away, \
    running away, scared to go home, self harm, self harmed, self harming, sexual, sexually, suicidal, suicide, \
    threatened, touched her, touched him, trafficked, unsafe, wants to die, weapon";

/// Whether a text holds words after which a person should look for a child in danger. A hint beside the text, nothing
/// more: most texts with such words are harmless, and many a worry is written without them.
#[must_use]
pub fn may_be_safeguarding(text: &str) -> bool {
    let mut plain = String::from(" ");
    for c in text.chars() {
        match c {
            '\'' | '\u{2019}' => {}
            // The phrases are written in ASCII; the lower case of all other letters is a table of 12 KiB.
            c if c.is_alphanumeric() => plain.push(c.to_ascii_lowercase()),
            _ if plain.ends_with(' ') => {}
            _ => plain.push(' '),
        }
    }
    plain.push(' ');
    WORRYING.split(", ").any(|phrase| plain.contains(&format!(" {phrase} ")))
}

#[cfg(test)]
mod tests;
