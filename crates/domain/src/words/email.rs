//! An email address that mail can be sent to; never asks whether anybody reads it.

use super::word;
use crate::input::Text;
use crate::problems::{Code, Fault};
use crate::text::machine_readable;

/// The longest address that SMTP carries (RFC 5321 section 4.5.3.1.3, less the angle brackets).
const MAX_ADDRESS_OCTETS: usize = 254;
/// RFC 5321 section 4.5.3.1.1.
const MAX_LOCAL_OCTETS: usize = 64;
/// RFC 1035 section 2.3.4.
const MAX_LABEL_OCTETS: usize = 63;

word! {
    /// An email address: RFC 5322's dot-atom before the @, a domain name after it, which is lower-cased.
    ///
    /// Quoted local parts, address literals and non-ASCII addresses are refused: ordinary mail services do not carry
    /// them, and one typed here is far more often a slip.
    EmailAddress, address, Text { most: Some(MAX_ADDRESS_OCTETS), ..Text::format("email", "name@example.com") }
}

impl EmailAddress {
    /// The same for all ways to write it in capitals and small letters: to tell whether two are one mailbox, as they are
    /// everywhere in practice.
    #[must_use]
    pub fn folded(&self) -> String {
        self.as_str().to_lowercase()
    }
}

fn address(typed: &str) -> Result<String, Fault> {
    // Phones turn the apostrophe of O'Neill into a curly one, which no address holds.
    let typed = machine_readable(typed)?.replace('\u{2019}', "'");
    if typed.is_empty() {
        return Err(Fault::ask_again(Code::CannotBeEmpty));
    }
    if typed.len() > MAX_ADDRESS_OCTETS {
        return Err(Fault::about(Code::InvalidLength, format!("must be {MAX_ADDRESS_OCTETS} characters or fewer")));
    }
    match typed.rsplit_once('@') {
        Some((local, domain)) if is_local(local) && is_domain(domain) => {
            Ok(format!("{local}@{}", domain.to_ascii_lowercase()))
        }
        _ => {
            let sentence = "Enter an email address in the correct format, like name@example.com";
            Err(Fault::whole(Code::InvalidFormat, sentence))
        }
    }
}

fn is_local(local: &str) -> bool {
    local.len() <= MAX_LOCAL_OCTETS
        && local.split('.').all(|atom| {
            !atom.is_empty() && atom.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c))
        })
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=MAX_LABEL_OCTETS).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let is_top = |label: &str| label.len() > 1 && !label.chars().all(|c| c.is_ascii_digit());
    domain.contains('.') && domain.split('.').all(is_label) && domain.rsplit('.').next().is_some_and(is_top)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_work_are_accepted() {
        for (typed, kept, why) in [
            (" name@example.com ", "name@example.com", "trimmed"),
            (
                "First.Last+tag@SUB.Example.ORG.uk",
                "First.Last+tag@sub.example.org.uk",
                "only the domain is lower-cased",
            ),
            ("o'neill@example.com", "o'neill@example.com", "apostrophe"),
            ("o\u{2019}neill@example.com", "o'neill@example.com", "a phone's apostrophe"),
            ("na\u{200B}me@exam\u{AD}ple.com\u{FEFF}", "name@example.com", "invisible characters from a web page"),
            ("a@xn--bcher-kva.example", "a@xn--bcher-kva.example", "an international domain as mail carries it"),
        ] {
            assert_eq!(EmailAddress::parse(typed).unwrap().as_str(), kept, "{why}");
        }
    }

    #[test]
    fn slips_are_caught() {
        for (typed, why) in [
            ("name", "no @"),
            ("@example.com", "nothing before"),
            ("name@", "nothing after"),
            ("a@b@example.com", "two"),
            ("name@example", "no top-level domain"),
            ("name@example.c", "one letter"),
            ("name@127.0.0.1", "an address of a machine"),
            ("name@example..com", "an empty label"),
            (".name@example.com", "starts with a dot"),
            ("na..me@example.com", "two dots"),
            ("na me@example.com", "a space"),
            ("name@example.com,other@example.com", "two addresses"),
            ("Name <name@example.com>", "a display name"),
            ("name@-example.com", "a label starts with a hyphen"),
            ("имя@example.com", "not carried by ordinary mail"),
        ] {
            assert_eq!(EmailAddress::parse(typed).unwrap_err().code(), Code::InvalidFormat, "{why}");
        }
        let long = format!("a@{}.com", ["b".repeat(60).as_str(); 5].join("."));
        assert_eq!(EmailAddress::parse(&long).unwrap_err().code(), Code::InvalidLength);
    }
}
