//! Which sessions were ended: one counter each in the store, nought while the session may go on. Never who is in one.

use std::sync::{Mutex, PoisonError};

use domain::people::SessionId;
use jiff::{SignedDuration, Timestamp};
use records::{Database, StoreError};

/// How long an instance believes that a session was not ended.
pub const REMEMBERED_SECONDS: i64 = 30;

/// How many sessions an instance remembers; the one looked up longest ago makes room.
const REMEMBERED_MAX: usize = 256;

/// Sessions that were found not to be ended, and when.
#[derive(Debug, Default)]
struct SessionCache(Mutex<Vec<(SessionId, Timestamp)>>);

impl SessionCache {
    fn knows(&self, id: &SessionId, now: Timestamp) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let age = known.iter().find(|(known, _)| known == id).map(|(_, at)| now.duration_since(*at));
        // From a clock that was set back nothing can be told.
        age.is_some_and(|age| (SignedDuration::ZERO..SignedDuration::from_secs(REMEMBERED_SECONDS)).contains(&age))
    }

    fn remember(&self, id: &SessionId, now: Timestamp) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(known, _)| known != id);
        if known.len() >= REMEMBERED_MAX {
            known.remove(0);
        }
        known.push((id.clone(), now));
    }

    fn forget(&self, id: &SessionId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|(known, _)| known != id);
    }
}

/// Whether a session was not ended. One store operation, and none while this instance knows the answer.
///
/// # Errors
/// The store's.
pub async fn is_live(database: &Database, id: &SessionId) -> Result<bool, StoreError> {
    let (cache, now) = (database.instance_state::<SessionCache>(), database.now());
    if cache.knows(id, now) {
        return Ok(true);
    }
    let live = database.store().read_counter(&key(id)).await? == 0;
    if live {
        cache.remember(id, now);
    }
    Ok(live)
}

/// Ends sessions, wherever their cookies are. Ending one again is harmless. One store operation each.
///
/// # Errors
/// The store's; then try again.
pub async fn end(database: &Database, ids: &[SessionId]) -> Result<(), StoreError> {
    let cache = database.instance_state::<SessionCache>();
    for id in ids {
        database.store().increment(&key(id), 1).await?;
        cache.forget(id);
    }
    Ok(())
}

fn key(id: &SessionId) -> String {
    format!("session/{}", id.as_str())
}

#[cfg(test)]
mod tests {
    use domain::people::SessionId;
    use jiff::Timestamp;

    use super::{REMEMBERED_MAX, SessionCache};

    #[test]
    fn an_instance_remembers_only_so_many() {
        let cache = SessionCache::default();
        for number in 0..=REMEMBERED_MAX {
            let mut seed = [0; 32];
            seed[..8].copy_from_slice(&number.to_le_bytes());
            seed[24..].copy_from_slice(&number.to_be_bytes());
            cache.remember(&SessionId::draw(seed), Timestamp::UNIX_EPOCH);
        }
        assert_eq!(cache.0.lock().unwrap().len(), REMEMBERED_MAX);
    }
}
