//! Staff's API keys as records. Never a secret: what is stored of one is a keyed digest.

use domain::digest::Digest;
use domain::people::{ApiKey, KeyText, Scope, StaffMember};
use jiff::Timestamp;
use jiff::civil::Date;
use records::{Keyring, ListName, Record};
use serde::{Deserialize, Serialize};

/// What the digest of a key is made for; see [`Keyring::digest`].
const PURPOSE: &str = "api-key";

/// A key's record; its id is the key's public half.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StaffKey(pub ApiKey);

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
    /// When somebody ended it.
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

impl StaffKey {
    /// The list of keys that nobody has ended.
    pub const LIVE: &str = "live";
    /// The list of keys that somebody has ended.
    pub const REVOKED: &str = "revoked";

    /// What to store of a key instead of its secret.
    #[must_use]
    pub fn digest(keyring: &Keyring, key: &KeyText) -> Digest {
        Digest::new(keyring.digest(PURPOSE, &[key.id().as_str().as_bytes(), key.expose_secret().as_bytes()]))
    }

    /// Whether `stored` is what remains of this key, in a time that does not tell how nearly.
    #[must_use]
    pub fn opens(keyring: &Keyring, key: &KeyText, stored: &[u8; 32]) -> bool {
        keyring.verify(PURPOSE, &[key.id().as_str().as_bytes(), key.expose_secret().as_bytes()], stored)
    }
}

impl Record for StaffKey {
    const KIND: &'static str = "staff-key";
    const SCHEMA: u32 = 1;
    type Row = KeyRow;

    fn rows(&self) -> Vec<(ListName, KeyRow)> {
        let list = if self.0.revoked_at.is_some() { Self::REVOKED } else { Self::LIVE };
        ListName::parse(list).map(|list| (list, KeyRow::of(&self.0))).into_iter().collect()
    }
}
