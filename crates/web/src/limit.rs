//! How often one caller may do something, counted in the store so that it holds across instances and restarts. Never an
//! address in the clear: a counter's key holds a keyed digest.
//!
//! Windows are fixed and go by the wall clock. A counter lives under `limit/{name}/{window}/{digest}`; whoever starts a
//! window's counter deletes the one of the window before, so a caller who keeps coming has one. A caller who never comes
//! back leaves one key of about a hundred bytes behind: the price of a store without expiry.

use http::header::{HeaderName, HeaderValue};
use records::{KeyValue, StoreError};

use crate::app::App;
use crate::caller::Caller;
use crate::problem::Problem;

mod wrong_codes;

pub use wrong_codes::WrongCodes;

const RATELIMIT: HeaderName = HeaderName::from_static("ratelimit");
const RATELIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// The digest's part in a key: 128 bits, so that two callers never share a counter.
const DIGEST_BYTES: usize = 16;

/// So many in so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What is counted: lower-case letters and hyphens. It names the counter and is told to the caller.
    pub name: &'static str,
    /// How many pass in one window.
    pub max: u32,
    /// How long a window is; not nought.
    pub window_seconds: u32,
}

/// What one caller may send in: 30 an hour.
pub const SUBMISSIONS: Limit = Limit { name: "submissions", max: 30, window_seconds: 3600 };

impl Limit {
    /// Counts one more of the caller's, and passes while it is within the limit. One store operation; two or three when
    /// it is the first of its window.
    ///
    /// # Errors
    /// 429 past the limit; 503 where the store fails: what cannot be counted does not pass.
    pub async fn count(&self, app: &App, caller: &Caller) -> Result<(), Problem> {
        let window = self.window(app);
        let counted = self.add_one(app, window, &[caller.network().as_bytes()]).await?;
        if counted > i64::from(self.max) { Err(self.exceeded(window)) } else { Ok(()) }
    }

    /// Counts one more for `subject`, whoever asks, and says whether that is within the limit. One store operation; two when
    /// it is the first of its window.
    ///
    /// # Errors
    /// 503 where the store fails.
    pub async fn admits(&self, app: &App, subject: &[u8]) -> Result<bool, Problem> {
        let counted = self.add_one(app, self.window(app), &[subject]).await?;
        Ok(counted <= i64::from(self.max))
    }

    fn window(&self, app: &App) -> Window {
        let length = i64::from(self.window_seconds.max(1));
        let now = app.now().as_second();
        let left = length - now.rem_euclid(length);
        Window { number: now.div_euclid(length), seconds_left: u32::try_from(left).unwrap_or(self.window_seconds) }
    }

    /// The count with this one, for `subject`.
    async fn add_one(&self, app: &App, window: Window, subject: &[&[u8]]) -> Result<i64, StoreError> {
        let digest = hex(&digest(app, self.name, subject));
        let counted = app.store().increment(&self.key(window.number, &digest), 1).await?;
        if counted == 1 {
            app.store().delete(&self.key(window.number - 1, &digest)).await?;
        }
        Ok(counted)
    }

    fn key(&self, window: i64, digest: &str) -> String {
        format!("limit/{}/{window}/{digest}", self.name)
    }

    /// 429 with what is allowed and when to come back (draft-ietf-httpapi-ratelimit-headers-10).
    fn exceeded(&self, window: Window) -> Problem {
        let Self { name, max, window_seconds } = self;
        let policy = header(format!("\"{name}\";q={max};w={window_seconds}"));
        let standing = header(format!("\"{name}\";r=0;t={}", window.seconds_left));
        Problem::too_many(window.seconds_left).header(RATELIMIT_POLICY, policy).header(RATELIMIT, standing)
    }
}

#[derive(Debug, Clone, Copy)]
struct Window {
    number: i64,
    seconds_left: u32,
}

fn digest(app: &App, name: &str, subject: &[&[u8]]) -> [u8; DIGEST_BYTES] {
    let digest = app.keyring().digest(&format!("limit/{name}"), subject);
    digest.first_chunk().copied().unwrap_or_default()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn header(text: String) -> HeaderValue {
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests;
