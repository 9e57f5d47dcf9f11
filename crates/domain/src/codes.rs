//! Codes that people are shown, copy and type again: how they are drawn, read generously and shown in groups. Never what a
//! code is for, nor whether it is secret.

use crate::draw::Draw;
use crate::problems::{Code, Fault};
use crate::text::machine_readable;

/// Letters without I and O, and the digits that look like no letter.
const ALPHABET: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ3789";

const GROUP_CHARS: usize = 4;

/// A code of so many characters, from 32 bytes: random, or derived from a secret so that it comes out the same again.
pub(crate) fn draw(bytes: [u8; 32], chars: usize) -> String {
    Draw::new(bytes).word(ALPHABET, chars)
}

/// Reads a code of so many characters generously: any case, any spaces and hyphens, and the characters that no code holds as
/// the ones they are mistaken for: 2 as Z, 4 as A, 5 as S, 6 as G, 1 and I as L. O and 0 could be D or Q, so they are not
/// guessed.
///
/// # Errors
/// Nothing, or another shape, of which `sentence` tells.
pub(crate) fn read(typed: &str, chars: usize, sentence: &'static str) -> Result<String, Fault> {
    let code: String = machine_readable(typed)?
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '.' | '_'))
        .map(|c| match c.to_ascii_uppercase() {
            '2' => 'Z',
            '4' => 'A',
            '5' => 'S',
            '6' => 'G',
            '1' | 'I' => 'L',
            c => c,
        })
        .collect();
    if code.is_empty() {
        return Err(Fault::ask_again(Code::CannotBeEmpty));
    }
    // All characters of the alphabet are one byte long.
    if code.len() == chars && code.bytes().all(|byte| ALPHABET.contains(&byte)) {
        return Ok(code);
    }
    Err(Fault::whole(Code::InvalidFormat, sentence))
}

/// The same in groups of four, as people read it.
pub(crate) fn grouped(code: &str) -> String {
    let mut groups = String::with_capacity(code.len() + code.len() / GROUP_CHARS);
    for (place, c) in code.chars().enumerate() {
        if place > 0 && place.is_multiple_of(GROUP_CHARS) {
            groups.push('-');
        }
        groups.push(c);
    }
    groups
}
