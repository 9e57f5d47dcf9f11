//! The wall clock that components see: the machine's, which a test may put forward. Never the one by which they wait.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use wasmtime_wasi::HostWallClock;

/// How exactly it tells the time.
const RESOLUTION: Duration = Duration::from_micros(1);

/// A wall clock. Clones are one clock.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    ahead_milliseconds: Arc<AtomicU64>,
}

impl Clock {
    /// Puts it forward, further than it was.
    pub fn advance(&self, time: Duration) {
        let milliseconds = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        self.ahead_milliseconds.fetch_add(milliseconds, Ordering::Relaxed);
    }

    /// How long it is since 1970 by this clock.
    pub fn since_1970(&self) -> Duration {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        since.saturating_add(Duration::from_millis(self.ahead_milliseconds.load(Ordering::Relaxed)))
    }
}

impl HostWallClock for Clock {
    fn resolution(&self) -> Duration {
        RESOLUTION
    }

    fn now(&self) -> Duration {
        self.since_1970()
    }
}
