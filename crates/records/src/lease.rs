//! The right to do something alone for a while: for economy, never for safety. What must be safe never relies on it.

use std::time::Duration;

use crate::{Database, RecordsError};

/// How long a window is: a holder that dies blocks its lease until the window ends.
pub const LEASE_WINDOW_MILLISECONDS: i64 = 20_000;

/// How long a lease lasts at least, counted from asking for it. Later in a window the next window is needed too.
pub const LEASE_MIN_MILLISECONDS: i64 = 5_000;

/// How long a caller waits for a lease before it is told to try again later.
pub const LEASE_WAIT_MILLISECONDS: i64 = 2_000;

const POLL: Duration = Duration::from_millis(50);
const POLLS_MAX: u32 = 40;

/// A lease, to be given back with [`Lease::release`].
#[must_use = "a lease that is not released blocks others until its window ends"]
pub struct Lease<'a> {
    database: &'a Database,
    keys: Vec<String>,
    until: jiff::Timestamp,
}

impl Lease<'_> {
    /// When the lease ends, by the clock of the host that took it.
    pub fn until(&self) -> jiff::Timestamp {
        self.until
    }

    /// Gives the lease back. Where that fails it ends by itself.
    pub async fn release(self) {
        self.database.delete_all(&self.keys).await;
    }
}

impl Database {
    /// Waits for the lease called `name` and takes it. Names come from trusted code and hold no personal data.
    ///
    /// # Errors
    /// [`RecordsError::Contended`] where another caller holds it for longer than is waited; the store's.
    pub async fn lease(&self, name: &str) -> Result<Lease<'_>, RecordsError> {
        for _ in 0..POLLS_MAX {
            if let Some(lease) = self.try_lease(name).await? {
                return Ok(lease);
            }
            self.environment.sleep(POLL).await;
        }
        Err(RecordsError::Contended("another caller holds the lease"))
    }

    async fn try_lease(&self, name: &str) -> Result<Option<Lease<'_>>, RecordsError> {
        let now = self.environment.now().as_millisecond();
        let first = now.div_euclid(LEASE_WINDOW_MILLISECONDS);
        let last = now.saturating_add(LEASE_MIN_MILLISECONDS).div_euclid(LEASE_WINDOW_MILLISECONDS);
        let mut keys = Vec::new();
        for window in first..=last {
            let key = format!("lease/{name}/{window}");
            if self.store.increment(&key, 1).await? != 1 {
                self.delete_all(&keys).await;
                return Ok(None);
            }
            keys.push(key);
        }
        let end = last.saturating_add(1).saturating_mul(LEASE_WINDOW_MILLISECONDS);
        let Ok(until) = jiff::Timestamp::from_millisecond(end) else {
            return Ok(None);
        };
        Ok(Some(Lease { database: self, keys, until }))
    }
}
