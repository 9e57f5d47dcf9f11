//! What people are called; never judges what a name may look like beyond having a letter in it.

use super::word;
use crate::input::Text;
use crate::problems::{Code, Fault};
use crate::text::{one_line, within};

/// The longest name kept, in characters.
const MAX_NAME_CHARS: usize = 100;

/// The longest first name kept, in characters.
const MAX_FIRST_NAME_CHARS: usize = 50;

word! {
    /// A person's whole name, in one field, any script (GOV.UK Design System, "Names": one field, no assumptions).
    PersonName, whole, Text::up_to(MAX_NAME_CHARS).example("Robin Ashe")
}

word! {
    /// A child's first name or initial: all that is asked about a child whose past may have to stay closed.
    FirstNameOrInitial, first, Text::up_to(MAX_FIRST_NAME_CHARS).example("J")
}

fn whole(typed: &str) -> Result<String, Fault> {
    name(typed, MAX_NAME_CHARS)
}

fn first(typed: &str) -> Result<String, Fault> {
    name(typed, MAX_FIRST_NAME_CHARS)
}

fn name(typed: &str, limit: usize) -> Result<String, Fault> {
    let name = one_line(typed)?;
    if name.is_empty() {
        return Err(Fault::ask_again(Code::CannotBeEmpty));
    }
    within(&name, limit)?;
    if !name.chars().any(char::is_alphabetic) {
        return Err(Fault::about(Code::InvalidFormat, "must include at least one letter"));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_kinds_are_accepted_as_typed() {
        for typed in ["J", "J.", "Mary Jane", "O’Neill-Smith", "Nguyễn Thị", "李", "X Æ A-12", "عائشة"] {
            assert_eq!(PersonName::parse(&format!(" {typed} ")).unwrap().as_str(), typed);
        }
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for (typed, code, why) in [
            ("", Code::CannotBeEmpty, "nothing"),
            (" \t ", Code::CannotBeEmpty, "spaces"),
            ("12345", Code::InvalidFormat, "no letter"),
            ("😀", Code::InvalidFormat, "no letter"),
            ("A\nB", Code::InvalidFormat, "two lines"),
            (&"a".repeat(101), Code::InvalidLength, "too long"),
        ] {
            assert_eq!(PersonName::parse(typed).unwrap_err().code(), code, "{why}");
        }
        assert!(FirstNameOrInitial::parse(&"a".repeat(51)).is_err());
    }

    #[test]
    fn a_name_does_not_show_in_debug_and_corruption_is_refused() {
        assert_eq!(format!("{:?}", PersonName::parse("Ada").unwrap()), "PersonName");
        assert!(serde_json::from_str::<PersonName>("\"\"").is_err());
    }
}
