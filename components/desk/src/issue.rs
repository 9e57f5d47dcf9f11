//! Making a key once, however often it is asked for. The secret is drawn or derived, answered, and forgotten.

use domain::choice::choice;
use domain::input::{self, Field, Style};
use domain::people::{ApiKey, KeyText, MAX_KEY_DAYS, Role, StaffId, StaffMember};
use domain::problems::{Code, Fault, Problems};
use domain::text::ShortText;
use domain::words::{PersonName, date};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit};
use records::{By, Decision, Outcome, RecordId, Repeat, Versioned};
use web::{App, Created, Fingerprint, IdempotencyKey, Problem, Staff, StaffKey};

use crate::views::{Key, MadeKey};

/// How long a key works where the request does not say.
const DEFAULT_DAYS: i64 = 90;

const LABEL: Field = Field::new("label", "The label", "Enter what the key is for");
const NAME: Field = Field::new("name", "The name", "Enter the name of whoever will use the key");
const ROLE: Field = Field::new("role", "The role", "Enter adviser, manager or admin");
const EXPIRES_ON: Field = Field::new("expires_on", "The expiry date", "Enter the date on which the key ends");

/// What an administrator asked for.
pub(crate) struct Asked {
    label: ShortText<100>,
    name: PersonName,
    role: Role,
    days: i64,
}

pub(crate) fn read(body: &web::Value, now: Timestamp) -> Result<Asked, Problems> {
    input::read(body, Style::Json, |body| {
        let label = body.required(&LABEL, ShortText::parse);
        let name = body.required(&NAME, PersonName::parse);
        let role = body.required(&ROLE, choice::<Role>);
        let days = body.optional(&EXPIRES_ON, |typed| days_until(date(typed)?, now));
        Some(Asked { label: label?, name: name?, role: role?, days: days?.unwrap_or(DEFAULT_DAYS) })
    })
}

/// From today to that day, both as dates in UTC: the key ends on that day at the hour at which it was made.
fn days_until(day: Date, now: Timestamp) -> Result<i64, Fault> {
    let today = now.to_zoned(TimeZone::UTC).date();
    let days = today.until((Unit::Day, day)).map_or(i64::MAX, |span| i64::from(span.get_days()));
    match days {
        ..=0 => Err(Fault::about(Code::DateMustBeInTheFuture, "must be in the future")),
        1..=MAX_KEY_DAYS => Ok(days),
        _ => Err(Fault::about(Code::InvalidValue, format!("must be within {MAX_KEY_DAYS} days"))),
    }
}

pub(crate) async fn make(
    app: &App,
    staff: &Staff,
    repeat: Option<&IdempotencyKey>,
    fingerprint: Fingerprint,
    asked: Asked,
) -> Result<Created<MadeKey>, Problem> {
    let text = match repeat {
        None => KeyText::draw(app.random()),
        Some(key) => derived(app, staff, key),
    };
    let issued = issued(app, &text, asked)?;
    let mut by = By::new(staff.actor(), "made");
    if let Some(key) = repeat {
        let key = app.keyring().digest("desk/keys", &[staff.actor().as_bytes(), key.as_str().as_bytes()]);
        by = by.repeat(Repeat { key, fingerprint: fingerprint.0 });
    }
    let mut decide = |current: Option<&Versioned<StaffKey>>| {
        Ok(if current.is_some() { Decision::Keep } else { Decision::Write(issued.clone()) })
    };
    match app.change(&record_id(&text)?, by, &mut decide).await? {
        Outcome::Changed(made) => Ok(created(&text, made.version, made.record, false)),
        Outcome::Repeated { current, made } => Ok(created(&text, made, current.record, true)),
        Outcome::Kept(_) => Err(Problem::internal("a new key met an old one")),
    }
}

/// The key's text comes from the caller's idempotency key and our secret, so that a repeat shows the text that the first
/// answer showed although nobody kept it.
fn derived(app: &App, staff: &Staff, key: &IdempotencyKey) -> KeyText {
    KeyText::draw(app.keyring().digest("desk/keys/text", &[staff.actor().as_bytes(), key.as_str().as_bytes()]))
}

fn issued(app: &App, text: &KeyText, asked: Asked) -> Result<StaffKey, Problem> {
    // Whoever holds the key is a member of staff of their own; the id follows from the key, so that a repeat agrees.
    let id = StaffId::parse(text.id().as_str()).map_err(Problem::internal)?;
    let holder = StaffMember { id, role: asked.role, name: asked.name };
    let digest = StaffKey::digest(app.keyring(), text);
    let key = ApiKey::issue(text.id().clone(), asked.label, holder, digest, app.now(), asked.days);
    key.map(StaffKey).map_err(Problem::internal)
}

fn record_id(text: &KeyText) -> Result<RecordId, Problem> {
    RecordId::parse(text.id().as_str()).map_err(Problem::internal)
}

/// What the first answer said: a key that nobody has ended yet.
fn created(text: &KeyText, version: u64, mut record: StaffKey, replayed: bool) -> Created<MadeKey> {
    record.0.revoked_at = None;
    let id = text.id().as_str();
    let body = MadeKey { made: Key::of(id, record.row()), key: text.expose() };
    Created { location: format!("/api/v1/desk/keys/{id}"), version, body, replayed }
}
