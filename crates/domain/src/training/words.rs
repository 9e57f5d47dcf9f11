//! The few words that training is sorted by, and the names of its records; never a free text.

use serde::{Deserialize, Serialize};

use crate::choice::Choice;
use crate::choices;
use crate::codes;
use crate::draw::Draw;
use crate::input::{Shape, Text, Word};
use crate::problems::{Code, Fault};

choices! {
    /// For whom a course is; on a booking, who its attendees are, which decides the price and what else is asked.
    pub enum Audience {
        /// Children Act 1989 s23ZZB; Children and Young Persons Act 2008 s20.
        DesignatedTeachers = "designated_teachers", "Designated teachers";
        /// Anybody else at a school or college.
        SchoolStaff = "school_staff", "Other school and college staff";
        /// Nurseries, childminders.
        EarlyYears = "early_years", "Early years staff";
        /// Social workers and independent reviewing officers.
        SocialWorkers = "social_workers", "Social workers and reviewing officers";
        /// Foster, residential and kinship carers, and adoptive parents.
        Carers = "carers", "Carers and adoptive parents";
        /// Of a school.
        Governors = "governors", "Governors";
        /// Tutors, mentors and therapists.
        Providers = "providers", "Commissioned providers";
    }
}

choices! {
    /// Where a run is held.
    pub enum Mode {
        /// In a room.
        InPerson = "in_person", "In person";
        /// By video.
        Online = "online", "Online";
    }
}

choices! {
    /// Why a late cancellation or an absence costs nothing, where the run's policy says so.
    pub enum Exemption {
        /// Ofsted is at the school.
        OfstedVisit = "ofsted_visit", "Ofsted visit";
        /// The attendee is ill.
        Illness = "illness", "Illness";
        /// A safeguarding matter needs the attendee.
        Safeguarding = "safeguarding", "Safeguarding matter";
    }
}

/// How many exemptions there are.
pub const MAX_EXEMPTIONS: usize = <Exemption as Choice>::ALL.len();

impl Audience {
    /// Whether who books for this audience says which setting it is for, by its URN.
    #[must_use]
    pub const fn is_of_a_setting(self) -> bool {
        matches!(self, Self::DesignatedTeachers | Self::SchoolStaff | Self::EarlyYears | Self::Governors)
    }
}

/// Letters and digits that are hard to confuse; 32 of them, so that 256 random bits divide evenly.
const ID_ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
const ID_CHARS: usize = 10;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// A new one from random bytes.
            #[must_use]
            pub fn draw(random: [u8; 32]) -> Self {
                Self(Draw::new(random).word(ID_ALPHABET, ID_CHARS))
            }

            /// Reads one.
            ///
            /// # Errors
            /// Another shape.
            pub fn parse(typed: &str) -> Result<Self, Fault> {
                let id = typed.trim();
                if id.len() == ID_CHARS && id.bytes().all(|byte| ID_ALPHABET.contains(&byte)) {
                    return Ok(Self(id.to_owned()));
                }
                Err(Fault::about(Code::InvalidFormat, "is not known"))
            }

            /// The id.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Word for $name {
            const SHAPE: Shape = Shape::Text(Text::like("^[a-km-np-z2-9]{10}$", "abcdefghjk"));

            /// Who sends another shape chose none of those that there are.
            fn parse(typed: &str) -> Result<Self, Fault> {
                Self::parse(typed).map_err(|_| Fault::ask_again(Code::InvalidValue))
            }
        }

        impl TryFrom<String> for $name {
            type Error = Fault;
            fn try_from(stored: String) -> Result<Self, Fault> {
                Self::parse(&stored)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

ids! {
    /// Names a course in addresses and records: ten lower-case letters and digits.
    CourseId;
    /// Names a run in addresses and records: ten lower-case letters and digits.
    RunId;
}

const CERTIFICATE_CHARS: usize = 12;
const CERTIFICATE_WRONG: &str = "Check the code. It is 12 letters and numbers, in three groups of four";

/// What stands on a certificate for anybody to check it by, such as `K7MP-9XWA-H3TC`: about 57 bits, no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CertificateCode(String);

impl CertificateCode {
    /// A new one from bytes that nobody can guess.
    #[must_use]
    pub fn draw(random: [u8; 32]) -> Self {
        Self(codes::draw(random, CERTIFICATE_CHARS))
    }

    /// Reads one generously: any case, any spaces and hyphens, and misread characters where only one can be meant.
    ///
    /// # Errors
    /// Another shape.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        codes::read(typed, CERTIFICATE_CHARS, CERTIFICATE_WRONG).map(Self)
    }

    /// Without hyphens, as in record names and addresses.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In groups of four, as people read it.
    #[must_use]
    pub fn in_groups(&self) -> String {
        codes::grouped(&self.0)
    }
}

impl TryFrom<String> for CertificateCode {
    type Error = Fault;
    fn try_from(stored: String) -> Result<Self, Fault> {
        Self::parse(&stored)
    }
}

impl From<CertificateCode> for String {
    fn from(code: CertificateCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_and_read_back() {
        let id = RunId::draw([7; 32]);
        assert_eq!(RunId::parse(id.as_str()), Ok(id));
        for (typed, why) in [("", "nothing"), ("abc", "short"), ("ABCDEFGHJK", "capitals"), ("abcdefgh/j", "a slash")] {
            assert!(RunId::parse(typed).is_err(), "{why}");
        }
    }

    #[test]
    fn a_certificate_code_is_read_as_people_write_it() {
        let code = CertificateCode::draw([3; 32]);
        assert_eq!(CertificateCode::parse(&code.in_groups().to_lowercase()), Ok(code.clone()));
        assert_eq!(code.in_groups().len(), CERTIFICATE_CHARS + 2);
        assert!(CertificateCode::parse("K7MP-9XWA").is_err());
    }
}
