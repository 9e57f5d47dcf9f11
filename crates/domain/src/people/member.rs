//! Who somebody is to us: a member of our own staff, of a setting’s, or of a provider’s. Never how they prove it.

use serde::{Deserialize, Serialize};

use super::{PLAIN_ID, Role, StaffId, StaffMember, plain_id};
use crate::input::{Shape, Text, Word};
use crate::problems::Fault;
use crate::words::{PersonName, Urn};

/// What somebody belongs to, which decides what they may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Membership {
    /// The Virtual School, in a role.
    Desk(Role),
    /// A school, early-years setting or college: they see what is their setting’s.
    School(Urn),
    /// A commissioned provider: they see what is their provider’s.
    Provider(ProviderId),
}

/// Names a provider: lower-case letters, digits and hyphens, such as `winchmore-tutors`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProviderId(String);

impl ProviderId {
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

impl Word for ProviderId {
    const SHAPE: Shape = Shape::Text(Text::like(PLAIN_ID, "winchmore-tutors"));

    fn parse(typed: &str) -> Result<Self, Fault> {
        Self::parse(typed)
    }
}

impl TryFrom<String> for ProviderId {
    type Error = Fault;
    fn try_from(stored: String) -> Result<Self, Fault> {
        Self::parse(&stored)
    }
}

impl From<ProviderId> for String {
    fn from(id: ProviderId) -> Self {
        id.0
    }
}

/// Somebody whom we know, as a session remembers them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Stays the same when their name or role changes.
    pub id: StaffId,
    /// Their name.
    pub name: PersonName,
    /// What they belong to.
    pub membership: Membership,
}

impl Member {
    /// They as a member of our own staff, if that is what they are.
    #[must_use]
    pub fn staff(&self) -> Option<StaffMember> {
        match self.membership {
            Membership::Desk(role) => Some(StaffMember { id: self.id.clone(), role, name: self.name.clone() }),
            Membership::School(_) | Membership::Provider(_) => None,
        }
    }

    /// The setting that they belong to, if it is one.
    #[must_use]
    pub const fn school(&self) -> Option<&Urn> {
        match &self.membership {
            Membership::School(urn) => Some(urn),
            Membership::Desk(_) | Membership::Provider(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_belongs_to_the_desk_is_staff() {
        let member = |membership| Member {
            id: StaffId::draw([1; 32]),
            name: PersonName::parse("Amara Osei").unwrap(),
            membership,
        };
        let staff = member(Membership::Desk(Role::Manager)).staff().unwrap();
        assert_eq!((staff.role, staff.id), (Role::Manager, StaffId::draw([1; 32])));
        assert_eq!(member(Membership::School(Urn::parse("100869").unwrap())).staff(), None);
        assert_eq!(member(Membership::Provider(ProviderId::parse("winchmore-tutors").unwrap())).staff(), None);
    }

    #[test]
    fn what_somebody_belongs_to_is_stored_and_read_back() {
        for membership in [
            Membership::Desk(Role::Adviser),
            Membership::School(Urn::parse("100869").unwrap()),
            Membership::Provider(ProviderId::parse("winchmore-tutors").unwrap()),
        ] {
            let json = serde_json::to_string(&membership).unwrap();
            assert_eq!(serde_json::from_str::<Membership>(&json).unwrap(), membership, "{json}");
        }
        assert!(serde_json::from_str::<Membership>(r#"{"provider":"Winchmore Tutors"}"#).is_err());
    }
}
