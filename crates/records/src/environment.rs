//! What records ask of the host: its clock, waiting, and randomness. Never how they are provided.

use std::time::Duration;

use async_trait::async_trait;

/// Time and randomness, as arguments.
#[async_trait]
pub trait Environment: Send + Sync {
    /// The time now by this host's clock, which may be wrong.
    fn now(&self) -> jiff::Timestamp;

    /// Waits for about `time`.
    async fn sleep(&self, time: Duration);

    /// Fills `bytes` with cryptographically secure random bytes.
    fn fill_random(&self, bytes: &mut [u8]);
}
