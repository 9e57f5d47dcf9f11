//! A lease on a name, for order and economy only. What must be safe never relies on it.

use std::time::Duration;

use crate::{Environment, KeyValue, RecordsError};

/// How long a window is: a holder that dies blocks its lock until the window ends.
pub const LOCK_WINDOW_MILLISECONDS: i64 = 20_000;

/// How long a lease lasts at least, counted from asking for it. Later in a window the next one is needed too.
pub const LEASE_MIN_MILLISECONDS: i64 = 5_000;

/// How long a caller waits for a lock before it is told to try again later.
pub const LOCK_WAIT_MILLISECONDS: i64 = 2_000;

const POLL: Duration = Duration::from_millis(50);
const POLLS_MAX: u32 = 40;

/// Locks in one store.
pub struct Lock<'a> {
    store: &'a dyn KeyValue,
    environment: &'a dyn Environment,
}

/// A lease, to be given back with [`Lock::release`].
#[derive(Debug)]
#[must_use = "a lease that is not released blocks others until its window ends"]
pub struct Held {
    keys: Vec<String>,
    until: jiff::Timestamp,
}

impl Held {
    /// When the lease ends, by the clock of the host that took it.
    pub fn until(&self) -> jiff::Timestamp {
        self.until
    }
}

impl<'a> Lock<'a> {
    /// Looks at the locks in `store`.
    pub fn new(store: &'a dyn KeyValue, environment: &'a dyn Environment) -> Self {
        Self { store, environment }
    }

    /// Waits for the lock called `name` and takes it. Names come from trusted code and hold no personal data.
    pub async fn acquire(&self, name: &str) -> Result<Held, RecordsError> {
        for _ in 0..POLLS_MAX {
            if let Some(held) = self.try_acquire(name).await? {
                return Ok(held);
            }
            self.environment.sleep(POLL).await;
        }
        Err(RecordsError::Contended("a lock is held by somebody else"))
    }

    /// Gives a lease back. Where that fails it ends by itself.
    pub async fn release(&self, held: Held) {
        self.free(&held.keys).await;
    }

    async fn try_acquire(&self, name: &str) -> Result<Option<Held>, RecordsError> {
        let now = self.environment.now().as_millisecond();
        let first = now.div_euclid(LOCK_WINDOW_MILLISECONDS);
        let last = now.saturating_add(LEASE_MIN_MILLISECONDS).div_euclid(LOCK_WINDOW_MILLISECONDS);
        let mut keys = Vec::new();
        for window in first..=last {
            let key = format!("lock/{name}/{window}");
            if self.store.increment(&key, 1).await? != 1 {
                self.free(&keys).await;
                return Ok(None);
            }
            keys.push(key);
        }
        let end = last.saturating_add(1).saturating_mul(LOCK_WINDOW_MILLISECONDS);
        let Ok(until) = jiff::Timestamp::from_millisecond(end) else {
            return Ok(None);
        };
        Ok(Some(Held { keys, until }))
    }

    async fn free(&self, keys: &[String]) {
        crate::chain::delete_all(self.store, keys).await;
    }
}
