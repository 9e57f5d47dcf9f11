//! Numbers that the Department for Education gives to settings and authorities; never says whether one is in use.
//!
//! Source: "Get Information about Schools" (GIAS), its glossary of URN, LA code and establishment number.

use super::word;
use crate::input::Text;
use crate::problems::{Code, Fault};
use crate::text::machine_readable;

word! {
    /// A setting's unique reference number: 6 digits.
    Urn, urn, Text::like("^[1-9][0-9]{5}$", "100869")
}

word! {
    /// A local authority's code: 3 digits, such as 212 for Wandsworth.
    LaCode, la_code, Text::like("^[1-9][0-9]{2}$", "900")
}

word! {
    /// A local authority's code and a setting's number within it: 7 digits, also written 301/1234.
    LaEstab, la_estab, Text::like("^[1-9][0-9]{6}$", "3011234")
}

impl LaEstab {
    /// The authority that the setting belongs to.
    #[must_use]
    pub fn authority(&self) -> LaCode {
        LaCode(self.0.chars().take(LA_CODE_DIGITS).collect())
    }
}

const URN_DIGITS: usize = 6;
const LA_CODE_DIGITS: usize = 3;
const LA_ESTAB_DIGITS: usize = 7;

fn urn(typed: &str) -> Result<String, Fault> {
    digits(typed, URN_DIGITS, "Enter the setting’s unique reference number (URN), which is 6 digits")
}

fn la_code(typed: &str) -> Result<String, Fault> {
    digits(typed, LA_CODE_DIGITS, "Enter the local authority’s code, which is 3 digits")
}

fn la_estab(typed: &str) -> Result<String, Fault> {
    digits(typed, LA_ESTAB_DIGITS, "Enter the setting’s LAESTAB number, which is 7 digits, like 301 1234")
}

fn digits(typed: &str, count: usize, sentence: &'static str) -> Result<String, Fault> {
    let bare: String = machine_readable(typed)?.chars().filter(|c| !matches!(c, ' ' | '/' | '-')).collect();
    if bare.is_empty() {
        return Err(Fault::ask_again(Code::CannotBeEmpty));
    }
    // No authority or setting has a number that starts with 0, and spreadsheets lose such a 0.
    let good = bare.len() == count && bare.chars().all(|c| c.is_ascii_digit()) && !bare.starts_with('0');
    if good { Ok(bare) } else { Err(Fault::whole(Code::InvalidFormat, sentence)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_tidied_and_counted() {
        assert_eq!(Urn::parse(" 100 869\u{200B}").unwrap().as_str(), "100869");
        let setting = LaEstab::parse("301/2001").unwrap();
        assert_eq!((setting.as_str(), setting.authority().as_str()), ("3012001", "301"));
        for (typed, why) in [
            ("10086", "five"),
            ("1008691", "seven"),
            ("10086A", "a letter"),
            ("012345", "a leading 0"),
            ("１００８６９", "wide digits"),
        ] {
            assert_eq!(Urn::parse(typed).unwrap_err().code(), Code::InvalidFormat, "{why}");
        }
        for known in ["301", "212", "860", "885"] {
            assert_eq!(LaCode::parse(known).unwrap().as_str(), known);
        }
    }
}
