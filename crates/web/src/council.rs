//! The council that runs this, as it describes itself in its settings: what every page and many answers say. Read once
//! per instance; never anything about one service.

use std::fmt;

use axum::extract::FromRequestParts;
use domain::words::{EmailAddress, LaCode, Phone};
use http::request::Parts;

use crate::problem::Problem;
use crate::settings::{Misconfigured, Settings, Variables};

/// The variables that describe the council. A manifest grants all of them to a component, or none.
pub(crate) const NAMES: [&str; 16] = [
    "authority_code",
    "authority_name",
    "council_name",
    "council_website",
    "virtual_school_name",
    "contact_email",
    "contact_phone",
    "contact_address",
    "opening_hours",
    "safeguarding_hub",
    "safeguarding_phone",
    "safeguarding_hours",
    "data_protection_email",
    "first_contact_working_days",
    "reply_working_days",
    "phase",
];

/// The longest setting, in characters: all of them stand in lines of text on pages.
const MAX_CHARACTERS: usize = 200;
/// A promise further off than about a year is a slip.
const MAX_WORKING_DAYS: u32 = 250;

/// A council, its Virtual School, and how to reach both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Council {
    /// The local authority's code.
    pub authority_code: LaCode,
    /// The local authority as people say it: "Larkshire".
    pub authority_name: String,
    /// The council's name: "Larkshire County Council".
    pub name: String,
    /// Its website, an `https` address.
    pub website: Option<String>,
    /// Its Virtual School's name: "Larkshire Virtual School".
    pub virtual_school: String,
    /// How to reach the Virtual School.
    pub contact: Contact,
    /// Whom to phone about a child's safety.
    pub safeguarding: Safeguarding,
    /// The data protection officer.
    pub data_protection_email: EmailAddress,
    /// Working days until somebody first writes to a family.
    pub first_contact_working_days: u32,
    /// Working days until a question is answered.
    pub reply_working_days: u32,
    /// While the service is new.
    pub phase: Option<Phase>,
}

/// How new a service is. See <https://www.gov.uk/service-manual/agile-delivery>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Tried with a few.
    Alpha,
    /// In use and still changing.
    Beta,
}

/// How to reach the Virtual School.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its email address.
    pub email: EmailAddress,
    /// Its phone number.
    pub phone: Phone,
    /// Its postal address, in one line.
    pub address: Option<String>,
    /// When the phone is answered: "Monday to Friday, 9am to 5pm".
    pub opening_hours: Option<String>,
}

/// Whom to phone about a child's safety.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Safeguarding {
    /// The hub as it stands in a sentence: "the Larkshire safeguarding hub".
    pub hub: String,
    /// Its phone number.
    pub phone: Phone,
    /// When it is there.
    pub hours: Option<String>,
}

impl Council {
    /// Reads it; `None` where the manifest grants none of its variables.
    ///
    /// # Errors
    /// The first variable that cannot be used.
    pub(crate) fn read(variables: &Variables<'_>) -> Result<Option<Self>, Misconfigured> {
        if NAMES.iter().all(|name| variables.find(name).is_none()) {
            return Ok(None);
        }
        let line = |name| optional_line(variables, name);
        let needed = |name| line(name)?.ok_or_else(|| Misconfigured::new(name, "it is not set"));

        let authority_code = parsed(variables, "authority_code", "it is not three digits", LaCode::parse)?;
        let authority_name = needed("authority_name")?;
        let website = line("council_website")?;
        if website.as_ref().is_some_and(|address| !is_https(address)) {
            return Err(Misconfigured::new("council_website", "it does not begin with https://"));
        }
        let phase = variables.find("phase").map(Phase::parse).transpose()?;
        Ok(Some(Self {
            name: line("council_name")?.unwrap_or_else(|| format!("{authority_name} Council")),
            virtual_school: line("virtual_school_name")?.unwrap_or_else(|| format!("{authority_name} Virtual School")),
            contact: Contact {
                email: email(variables, "contact_email")?,
                phone: phone(variables, "contact_phone")?,
                address: line("contact_address")?,
                opening_hours: line("opening_hours")?,
            },
            safeguarding: Safeguarding {
                hub: needed("safeguarding_hub")?,
                phone: phone(variables, "safeguarding_phone")?,
                hours: line("safeguarding_hours")?,
            },
            data_protection_email: email(variables, "data_protection_email")?,
            first_contact_working_days: working_days(variables, "first_contact_working_days", 2)?,
            reply_working_days: working_days(variables, "reply_working_days", 7)?,
            authority_code,
            authority_name,
            website,
            phase,
        }))
    }
}

impl Phase {
    /// As it stands on pages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Alpha => "Alpha",
            Self::Beta => "Beta",
        }
    }

    fn parse(text: &str) -> Result<Self, Misconfigured> {
        let known = [Self::Alpha, Self::Beta].into_iter().find(|phase| phase.name().eq_ignore_ascii_case(text));
        known.ok_or_else(|| Misconfigured::new("phase", "it is neither alpha nor beta nor empty"))
    }
}

impl Safeguarding {
    /// What stands before anything is typed and on every answer to a family, in the API as on pages.
    #[must_use]
    pub fn sentences(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Safeguarding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { hub, phone, hours } = self;
        write!(
            formatter,
            "If a child is in immediate danger, call 999. If you are worried about a child’s safety, phone {hub} on {}.",
            phone.as_str()
        )?;
        if let Some(hours) = hours {
            write!(formatter, " It is open {hours}.")?;
        }
        formatter.write_str(" Nobody reads what is sent here at night or at weekends.")
    }
}

