//! API keys: made, however often that is asked, listed and ended. A key's secret is drawn or derived, shown, and forgotten.

use std::convert::Infallible;

use domain::people::{ApiKey, KeyId, KeyText, NewKey, Role, StaffId, StaffMember};
use domain::words::PersonName;
use records::{
    By, ChangeError, Database, Decision, ExpectedVersion, IdempotencyKey, ListName, Outcome, RecordsError, Repeat,
    Versioned,
};
use web::{KeyRow, StoredKey, key_record};

use crate::access::Sent;

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

/// Why a key was not ended.
pub type KeyError = ChangeError<KeyAlreadyEnded>;

/// An administrator ended the key before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyAlreadyEnded;

/// Makes a key; with an idempotency key that came before, finds the one it made.
///
/// # Errors
/// An idempotency key that came before with another request; the store's.
pub async fn make_key(
    database: &Database,
    staff: &StaffMember,
    sent: Sent<'_>,
    asked: NewKey,
) -> Result<MadeKey, ChangeError<Infallible>> {
    let actor = staff.id.as_str();
    let text = match sent.key {
        None => KeyText::draw(database.random()),
        Some(key) => derived(database, staff, key),
    };
    let issued = issued(database, &text, asked)?;
    let mut by = By::new(actor, "made");
    if let Some(key) = sent.key {
        let key = database.keyring().digest("desk/keys", &[actor.as_bytes(), key.as_str().as_bytes()]);
        by = by.repeat(Repeat { key, fingerprint: sent.fingerprint.0 });
    }
    let decide = |current: Option<&Versioned<StoredKey>>| {
        Ok(if current.is_some() { Decision::Keep } else { Decision::Write(issued.clone()) })
    };
    let (version, record, repeated) = match database.change(&key_record(text.id())?, by, decide).await? {
        Outcome::Changed(made) => (made.version, made.record, false),
        Outcome::Repeated { current, made } => (made, current.record, true),
        Outcome::Kept(_) => return Err(unusable("a new key met an old one", &text).into()),
    };
    // What the first answer said: a key that nobody has ended or used yet.
    let key = ApiKey { revoked_at: None, last_used_on: None, ..record.0 };
    Ok(MadeKey { text, version, key, repeated })
}

/// The keys that were not ended, or those that were; oldest first.
///
/// # Errors
/// The store's.
pub async fn keys(database: &Database, ended: bool) -> Result<Vec<(KeyId, KeyRow)>, RecordsError> {
    let list = if ended { StoredKey::REVOKED } else { StoredKey::LIVE };
    let mut keys = Vec::new();
    for listed in database.records::<StoredKey>().list(&ListName::parse(list)?).await? {
        let id = KeyId::parse(listed.id.as_str());
        let id = id.map_err(|_| RecordsError::corrupt("a key whose id is none", listed.id.as_str()))?;
        keys.push((id, listed.row));
    }
    keys.sort_by_cached_key(|(id, row)| (row.created_at, id.clone()));
    Ok(keys)
}

/// Ends a key: from now on nobody is let in with it.
///
/// # Errors
/// Not found; stale where it is no longer as it was `seen`; refused where it was ended before; the store's.
pub async fn end_key(
    database: &Database,
    staff: &StaffMember,
    id: &KeyId,
    seen: &ExpectedVersion,
) -> Result<Versioned<StoredKey>, KeyError> {
    let now = database.now();
    let decide = |current: Option<&Versioned<StoredKey>>| {
        let current = current.ok_or(ChangeError::NotFound)?;
        seen.check(current.version)?;
        if current.record.0.revoked_at.is_some() {
            return Err(ChangeError::Refused(KeyAlreadyEnded));
        }
        Ok(Decision::Write(StoredKey(current.record.0.clone().revoked(now))))
    };
    let outcome = database.change(&key_record(id)?, By::new(staff.id.as_str(), "revoked"), decide).await?;
    outcome.into_current().ok_or(ChangeError::NotFound)
}

/// The key's text comes from the caller's idempotency key and our secret, so that a repeat shows the text that the first
/// answer showed although it is not kept.
fn derived(database: &Database, staff: &StaffMember, key: &IdempotencyKey) -> KeyText {
    let parts = [staff.id.as_str().as_bytes(), key.as_str().as_bytes()];
    KeyText::draw(database.keyring().digest("desk/keys/text", &parts))
}

fn issued(database: &Database, text: &KeyText, asked: NewKey) -> Result<StoredKey, RecordsError> {
    let NewKey { label, name, role, scope, days } = asked;
    let holder = holder(text, role, name)?;
    let digest = StoredKey::digest(database.keyring(), text);
    let key = ApiKey::issue(text.id().clone(), label, holder, digest, database.now(), days);
    let key = key.map_err(|_| unusable("a key with a life that none can have", text))?;
    Ok(StoredKey(ApiKey { scope, ..key }))
}

/// Who holds the key is a member of staff of their own; the id follows from the key, so that a repeat agrees.
fn holder(text: &KeyText, role: Role, name: PersonName) -> Result<StaffMember, RecordsError> {
    let id = StaffId::parse(text.id().as_str()).map_err(|_| unusable("a key whose holder has no id", text))?;
    Ok(StaffMember { id, role, name })
}

fn unusable(what: &'static str, text: &KeyText) -> RecordsError {
    RecordsError::corrupt(what, text.id().as_str())
}
