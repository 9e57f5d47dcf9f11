//! What an administrator sends to let somebody in or to change them, as JSON or from a page; one table of sentences for both.

use serde_json::Value;

use super::{Membership, ProviderId, Role};
use crate::choice::choice;
use crate::choices;
use crate::input::{self, Field, Reader, Style};
use crate::problems::Problems;
use crate::words::{EmailAddress, PersonName, Urn};

const EMAIL: Field = Field::new("email", "The email address", "Enter their email address");
const NAME: Field = Field::new("name", "The name", "Enter their name");
const BELONGS_TO: Field = Field::new("belongs_to", "What they belong to", "Select who they work for");
const ROLE: Field = Field::new("role", "The role", "Select their role: adviser, manager or admin");
const URN: Field = Field::new("urn", "The URN", "Enter the setting’s unique reference number (URN)");
const PROVIDER: Field =
    Field::new("provider", "The provider", "Enter the provider’s short name, like winchmore-tutors");

choices! {
    /// What kind of thing somebody belongs to.
    pub enum BelongsTo {
        /// Us.
        Desk = "desk", "The Virtual School";
        /// A setting.
        School = "school", "A school, early years setting or college";
        /// A commissioned provider.
        Provider = "provider", "A provider";
    }
}

impl Membership {
    /// Which kind it is.
    #[must_use]
    pub const fn kind(&self) -> BelongsTo {
        match self {
            Self::Desk(_) => BelongsTo::Desk,
            Self::School(_) => BelongsTo::School,
            Self::Provider(_) => BelongsTo::Provider,
        }
    }
}

/// Who somebody is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Their name.
    pub name: PersonName,
    /// What they belong to.
    pub membership: Membership,
}

/// Somebody to be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Where their links are to go.
    pub email: EmailAddress,
    /// Who they are to be.
    pub named: Named,
}

impl Invitation {
    /// Reads who is to be let in.
    ///
    /// # Errors
    /// Every problem found.
    pub fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        input::read(body, style, |body| {
            let email = body.required(&EMAIL, EmailAddress::parse);
            let named = Named::among(body);
            Some(Self { email: email?, named: named? })
        })
    }
}

impl Named {
    /// Reads who somebody is to be from now on.
    ///
    /// # Errors
    /// Every problem found.
    pub fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        input::read(body, style, Self::among)
    }

    fn among(body: &mut Reader<'_>) -> Option<Self> {
        let name = body.required(&NAME, PersonName::parse);
        let kind = body.required(&BELONGS_TO, choice::<BelongsTo>);
        let role = body.conditional(kind == Some(BelongsTo::Desk), &ROLE, choice::<Role>);
        let urn = body.conditional(kind == Some(BelongsTo::School), &URN, Urn::parse);
        let provider = body.conditional(kind == Some(BelongsTo::Provider), &PROVIDER, ProviderId::parse);
        let membership = match kind? {
            BelongsTo::Desk => Membership::Desk(role??),
            BelongsTo::School => Membership::School(urn??),
            BelongsTo::Provider => Membership::Provider(provider??),
        };
        Some(Self { name: name?, membership })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_invitation_says_who_and_where_they_belong() {
        let read = |mut body: Value| {
            body["name"] = json!("Amara Osei");
            body["email"] = json!("amara@larkshire.example");
            Invitation::read(&body, Style::Json).map(|invitation| invitation.named.membership)
        };
        let desk = read(json!({"belongs_to": "desk", "role": "manager"}));
        assert_eq!(desk, Ok(Membership::Desk(Role::Manager)));
        let school = read(json!({"belongs_to": "school", "urn": "100869"}));
        assert_eq!(school, Ok(Membership::School(Urn::parse("100869").unwrap())));
        let provider = read(json!({"belongs_to": "provider", "provider": "winchmore-tutors"}));
        assert_eq!(provider, Ok(Membership::Provider(ProviderId::parse("winchmore-tutors").unwrap())));
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let cases = [
            (json!({}), "#/email CANNOT_BE_EMPTY, #/name CANNOT_BE_EMPTY, #/belongs_to CANNOT_BE_EMPTY"),
            (
                json!({"name": "A B", "email": "x", "belongs_to": "desk"}),
                "#/email INVALID_FORMAT, #/role CONDITIONAL_FIELD_MUST_BE_SET",
            ),
            (
                json!({"name": "A B", "email": "a@b.example", "belongs_to": "school", "urn": "1", "role": "admin"}),
                "#/role INVALID_VALUE, #/urn INVALID_FORMAT",
            ),
            (
                json!({"name": "A B", "email": "a@b.example", "belongs_to": "provider", "provider": "A/B"}),
                "#/provider INVALID_FORMAT",
            ),
        ];
        for (body, problems) in cases {
            assert_eq!(Invitation::read(&body, Style::Json).unwrap_err().to_string(), problems);
        }
    }

    #[test]
    fn a_page_may_send_the_fields_that_it_hid() {
        let form = input::form_value([
            ("name", "Amara Osei"),
            ("belongs_to", "desk"),
            ("role", "adviser"),
            ("urn", "100869"),
            ("provider", ""),
        ]);
        assert_eq!(Named::read(&form, Style::Form).unwrap().membership, Membership::Desk(Role::Adviser));
    }
}
