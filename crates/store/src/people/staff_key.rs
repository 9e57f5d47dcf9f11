//! Staff's API keys as records, and what opens one. Never a secret: what is stored of one is a keyed digest.

use std::convert::Infallible;

use domain::digest::Digest;
use domain::people::{ApiKey, KeyId, KeyText, Scope, StaffMember, Standing};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use records::{By, ChangeError, Database, Decision, Keyring, ListName, Record, RecordId, RecordsError, Versioned};
use serde::{Deserialize, Serialize};

/// What the digest of a key is made for; see [`Keyring::digest`].
const PURPOSE: &str = "api-key";

/// A key's record; its id is the key's public half.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredKey(pub ApiKey);

/// What a list of keys shows of each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyRow {
    /// What it is for.
    pub label: String,
    /// Whose it is.
    pub holder: StaffMember,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when it no longer works.
    pub expires_at: Timestamp,
    /// When it was ended.
    pub revoked_at: Option<Timestamp>,
    /// What it may be used for.
    #[serde(default)]
    pub scope: Scope,
    /// The last day on which it was used.
    pub last_used_on: Option<Date>,
}

impl KeyRow {
    /// What a list shows of a key.
    #[must_use]
    pub fn of(key: &ApiKey) -> Self {
        Self {
            label: key.label.as_str().to_owned(),
            holder: key.holder.clone(),
            created_at: key.created_at,
            expires_at: key.expires_at,
            revoked_at: key.revoked_at,
            scope: key.scope,
            last_used_on: key.last_used_on,
        }
    }
}

impl StoredKey {
    /// The list of keys that were not ended.
    pub const LIVE: &str = "live";
    /// The list of keys that were ended.
    pub const REVOKED: &str = "revoked";

    /// What to store of a key instead of its secret.
    #[must_use]
    pub fn digest(keyring: &Keyring, key: &KeyText) -> Digest {
        Digest::new(keyring.digest(PURPOSE, &[key.id().as_str().as_bytes(), key.expose_secret().as_bytes()]))
    }

    /// Whether `stored` is what remains of this key, in a time that does not tell how nearly.
    fn opens(keyring: &Keyring, key: &KeyText, stored: &[u8; 32]) -> bool {
        keyring.verify(PURPOSE, &[key.id().as_str().as_bytes(), key.expose_secret().as_bytes()], stored)
    }
}

impl Record for StoredKey {
    const KIND: &'static str = "staff-key";
    const SCHEMA: u32 = 1;
    type Row = KeyRow;

    fn rows(&self) -> Vec<(ListName, KeyRow)> {
        let list = if self.0.revoked_at.is_some() { Self::REVOKED } else { Self::LIVE };
        ListName::parse(list).map(|list| (list, KeyRow::of(&self.0))).into_iter().collect()
    }
}

/// The key with this public half. Two store operations.
///
/// # Errors
/// The store's.
pub async fn key(database: &Database, id: &KeyId) -> Result<Option<Versioned<StoredKey>>, RecordsError> {
    database.records::<StoredKey>().read(&key_record(id)?).await
}

/// The key that this text is, while it is valid: neither run out nor ended. Two store operations, and the same work where
/// there is no such key.
///
/// # Errors
/// The store's.
pub async fn open_key(database: &Database, text: &KeyText) -> Result<Option<ApiKey>, RecordsError> {
    let stored = key(database, text.id()).await?.map(|stored| stored.record.0);
    // Where there is no such key, a digest that nothing has is compared all the same.
    let digest = stored.as_ref().map_or([0; 32], |stored| *stored.digest.as_bytes());
    let opens = StoredKey::opens(database.keyring(), text, &digest);
    Ok(stored.filter(|stored| opens && stored.standing(database.now()) == Standing::Valid))
}

/// Notes that a key was used today, unless that is noted already.
///
/// # Errors
/// The store's.
pub async fn note_key_use(database: &Database, key: &ApiKey) -> Result<(), ChangeError<Infallible>> {
    let today = database.now().to_zoned(TimeZone::UTC).date();
    if key.used_on(today).is_none() {
        return Ok(());
    }
    let decide = |current: Option<&Versioned<StoredKey>>| {
        let used = current.and_then(|current| current.record.0.used_on(today));
        Ok(used.map_or(Decision::Keep, |key| Decision::Write(StoredKey(key))))
    };
    let by = By::new(key.holder.id.as_str(), "used").without_new_version();
    database.change(&key_record(&key.id)?, by, decide).await.map(drop)
}

/// Whether nothing of a key's history is missing or changed.
#[must_use]
pub fn key_history_is_whole(found: &Versioned<StoredKey>) -> bool {
    key_record(&found.record.0.id).is_ok_and(|id| found.history.verify(StoredKey::KIND, &id))
}

/// The record of a key.
///
/// # Errors
/// None: a key's id can be a record's.
pub(super) fn key_record(id: &KeyId) -> Result<RecordId, RecordsError> {
    Ok(RecordId::parse(id.as_str())?)
}
