//! The link that signs a person in once. Nothing of it is stored: it is sealed with our secret, says whom it is for and
//! when it was made, and a counter under its number says whether it was used.

use domain::people::StaffId;
use jiff::{SignedDuration, Timestamp};
use records::{Database, RecordsError, StoreError};
use serde::{Deserialize, Serialize};

/// How long a link works, in minutes.
pub const LINK_MINUTES: i64 = 30;

const PURPOSE: &str = "sign-in/link";

/// A link, opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Whom it signs in.
    id: StaffId,
    /// Its number, drawn by chance.
    number: u64,
    /// When it was made, in milliseconds since 1970.
    made: i64,
}

impl Link {
    /// A link that was asked for at a moment. The same number and moment make the same link, so that a message that is
    /// sent again holds what it held before.
    #[must_use]
    pub fn new(id: StaffId, number: u64, made_at: Timestamp) -> Self {
        Self { id, number, made: made_at.as_millisecond() }
    }

    /// Whom it signs in.
    #[must_use]
    pub const fn id(&self) -> &StaffId {
        &self.id
    }

    /// The link as text, for its address: hexadecimal digits.
    ///
    /// # Errors
    /// That it cannot be sealed, which no link comes to.
    pub fn token(&self, database: &Database) -> Result<String, RecordsError> {
        let text = serde_json::to_vec(self).ok();
        let sealed = text.and_then(|text| database.keyring().seal_token(PURPOSE, &text, database.random()));
        sealed.ok_or_else(|| RecordsError::corrupt("a link that cannot be sealed", PURPOSE))
    }

    /// What [`Link::token`] made, while it works; `None` for anything else. Whether it was used is not known here.
    #[must_use]
    pub fn read(database: &Database, token: &str) -> Option<Self> {
        let link: Self = serde_json::from_slice(&database.keyring().open_token(PURPOSE, token)?).ok()?;
        let age = database.now().duration_since(Timestamp::from_millisecond(link.made).ok()?);
        (age < SignedDuration::from_mins(LINK_MINUTES)).then_some(link)
    }

    /// Uses it up. Whether this was the first time, on all hosts together.
    ///
    /// # Errors
    /// The store's; it may then be used up.
    pub async fn spend(&self, database: &Database) -> Result<bool, StoreError> {
        Ok(database.store().increment(&format!("sign-in/{:016x}", self.number), 1).await? == 1)
    }
}
