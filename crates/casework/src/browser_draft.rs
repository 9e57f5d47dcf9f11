//! What one browser has half typed, from its first answer until it is sent, and for a while what it became. The browser holds
//! the only key to it (see [`records::Drafts`]).

use http::HeaderValue;
use jiff::Timestamp;
use records::{DraftKey, Drafts};
use serde::{Serialize, de::DeserializeOwned};
use web::{Cookie, Limit, Problem, Visit};

/// Where one service keeps what browsers have half typed.
#[derive(Clone, Copy, Debug)]
pub struct DraftCookie {
    /// Holds the key to it.
    pub cookie: Cookie,
    /// The kind of the drafts; never changed, or none is found again.
    pub kind: &'static str,
    /// How often one network may begin one.
    pub beginnings: Limit,
}

/// What a browser has half typed.
pub struct BrowserDraft<T> {
    at: DraftCookie,
    key: Option<DraftKey>,
    /// What it is; the default where there is none.
    pub draft: T,
    /// Whether the browser had something that is no longer kept.
    pub gone: bool,
}

impl<T: Default + Serialize + DeserializeOwned> BrowserDraft<T> {
    /// Looks for it. One store operation where the browser has a key.
    ///
    /// # Errors
    /// 503 where the store fails.
    pub async fn find(at: DraftCookie, visit: &Visit) -> Result<Self, Problem> {
        let nothing = |gone| Self { at, key: None, draft: T::default(), gone };
        let Some(text) = visit.browser.cookie(&at.cookie) else { return Ok(nothing(false)) };
        let Some(key) = DraftKey::parse(text) else { return Ok(nothing(true)) };
        Ok(match drafts(at, visit).read(&key).await? {
            Some(draft) => Self { at, key: Some(key), draft, gone: false },
            None => nothing(true),
        })
    }

    /// Whether there is one.
    #[must_use]
    pub const fn is_kept(&self) -> bool {
        self.key.is_some()
    }

    /// Keeps it as it is now, and says what the browser must remember of it, if anything.
    ///
    /// # Errors
    /// 429 where too many are begun from one network; 503 where the store fails.
    pub async fn save(&mut self, visit: &Visit) -> Result<Option<HeaderValue>, Problem> {
        if let Some(key) = &self.key {
            drafts(self.at, visit).write(key, &self.draft).await?;
            return Ok(None);
        }
        self.at.beginnings.count(&visit.app, &visit.caller).await?;
        let key = drafts(self.at, visit).begin(&self.draft).await?;
        let cookie = visit.browser.remember(&self.at.cookie, &key.expose());
        self.key = Some(key);
        Ok(Some(cookie))
    }

    /// Deletes it, and says what the browser must forget.
    ///
    /// # Errors
    /// 503 where the store fails.
    pub async fn forget(&mut self, visit: &Visit) -> Result<HeaderValue, Problem> {
        if let Some(key) = self.key.take() {
            drafts::<T>(self.at, visit).discard(&key).await?;
        }
        Ok(visit.browser.forget(&self.at.cookie))
    }

    /// Until when it is kept.
    #[must_use]
    pub fn until(&self) -> Option<Timestamp> {
        self.key.as_ref().and_then(DraftKey::until)
    }
}

fn drafts<T: Serialize + DeserializeOwned>(at: DraftCookie, visit: &Visit) -> Drafts<'_, T> {
    visit.app.database().drafts(at.kind)
}
