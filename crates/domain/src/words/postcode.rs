//! A UK postcode in its usual form; never looks up whether it exists.

use super::word;
use crate::input::Text;
use crate::problems::{Code, Fault};
use crate::text::machine_readable;

word! {
    /// A postcode: upper case, one space before the last three (BS 7666; the inward letters leave out C I K M O V).
    Postcode, postcode, Text::like("^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}$", "SW1A 2AA")
}

/// Letters that never stand in the last two places, chosen by Royal Mail because they are misread.
const NEVER_INWARD: &str = "CIKMOV";

fn postcode(typed: &str) -> Result<String, Fault> {
    let bare: Vec<char> = machine_readable(typed)?
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-' && *c != '.')
        .map(|c| c.to_ascii_uppercase())
        .collect();
    if bare.is_empty() {
        return Err(Fault::ask_again(Code::CannotBeEmpty));
    }
    let refused = || Fault::whole(Code::InvalidFormat, "Enter a full UK postcode, like SW1A 2AA");
    let (outward, inward) = bare.split_last_chunk::<3>().ok_or_else(refused)?;
    let letter = char::is_ascii_uppercase;
    let digit = char::is_ascii_digit;
    let outward_good = match outward {
        [a, d] => letter(a) && digit(d),
        [a, b, c] => letter(a) && ((letter(b) && digit(c)) || (digit(b) && (digit(c) || letter(c)))),
        [a, b, c, d] => letter(a) && letter(b) && digit(c) && (digit(d) || letter(d)),
        _ => false,
    };
    let [d, x, y] = inward;
    let inward_letter = |c: &char| letter(c) && !NEVER_INWARD.contains(*c);
    if !(outward_good && digit(d) && inward_letter(x) && inward_letter(y)) {
        return Err(refused());
    }
    Ok(outward.iter().chain([' '].iter()).chain(inward).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_are_tidied() {
        for (typed, kept, why) in [
            ("sw1a2aa", "SW1A 2AA", "letters after the district"),
            (" M1 1AE ", "M1 1AE", "the shortest"),
            ("b33 8th", "B33 8TH", "two digits"),
            ("W1A 0AX", "W1A 0AX", "letter after one digit"),
            ("cr2  6xh", "CR2 6XH", "too many spaces"),
            ("DN55 1PT", "DN55 1PT", "the longest"),
            ("I\u{200B}G11-7LU", "IG11 7LU", "invisible and hyphen"),
        ] {
            assert_eq!(Postcode::parse(typed).unwrap().as_str(), kept, "{why}");
        }
    }

    #[test]
    fn what_is_no_postcode_is_refused() {
        for typed in
            ["SW1A", "1AA", "SW1A 2A", "SW1A 2CA", "SW1A 2AO", "ABC1 2AA", "S 2AA", "SW1A2AAA", "ＳＷ1A 2AA", "12345"]
        {
            assert_eq!(Postcode::parse(typed).unwrap_err().code(), Code::InvalidFormat, "{typed}");
        }
    }
}
