//! What an operator decided about messages. Never prints a value.

use domain::messages::Kind;
use domain::services::{SERVICES, template};
use store::messages::ServiceDetails;
use web::{App, Misconfigured, Problem, SettingLines};

use crate::notify::{Key, Notify};

const SERVICE_URL: &str = "service_url";
const NOTIFY_URL: &str = "notify_url";
const NOTIFY_API_KEY: &str = "notify_api_key";
const NOTIFY_TEMPLATES: &str = "notify_templates";

/// Holds the token that GOV.UK Notify shows with a receipt.
pub(crate) const NOTIFY_RECEIPT_TOKEN: &str = "notify_receipt_token";

/// All variables that are this component's own.
#[cfg(target_family = "wasm")]
pub(crate) const VARIABLES: [&str; 6] =
    [SERVICE_URL, web::Scheduler::VARIABLE, NOTIFY_URL, NOTIFY_API_KEY, NOTIFY_RECEIPT_TOKEN, NOTIFY_TEMPLATES];

/// The ids of our templates at the mail service.
pub(crate) struct Templates<'a>(Vec<(&'static str, &'a str)>);

impl<'a> Templates<'a> {
    /// Those that are set.
    ///
    /// # Errors
    /// 500 where the variable cannot be used.
    pub(crate) fn read(app: &'a App) -> Result<Self, Problem> {
        let text = app.settings().own(NOTIFY_TEMPLATES).unwrap_or_default();
        let names: Vec<_> = SERVICES.iter().flat_map(|service| service.mail).map(|(name, _)| *name).collect();
        let set = SettingLines::read(NOTIFY_TEMPLATES, text, &names, |lines| Some(lines.set().collect()));
        set.map(Self).map_err(Problem::internal)
    }

    /// The template of a kind of message.
    pub(crate) fn of(&self, kind: Kind) -> Option<&'a str> {
        let wanted = template(kind)?;
        self.0.iter().find(|(name, _)| *name == wanted).map(|(_, id)| *id)
    }
}

/// What templates say of this service.
///
/// # Errors
/// 500 where its address is not set.
pub(crate) fn service(app: &App) -> Result<ServiceDetails<'_>, Problem> {
    let url = app.settings().own(SERVICE_URL).ok_or_else(|| unusable(SERVICE_URL, "it is not set"))?;
    let council = app.council()?;
    Ok(ServiceDetails {
        url: url.trim_end_matches('/'),
        virtual_school: &council.virtual_school,
        safeguarding: council.safeguarding.sentences(),
    })
}

/// The mail service; `None` where no key for it is set.
///
/// # Errors
/// 500 where what is set cannot be used.
pub(crate) fn notify(app: &App) -> Result<Option<Notify<'_>>, Problem> {
    let Some(key) = app.settings().own(NOTIFY_API_KEY) else { return Ok(None) };
    let key = Key::parse(key).ok_or_else(|| unusable(NOTIFY_API_KEY, "it is not name-service-secret"))?;
    let url = app.settings().own(NOTIFY_URL).ok_or_else(|| unusable(NOTIFY_URL, "it is not set"))?;
    Ok(Some(Notify::new(url.trim_end_matches('/'), key)))
}

/// Whether anything is sent by mail at all.
pub(crate) fn sends_mail(app: &App) -> bool {
    app.settings().own(NOTIFY_API_KEY).is_some()
}

fn unusable(name: &'static str, fault: &'static str) -> Problem {
    Problem::internal(Misconfigured::new(name, fault))
}
