//! What an administrator sends to let somebody in, to change them or to make a key, as JSON or from a page; one table of
//! sentences for both.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::{MAX_KEY_DAYS, Membership, ProviderId, Role, Scope};
use crate::choices;
use crate::input::{self, Body, Field, FromBody, Reader, Style};
use crate::problems::{Code, Fault, Problems};
use crate::text::ShortText;
use crate::words::{EmailAddress, PersonName, Urn};

const EMAIL: Field<EmailAddress> = Field::new("email", "The email address", "Enter their email address")
    .about("Where their links are to go. It names them for good.");
const NAME: Field<PersonName> = Field::new("name", "The name", "Enter their name").about("As families will see it.");
const BELONGS_TO: Field<BelongsTo> = Field::new("belongs_to", "What they belong to", "Select who they work for");
const ROLE: Field<Role> = Field::new("role", "The role", "Select their role: adviser, manager or admin");
const ROLE_AT_THE_DESK: Field<Role> = ROLE.needed_when("belongs_to", &["desk"]);
const URN: Field<Urn> = Field::new("urn", "The URN", "Enter the setting’s unique reference number (URN)")
    .about("The setting’s URN.")
    .needed_when("belongs_to", &["school"]);
const PROVIDER: Field<ProviderId> =
    Field::new("provider", "The provider", "Enter the provider’s short name, like winchmore-tutors")
        .about("The provider’s short name.")
        .needed_when("belongs_to", &["provider"]);

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

impl FromBody for Invitation {
    const BODY: &'static Body = &Body::new("NewPerson", "A person to be let in.", &[&EMAIL]).and(&[Named::BODY]);
}

impl FromBody for Named {
    const BODY: &'static Body = &Body::new(
        "ChangedPerson",
        "A person as they are to be from now on.",
        &[&NAME, &BELONGS_TO, &ROLE_AT_THE_DESK, &URN, &PROVIDER],
    );
}

impl Invitation {
    /// Reads who is to be let in.
    ///
    /// # Errors
    /// Every problem found.
    pub fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        input::read(body, style, |body| {
            let email = body.get(&EMAIL);
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
        let (name, kind) = (body.get(&NAME), body.get(&BELONGS_TO));
        let (role, urn, provider) = (body.get(&ROLE_AT_THE_DESK), body.get(&URN), body.get(&PROVIDER));
        let membership = match kind? {
            BelongsTo::Desk => Membership::Desk(role?),
            BelongsTo::School => Membership::School(urn?),
            BelongsTo::Provider => Membership::Provider(provider?),
        };
        Some(Self { name: name?, membership })
    }
}

const HOURS_IN_A_DAY: i64 = 24;

/// How long a key works where the request does not say.
const DEFAULT_DAYS: i64 = 90;

const LABEL: Field<ShortText<100>> =
    Field::new("label", "The label", "Enter what the key is for").about("What the key is for.").example("Duty laptop");
const HOLDER: Field<PersonName> = Field::new("name", "The name", "Enter the name of whoever will use the key")
    .about("Whoever will use it, as families will see them.");
const SCOPE: Field<Option<Scope>> = Field::new("scope", "What it may do", "Enter everything or reading")
    .about("What it may be used for, within the role; `everything` unless given.");
const EXPIRES_ON: Field<Option<Date>> =
    Field::new("expires_on", "The expiry date", "Enter the date on which the key ends")
        .about("The day on which it ends: within 366 days. In 90 days unless given.");

/// An API key to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewKey {
    /// What it is for.
    pub label: ShortText<100>,
    /// Who will use it.
    pub name: PersonName,
    /// In which role.
    pub role: Role,
    /// For what.
    pub scope: Scope,
    /// For so many days.
    pub days: i64,
}

impl FromBody for NewKey {
    const BODY: &'static Body =
        &Body::new("KeyToMake", "A key to be made.", &[&LABEL, &HOLDER, &ROLE, &SCOPE, &EXPIRES_ON]);
}

impl NewKey {
    /// Reads what key is to be made.
    ///
    /// # Errors
    /// Every problem found.
    pub fn read(body: &Value, style: Style, now: Timestamp) -> Result<Self, Problems> {
        input::read(body, style, |body| {
            let (label, name, role) = (body.get(&LABEL), body.get(&HOLDER), body.get(&ROLE));
            let scope = body.get(&SCOPE);
            let days = body.get(&EXPIRES_ON).and_then(|day| {
                let days = day.map(|day| days_until(day, now)).transpose();
                body.check(&EXPIRES_ON, days)
            });
            let (scope, days) = (scope?.unwrap_or_default(), days?.unwrap_or(DEFAULT_DAYS));
            Some(Self { label: label?, name: name?, role: role?, scope, days })
        })
    }
}

/// From today to that day, both as dates in UTC: the key ends on that day at the hour at which it was made.
fn days_until(day: Date, now: Timestamp) -> Result<i64, Fault> {
    let today = now.to_zoned(TimeZone::UTC).date();
    let days = day.duration_since(today).as_hours() / HOURS_IN_A_DAY;
    match days {
        ..=0 => Err(Fault::about(Code::DateMustBeInTheFuture, "must be in the future")),
        1..=MAX_KEY_DAYS => Ok(days),
        _ => Err(Fault::about(Code::InvalidValue, format!("must be within {MAX_KEY_DAYS} days"))),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::input::walk::walk;

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
    fn every_body_is_read_as_its_table_says() {
        let now: Timestamp = "2026-03-01T10:00:00Z".parse().unwrap();
        walk::<Invitation>(&json!({}), |body| Invitation::read(body, Style::Json).map(drop));
        walk::<Named>(&json!({}), |body| Named::read(body, Style::Json).map(drop));
        walk::<NewKey>(&json!({}), |body| NewKey::read(body, Style::Json, now).map(drop));
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
    fn a_key_may_do_everything_for_ninety_days_unless_said_otherwise() {
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let read = |more: Value| {
            let mut body = json!({"label": "Laptop", "name": "Amara Osei", "role": "adviser"});
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            NewKey::read(&body, Style::Json, now).map(|key| (key.scope, key.days))
        };
        assert_eq!(read(json!({})), Ok((Scope::Everything, 90)));
        assert_eq!(read(json!({"scope": "reading", "expires_on": "2026-11-23"})), Ok((Scope::Reading, 1)));
        let codes = |more: Value| read(more).unwrap_err().to_string();
        assert_eq!(codes(json!({"expires_on": "2026-11-22"})), "#/expires_on DATE_MUST_BE_IN_THE_FUTURE");
        assert_eq!(codes(json!({"expires_on": "2027-11-24"})), "#/expires_on INVALID_VALUE");
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
