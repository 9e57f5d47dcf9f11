//! The council that runs this, as it describes itself in its settings: what every page and many answers say. Read once
//! per instance; never anything about one service.

use std::fmt;

use axum::extract::FromRequestParts;
use domain::words::{EmailAddress, LaCode, Phone};
use http::request::Parts;

use crate::problem::Problem;
use crate::settings::{Misconfigured, SettingLines, Settings};

/// The variable with what the council says of itself. All of it stands in one, so that a council that leaves a setting
/// out never gets another council's.
pub(crate) const VARIABLE: &str = "council";

/// The settings in it.
const NAMES: [&str; 16] = [
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
/// Working days until somebody first writes to a family, where the council says nothing else.
const FIRST_CONTACT_WORKING_DAYS: u32 = 2;
/// Working days until a question is answered, likewise.
const REPLY_WORKING_DAYS: u32 = 7;

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
    /// Reads it from the variable's text.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub(crate) fn read(text: &str) -> Result<Self, Misconfigured> {
        SettingLines::read(VARIABLE, text, &NAMES, |lines| {
            // All reads come first, `?` only after them: that is what collects every fault at once.
            let authority_code = lines.required("authority_code", authority_code);
            let authority_name = lines.required("authority_name", line);
            let name = lines.optional("council_name", line);
            let website = lines.optional("council_website", website);
            let virtual_school = lines.optional("virtual_school_name", line);
            let contact = Contact::read(lines);
            let safeguarding = Safeguarding::read(lines);
            let data_protection_email = lines.required("data_protection_email", email);
            let first_contact = lines.optional("first_contact_working_days", working_days);
            let reply = lines.optional("reply_working_days", working_days);
            let phase = lines.optional("phase", Phase::parse);
            let authority_name = authority_name?;
            Some(Self {
                authority_code: authority_code?,
                name: name?.unwrap_or_else(|| format!("{authority_name} Council")),
                website: website?,
                virtual_school: virtual_school?.unwrap_or_else(|| format!("{authority_name} Virtual School")),
                contact: contact?,
                safeguarding: safeguarding?,
                data_protection_email: data_protection_email?,
                first_contact_working_days: first_contact?.unwrap_or(FIRST_CONTACT_WORKING_DAYS),
                reply_working_days: reply?.unwrap_or(REPLY_WORKING_DAYS),
                phase: phase?,
                authority_name,
            })
        })
    }
}

impl Contact {
    fn read(lines: &mut SettingLines<'_>) -> Option<Self> {
        let email = lines.required("contact_email", email);
        let phone = lines.required("contact_phone", phone);
        let address = lines.optional("contact_address", line);
        let opening_hours = lines.optional("opening_hours", line);
        Some(Self { email: email?, phone: phone?, address: address?, opening_hours: opening_hours? })
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

    fn parse(text: &str) -> Result<Self, &'static str> {
        let known = [Self::Alpha, Self::Beta].into_iter().find(|phase| phase.name().eq_ignore_ascii_case(text));
        known.ok_or("is neither alpha nor beta nor empty")
    }
}

impl Safeguarding {
    fn read(lines: &mut SettingLines<'_>) -> Option<Self> {
        let hub = lines.required("safeguarding_hub", line);
        let phone = lines.required("safeguarding_phone", phone);
        let hours = lines.optional("safeguarding_hours", line);
        Some(Self { hub: hub?, phone: phone?, hours: hours? })
    }

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

fn line(text: &str) -> Result<String, &'static str> {
    if text.chars().count() > MAX_CHARACTERS {
        Err("has more than 200 characters")
    } else if text.chars().any(char::is_control) {
        Err("holds a control character")
    } else {
        Ok(text.to_owned())
    }
}

fn authority_code(text: &str) -> Result<LaCode, &'static str> {
    LaCode::parse(text).map_err(|_| "is not three digits")
}

fn email(text: &str) -> Result<EmailAddress, &'static str> {
    EmailAddress::parse(text).map_err(|_| "is not an email address")
}

fn phone(text: &str) -> Result<Phone, &'static str> {
    Phone::parse(text).map_err(|_| "is not a phone number")
}

fn working_days(text: &str) -> Result<u32, &'static str> {
    let days = text.parse().ok().filter(|days| (1..=MAX_WORKING_DAYS).contains(days));
    days.ok_or("is not a number of days from 1 to 250")
}

/// An address that a link may lead to. The council writes it, so this only catches slips.
fn website(text: &str) -> Result<String, &'static str> {
    let address = line(text)?;
    let rest = address.strip_prefix("https://");
    let is_https = rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace));
    if is_https { Ok(address) } else { Err("does not begin with https://, or holds a space") }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::Council;
    use crate::settings::Misconfigured;

    /// As few settings as a council can have.
    pub(crate) const FEWEST: &str = "
        authority_code = 900
        authority_name = Larkshire
        contact_email = virtual.school@larkshire.example
        contact_phone = 01632 960 900
        safeguarding_hub = the Larkshire safeguarding hub
        safeguarding_phone = 01632 960 999
        data_protection_email = data.protection@larkshire.example";

    /// The fewest, but with this for the setting `name`.
    fn with(name: &str, value: &str) -> Result<Council, Misconfigured> {
        let others = FEWEST.lines().filter(|line| !line.trim().starts_with(name));
        let text: String = others.map(|line| format!("{line}\n")).collect();
        Council::read(&format!("{text}{name} = {value}"))
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
    fn a_council_that_says_nothing_is_asked_for_all_that_it_must_say() {
        assert_eq!(
            Council::read("").unwrap_err().to_string(),
            "the variable council cannot be used: authority_code is not set; authority_name is not set; \
             contact_email is not set; contact_phone is not set; safeguarding_hub is not set; \
             safeguarding_phone is not set; data_protection_email is not set"
        );
    }

    #[test]
    fn what_cannot_be_used_is_named_and_not_repeated() {
        let cases = [
            ("authority_code", "30"),
            ("authority_code", ""),
            ("authority_name", ""),
            ("authority_name", "nobody\twrites so"),
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
            ("opening_hours", &"x".repeat(201)),
        ];
        for (name, value) in cases {
            let said = with(name, value).unwrap_err().to_string();
            assert!(said.starts_with(&format!("the variable council cannot be used: {name} ")), "{said}");
            assert!(!said.contains("nobody") && !said.contains(';'), "{said}");
        }
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
