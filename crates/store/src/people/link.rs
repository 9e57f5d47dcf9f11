//! The link that signs somebody in once. Nothing of it is stored: it is sealed with our secret, says whom it is for and
//! when it was made, and a counter under its number says whether it was used.

use domain::people::StaffId;
use jiff::{SignedDuration, Timestamp};
use records::KeyValue;
use serde::{Deserialize, Serialize};
use web::{App, Problem};

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
    /// 500 where it cannot be sealed, which no link comes to.
    pub fn token(&self, app: &App) -> Result<String, Problem> {
        let text = serde_json::to_vec(self).map_err(Problem::internal)?;
        let sealed = app.keyring().seal_token(PURPOSE, &text, app.random());
        sealed.ok_or_else(|| Problem::internal("a link that cannot be sealed"))
    }

    /// What [`Link::token`] made, while it works; `None` for anything else. Whether it was used is not known here.
    #[must_use]
    pub fn read(app: &App, token: &str) -> Option<Self> {
        let link: Self = serde_json::from_slice(&app.keyring().open_token(PURPOSE, token)?).ok()?;
        let age = app.now().duration_since(Timestamp::from_millisecond(link.made).ok()?);
        (age < SignedDuration::from_mins(LINK_MINUTES)).then_some(link)
    }

    /// Uses it up. Whether this was the first time, on all hosts together.
    ///
    /// # Errors
    /// 503 where the store fails; it may then be used up.
    pub async fn spend(&self, app: &App) -> Result<bool, Problem> {
        Ok(app.store().increment(&format!("sign-in/{:016x}", self.number), 1).await? == 1)
    }
}
