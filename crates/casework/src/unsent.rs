//! What a member of staff wrote into a form that was not taken, kept for their browser: neither its back button nor a closed
//! tab costs them a word. One at a time: beginning something else drops the last.

use http::HeaderValue;
use records::{DraftKey, Drafts};
use web::{Cookie, Problem, Staff, Visit};

use crate::Typed;

/// Where one service keeps what staff have not sent.
#[derive(Clone, Copy, Debug)]
pub struct Unsent {
    /// Which writing is this browser's.
    pub cookie: Cookie,
    /// The kind of the drafts; never changed, or none is found again.
    pub kind: &'static str,
}

/// Whose it is and for which form; then its fields.
type Writing = (String, Vec<(String, String)>);

impl Unsent {
    /// Keeps what was typed into the form at `path`, and says what the browser must remember of it.
    ///
    /// # Errors
    /// 503 where the store fails.
    pub async fn keep(
        &self,
        visit: &Visit,
        staff: &Staff,
        path: &str,
        typed: &Typed,
    ) -> Result<Option<HeaderValue>, Problem> {
        let writing: Writing = (owner(staff, path), typed.fields().to_vec());
        let held = self.key(visit).filter(|key| key.until().is_some_and(|until| visit.app.now() < until));
        if let Some(key) = held {
            self.drafts(visit).write(&key, &writing).await?;
            return Ok(None);
        }
        let key = self.drafts(visit).begin(&writing).await?;
        Ok(Some(visit.browser.remember(&self.cookie, &key.expose())))
    }

    /// What they wrote for this form and have not sent. One operation, where their browser remembers any writing.
    ///
    /// # Errors
    /// 503 where the store fails.
    pub async fn find(&self, visit: &Visit, staff: &Staff, path: &str) -> Result<Option<Typed>, Problem> {
        let Some(key) = self.key(visit) else { return Ok(None) };
        let found = self.drafts(visit).read(&key).await?;
        Ok(found.filter(|(theirs, _)| *theirs == owner(staff, path)).map(|(_, fields)| Typed::from_fields(fields)))
    }

    /// Drops what they wrote for this form, because it is sent or they want it gone, and says what the browser must forget.
    ///
    /// # Errors
    /// 503 where the store fails.
    pub async fn drop(&self, visit: &Visit, staff: &Staff, path: &str) -> Result<Option<HeaderValue>, Problem> {
        let (Some(key), Some(_)) = (self.key(visit), self.find(visit, staff, path).await?) else { return Ok(None) };
        self.drafts(visit).discard(&key).await?;
        Ok(Some(visit.browser.forget(&self.cookie)))
    }

    fn key(&self, visit: &Visit) -> Option<DraftKey> {
        DraftKey::parse(visit.browser.cookie(&self.cookie)?)
    }

    fn drafts<'v>(&self, visit: &'v Visit) -> Drafts<'v, Writing> {
        visit.app.database().drafts(self.kind)
    }
}

/// Nobody else at the same browser is shown it.
fn owner(staff: &Staff, path: &str) -> String {
    format!("{} {path}", staff.actor())
}
