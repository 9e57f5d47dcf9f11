//! What an operator decided about messages. Never prints a value.

use domain::messages::Kind;
use subtle::ConstantTimeEq;
use web::{App, Problem, SettingLines};

use crate::messages::notify::{Key, Notify};

const SERVICE_URL: &str = "service_url";
const TASKS_KEY: &str = "tasks_key";
const NOTIFY_URL: &str = "notify_url";
const NOTIFY_API_KEY: &str = "notify_api_key";
const NOTIFY_RECEIPT_TOKEN: &str = "notify_receipt_token";
const NOTIFY_TEMPLATES: &str = "notify_templates";

/// The variables of a component that sends messages, to be named with [`web::Component::variables`].
pub const VARIABLES: &[&str] =
    &[SERVICE_URL, TASKS_KEY, NOTIFY_URL, NOTIFY_API_KEY, NOTIFY_RECEIPT_TOKEN, NOTIFY_TEMPLATES];

/// The settings in [`NOTIFY_TEMPLATES`].
const TEMPLATES: [&str; 7] = [
    template_name(Kind::Received),
    template_name(Kind::WaitingForYou),
    template_name(Kind::Answered),
    template_name(Kind::Reminder),
    template_name(Kind::FamilyWrote),
    template_name(Kind::SignInLink),
    TRAINING_TEMPLATE,
];

/// All messages about training have one template, which says what happened by `((what))`: a council that had to write one for
/// each would write none.
const TRAINING_TEMPLATE: &str = "training";

/// Fewer characters could be guessed.
const TOKEN_MIN_CHARACTERS: usize = 32;

/// The setting that holds the id of the template for a kind of message.
const fn template_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Received => "received",
        Kind::WaitingForYou => "waiting_for_you",
        Kind::Answered => "answered",
        Kind::Reminder => "reminder",
        Kind::FamilyWrote => "family_wrote",
        Kind::SignInLink => "sign_in_link",
        Kind::PlaceConfirmed
        | Kind::PlaceQueued
        | Kind::PlaceOffered
        | Kind::OfferLapsed
        | Kind::PlaceCancelled
        | Kind::AttendeeChanged
        | Kind::RunMoved
        | Kind::RunCancelled
        | Kind::NotPlaced
        | Kind::TrainingNotice
        | Kind::EvaluationWanted => TRAINING_TEMPLATE,
    }
}

/// The ids of our templates at the mail service.
pub(crate) struct Templates<'a>(Vec<(&'static str, &'a str)>);

impl<'a> Templates<'a> {
    /// Those that are set.
    ///
    /// # Errors
    /// 500 where the variable cannot be used.
    pub(crate) fn read(app: &'a App) -> Result<Self, Problem> {
        let text = app.settings().own(NOTIFY_TEMPLATES).unwrap_or_default();
        let set = SettingLines::read(NOTIFY_TEMPLATES, text, &TEMPLATES, |lines| Some(lines.set().collect()));
        set.map(Self).map_err(Problem::internal)
    }

    /// The template of a kind of message.
    pub(crate) fn of(&self, kind: Kind) -> Option<&'a str> {
        self.0.iter().find(|(name, _)| *name == template_name(kind)).map(|(_, id)| *id)
    }
}

/// Where people reach this service.
///
/// # Errors
/// 500 where it is not set.
pub(crate) fn service_url(app: &App) -> Result<&str, Problem> {
    let url = app.settings().own(SERVICE_URL).ok_or_else(|| unusable(SERVICE_URL, "it is not set"))?;
    Ok(url.trim_end_matches('/'))
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
#[must_use]
pub fn sends_mail(app: &App) -> bool {
    app.settings().own(NOTIFY_API_KEY).is_some()
}

/// Whether this token is the one of whoever calls what is due now and again.
///
/// # Errors
/// 500 where the token that is set is too short.
pub fn is_scheduler(app: &App, sent: &str) -> Result<bool, Problem> {
    is_token(app, TASKS_KEY, sent)
}

/// Whether this token is the one that the mail service shows with a receipt.
///
/// # Errors
/// 500 where the token that is set is too short.
pub fn is_mail_service(app: &App, sent: &str) -> Result<bool, Problem> {
    is_token(app, NOTIFY_RECEIPT_TOKEN, sent)
}

/// Compared as digests, so that neither the time nor the length tells how nearly it was guessed.
fn is_token(app: &App, name: &'static str, sent: &str) -> Result<bool, Problem> {
    let Some(token) = app.settings().own(name) else { return Ok(false) };
    if token.chars().count() < TOKEN_MIN_CHARACTERS {
        return Err(unusable(name, "it has fewer than 32 characters"));
    }
    let digest = |text: &str| app.keyring().digest("messages/token", &[text.as_bytes()]);
    Ok(digest(token).ct_eq(&digest(sent)).into())
}

fn unusable(name: &'static str, fault: &'static str) -> Problem {
    Problem::internal(format!("the variable {name} cannot be used: {fault}"))
}
