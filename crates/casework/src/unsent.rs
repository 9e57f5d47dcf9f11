//! What a member of staff wrote into a form that was not taken, kept for their browser: neither its back button nor a closed
//! tab costs them a word. One at a time: beginning something else drops the last.

use http::HeaderValue;
use records::{DraftKey, Drafts};
use web::{Cookie, PageRequest, Problem, Staff};

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
        request: &PageRequest,
        staff: &Staff,
        path: &str,
        typed: &Typed,
    ) -> Result<Option<HeaderValue>, Problem> {
        let writing: Writing = (owner(staff, path), typed.fields().to_vec());
        let held = self.key(request).filter(|key| key.until().is_some_and(|until| request.app.now() < until));
        if let Some(key) = held {
            self.drafts(request).write(&key, &writing).await?;
            return Ok(None);
        }
        let key = self.drafts(request).begin(&writing).await?;
        Ok(Some(request.browser.remember(&self.cookie, &key.expose())))
    }

    /// What they wrote for this form and have not sent. One operation, where their browser remembers any writing.
    ///
    /// # Errors
    /// 503 where the store fails.
    pub async fn find(&self, request: &PageRequest, staff: &Staff, path: &str) -> Result<Option<Typed>, Problem> {
        let Some(key) = self.key(request) else { return Ok(None) };
        let found = self.drafts(request).read(&key).await?;
        Ok(found.filter(|(theirs, _)| *theirs == owner(staff, path)).map(|(_, fields)| Typed::from_fields(fields)))
    }

    /// Drops what they wrote for this form, because it is sent or they want it gone, and says what the browser must forget.
    ///
    /// # Errors
    /// 503 where the store fails.
    pub async fn drop(&self, request: &PageRequest, staff: &Staff, path: &str) -> Result<Option<HeaderValue>, Problem> {
        let (Some(key), Some(_)) = (self.key(request), self.find(request, staff, path).await?) else { return Ok(None) };
        self.drafts(request).discard(&key).await?;
        Ok(Some(request.browser.forget(&self.cookie)))
    }

    fn key(&self, request: &PageRequest) -> Option<DraftKey> {
        DraftKey::parse(request.browser.cookie(&self.cookie)?)
    }

    fn drafts<'v>(&self, request: &'v PageRequest) -> Drafts<'v, Writing> {
        request.app.database().drafts(self.kind)
    }
}

/// Nobody else at the same browser is shown it.
fn owner(staff: &Staff, path: &str) -> String {
    format!("{} {path}", staff.actor())
}