/// The council as a handler's argument, also in a component without a store.
impl<S: Sync> FromRequestParts<S> for Council {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Settings::of(parts).ok_or_else(|| Problem::internal("a request without settings"))?.council().cloned()
    }
}

fn optional_line(variables: &Variables<'_>, name: &'static str) -> Result<Option<String>, Misconfigured> {
    let Some(value) = variables.find(name) else { return Ok(None) };
    if value.chars().count() > MAX_CHARACTERS {
        return Err(Misconfigured::new(name, "it has more than 200 characters"));
    }
    if value.chars().any(char::is_control) {
        return Err(Misconfigured::new(name, "it is more than one line"));
    }
    Ok(Some(value.to_owned()))
}

fn parsed<T, F>(
    variables: &Variables<'_>,
    name: &'static str,
    fault: &str,
    parse: fn(&str) -> Result<T, F>,
) -> Result<T, Misconfigured> {
    let value = variables.find(name).ok_or_else(|| Misconfigured::new(name, "it is not set"))?;
    parse(value).map_err(|_| Misconfigured::new(name, fault))
}

fn email(variables: &Variables<'_>, name: &'static str) -> Result<EmailAddress, Misconfigured> {
    parsed(variables, name, "it is not an email address", EmailAddress::parse)
}

fn phone(variables: &Variables<'_>, name: &'static str) -> Result<Phone, Misconfigured> {
    parsed(variables, name, "it is not a phone number", Phone::parse)
}

fn working_days(variables: &Variables<'_>, name: &'static str, default: u32) -> Result<u32, Misconfigured> {
    let Some(value) = variables.find(name) else { return Ok(default) };
    let days = value.parse().ok().filter(|days| (1..=MAX_WORKING_DAYS).contains(days));
    days.ok_or_else(|| Misconfigured::new(name, "it is not a number of days from 1 to 250"))
}

/// An address that a link may lead to. The council writes it, so this only catches slips.
fn is_https(address: &str) -> bool {
    address.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::Council;
    use crate::settings::{Misconfigured, Variables};

    /// As few as a council can set.
    pub(crate) const FEWEST: [(&str, &str); 7] = [
        ("authority_code", "900"),
        ("authority_name", "Larkshire"),
        ("contact_email", "virtual.school@larkshire.example"),
        ("contact_phone", "01632 960 900"),
        ("safeguarding_hub", "the Larkshire safeguarding hub"),
        ("safeguarding_phone", "01632 960 999"),
        ("data_protection_email", "data.protection@larkshire.example"),
    ];

    fn read(variables: &[(&'static str, &str)]) -> Result<Option<Council>, Misconfigured> {
        let values: Vec<_> = variables.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Council::read(&Variables(&values))
    }

    fn with(name: &'static str, value: &'static str) -> Result<Council, Misconfigured> {
        let others = FEWEST.into_iter().filter(|(known, _)| *known != name);
        let all: Vec<_> = others.chain([(name, value)]).collect();
        read(&all).map(|council| council.expect("it describes a council"))
    }

    /// A council for other tests.
    pub(crate) fn larkshire() -> Council {
        with("opening_hours", "Monday to Friday, 9am to 5pm").unwrap()
    }

    #[test]
    fn what_is_not_said_follows_from_the_authority() {
        let council = larkshire();
        assert_eq!((council.name.as_str(), council.phase), ("Larkshire Council", None));
        assert_eq!(council.virtual_school, "Larkshire Virtual School");
        assert_eq!((council.first_contact_working_days, council.reply_working_days), (2, 7));
    }

    #[test]
    fn without_any_of_the_variables_there_is_no_council() {
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&[("phase", " ")]), Ok(None));
    }

    #[test]
    fn what_cannot_be_used_is_named_and_not_repeated() {
        let cases = [
            ("authority_code", "30"),
            ("authority_code", ""),
            ("authority_name", ""),
            ("authority_name", "nobody\nwrites so"),
            ("council_website", "http://nobody.example"),
            ("council_website", "https://"),
            ("contact_email", "nobody at home"),
            ("contact_phone", "nobody"),
            ("contact_phone", ""),
            ("safeguarding_hub", ""),
            ("safeguarding_phone", "12"),
            ("data_protection_email", ""),
            ("reply_working_days", "0"),
            ("reply_working_days", "seven"),
            ("first_contact_working_days", "251"),
            ("phase", "nobody knows"),
        ];
        for (name, value) in cases {
            let said = with(name, value).unwrap_err().to_string();
            assert!(said.starts_with(&format!("the variable {name} cannot be used: ")), "{said}");
            assert!(!said.contains("nobody"), "{said}");
        }
        let long = "x".repeat(201);
        assert!(read(&[FEWEST[0], ("authority_name", &long)]).is_err());
    }

    #[test]
    fn the_words_about_safety_name_the_hub_and_its_hours() {
        let council = with("safeguarding_hours", "day and night").unwrap();
        assert_eq!(
            council.safeguarding.sentences(),
            "If a child is in immediate danger, call 999. If you are worried about a child’s safety, phone the Larkshire \
             safeguarding hub on 01632 960 999. It is open day and night. Nobody reads what is sent here at night or at \
             weekends."
        );
        assert!(!larkshire().safeguarding.sentences().contains("It is open"));
    }
}
