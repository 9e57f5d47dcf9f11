//! Who works at a Virtual School, at its schools and providers, and the keys and sessions they hold; never checks a secret
//! and never decides what a service allows.

mod account;
mod key;
mod key_text;
mod member;
mod person;
mod requests;
mod session;

pub use account::Account;
pub use key::{ApiKey, MAX_KEY_DAYS, Scope, Standing};
pub use key_text::{KeyId, KeyText};
pub use member::{Member, Membership, ProviderId};
pub use person::{Identity, MAX_SESSIONS, Person, PersonRefusal, SignedIn, Way};
pub use requests::{BelongsTo, Invitation, Named, NewKey};
pub use session::{ABSOLUTE_HOURS, IDLE_MINUTES, Session, SessionId};

use serde::{Deserialize, Serialize};

use crate::choices;
use crate::draw::Draw;
use crate::input::{Shape, Text, Word};
use crate::problems::{Code, Fault};
use crate::words::PersonName;

choices! {
    /// What a member of staff may do. Each may do all that the ones before may: compare with `<`.
    pub enum Role {
        /// Reads, sorts, takes and answers.
        Adviser = "adviser", "Adviser";
        /// Also hands work to others, overrides with a reason, opens what was closed.
        Manager = "manager", "Manager";
        /// Also makes and ends keys and changes settings.
        Admin = "admin", "Administrator";
    }
}

/// A member of staff as a record remembers them: enough to tell a family who looked, even after the person has left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffMember {
    /// Stays the same when their key or name changes.
    pub id: StaffId,
    /// Their role at that time.
    pub role: Role,
    /// The name that families see.
    pub name: PersonName,
}

/// Names a member of staff, ours or another’s, in records and addresses: lower-case letters, digits and hyphens, never
/// their name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StaffId(String);

/// Letters and digits that are hard to confuse; 32 of them, so that 256 random bits divide evenly.
const ID_ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Characters of a drawn id: 60 bits.
const ID_CHARS: usize = 12;
/// The shortest and longest id read, so that one given by an identity provider fits too.
const ID_LENGTHS: std::ops::RangeInclusive<usize> = 3..=40;
/// The same as a regular expression.
const PLAIN_ID: &str = "^[a-z0-9-]{3,40}$";

impl StaffId {
    /// A new one from random bytes.
    #[must_use]
    pub fn draw(random: [u8; 32]) -> Self {
        let mut draw = Draw::new(random);
        Self(draw.word(ID_ALPHABET, ID_CHARS))
    }

    /// Reads one.
    ///
    /// # Errors
    /// Another shape.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        plain_id(typed).map(Self)
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Word for StaffId {
    const SHAPE: Shape = Shape::Text(Text::like(PLAIN_ID, "k2m4n5p6q7r8"));

    fn parse(typed: &str) -> Result<Self, Fault> {
        Self::parse(typed)
    }
}

fn plain_id(typed: &str) -> Result<String, Fault> {
    let id = typed.trim();
    let good =
        ID_LENGTHS.contains(&id.len()) && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if good {
        return Ok(id.to_owned());
    }
    Err(Fault::about(Code::InvalidFormat, "must be 3 to 40 lower-case letters, digits or hyphens"))
}

impl TryFrom<String> for StaffId {
    type Error = Fault;
    fn try_from(stored: String) -> Result<Self, Fault> {
        Self::parse(&stored)
    }
}

impl From<StaffId> for String {
    fn from(id: StaffId) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_do_what_the_ones_before_may() {
        assert!(Role::Adviser < Role::Manager && Role::Manager < Role::Admin);
    }

    #[test]
    fn staff_ids_are_plain() {
        let drawn = StaffId::draw([9; 32]);
        assert_eq!(StaffId::parse(drawn.as_str()), Ok(drawn));
        for (typed, why) in [
            ("ab", "short"),
            ("Amara", "a capital"),
            ("a/b", "a slash would leave the address"),
            ("amara osei", "a space"),
            (&"a".repeat(41), "long"),
        ] {
            assert!(StaffId::parse(typed).is_err(), "{why}");
        }
    }
}
