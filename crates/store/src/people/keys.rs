//! API keys: made, however often that is asked, listed and ended. A key's secret is drawn or derived, shown, and forgotten.

use domain::people::{ApiKey, KeyText, NewKey, Role, StaffId, StaffMember};
use domain::words::PersonName;
use records::{By, Decision, ListName, Outcome, RecordId, Repeat, Versioned};
use web::{App, Fingerprint, IdempotencyKey, IfMatch, KeyRow, Problem, Staff, StaffKey};

/// A key just made, or made before by the same request.
pub struct MadeKey {
    /// The key itself: shown this once.
    pub text: KeyText,
    /// The version it was made as.
    pub version: u64,
    /// It, as it was made.
    pub key: ApiKey,
    /// Whether the same request had made it before.
    pub repeated: bool,
}

/// Makes a key; with an idempotency key that came before, finds the one it made.
///
/// # Errors
/// 422 for a key that came before with another request; 503 where the store is busy or failing.
pub async fn make_key(
    app: &App,
    staff: &Staff,
    repeat: Option<&IdempotencyKey>,
    fingerprint: Fingerprint,
    asked: NewKey,
) -> Result<MadeKey, Problem> {
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
    let (version, record, repeated) = match app.change(&record_id(text.id().as_str())?, by, &mut decide).await? {
        Outcome::Changed(made) => (made.version, made.record, false),
        Outcome::Repeated { current, made } => (made, current.record, true),
        Outcome::Kept(_) => return Err(Problem::internal("a new key met an old one")),
    };
    // What the first answer said: a key that nobody has ended or used yet.
    let key = ApiKey { revoked_at: None, last_used_on: None, ..record.0 };
    Ok(MadeKey { text, version, key, repeated })
}

/// The keys that nobody has ended, or those that somebody has; oldest first.
///
/// # Errors
/// 503 where the store fails.
pub async fn keys(app: &App, ended: bool) -> Result<Vec<(String, KeyRow)>, Problem> {
    let list = if ended { StaffKey::REVOKED } else { StaffKey::LIVE };
    let list = ListName::parse(list).map_err(Problem::internal)?;
    let rows = app.records::<StaffKey>().list(&list).await?.into_iter();
    let mut keys: Vec<_> = rows.map(|listed| (listed.id.as_str().to_owned(), listed.row)).collect();
    keys.sort_by_cached_key(|(id, row)| (row.created_at, id.clone()));
    Ok(keys)
}

/// A key by its public half.
///
/// # Errors
/// 404; 503 where the store fails.
pub async fn key(app: &App, id: &str) -> Result<Versioned<StaffKey>, Problem> {
    app.records::<StaffKey>().read(&record_id(id)?).await?.ok_or_else(Problem::not_found)
}

/// Ends a key: from now on nobody is let in with it.
///
/// # Errors
/// 404, 409 where it was ended before, 412 where it is no longer as it was `seen`; 503 where the store is busy or failing.
pub async fn end_key(app: &App, staff: &Staff, id: &str, seen: &IfMatch) -> Result<Versioned<StaffKey>, Problem> {
    let now = app.now();
    let mut decide = |current: Option<&Versioned<StaffKey>>| {
        let current = current.ok_or_else(Problem::not_found)?;
        seen.check(current.version)?;
        if current.record.0.revoked_at.is_some() {
            return Err(Problem::conflict("revoked", "This key was ended before. There is nothing left to do"));
        }
        Ok(Decision::Write(StaffKey(current.record.0.clone().revoked(now))))
    };
    let outcome = app.change(&record_id(id)?, By::new(staff.actor(), "revoked"), &mut decide).await?;
    outcome.into_current().ok_or_else(Problem::not_found)
}

/// The key's text comes from the caller's idempotency key and our secret, so that a repeat shows the text that the first
/// answer showed although nobody kept it.
fn derived(app: &App, staff: &Staff, key: &IdempotencyKey) -> KeyText {
    KeyText::draw(app.keyring().digest("desk/keys/text", &[staff.actor().as_bytes(), key.as_str().as_bytes()]))
}

fn issued(app: &App, text: &KeyText, asked: NewKey) -> Result<StaffKey, Problem> {
    let NewKey { label, name, role, scope, days } = asked;
    let key = ApiKey::issue(
        text.id().clone(),
        label,
        holder(text, role, name)?,
        StaffKey::digest(app.keyring(), text),
        app.now(),
        days,
    );
    key.map(|key| StaffKey(ApiKey { scope, ..key })).map_err(Problem::internal)
}

/// Whoever holds the key is a member of staff of their own; the id follows from the key, so that a repeat agrees.
fn holder(text: &KeyText, role: Role, name: PersonName) -> Result<StaffMember, Problem> {
    Ok(StaffMember { id: StaffId::parse(text.id().as_str()).map_err(Problem::internal)?, role, name })
}

fn record_id(id: &str) -> Result<RecordId, Problem> {
    RecordId::parse(id).map_err(|_| Problem::not_found())
}
