//! Every bound the runner keeps, named with its unit. Never a policy of the application's own.

use std::time::Duration;

/// How many requests one instance serves before a fresh one takes its place.
pub const INSTANCE_REUSE_REQUESTS: usize = 128;
/// How many requests one instance serves at the same time.
pub const INSTANCE_CONCURRENT_REQUESTS: usize = 16;
/// With so many instances of a component at work, another is only made for a request that has waited for room in one.
pub const INSTANCES_AT_ONCE: usize = 8;
/// How long it waits before it asks for an instance more.
pub const INSTANCE_WAIT_MS: u64 = 20;
/// How long it waits between two polls for room, of which it may not be notified.
pub const INSTANCE_POLL_MS: u64 = 2;
/// How long an instance with nothing to do is kept.
pub const INSTANCE_IDLE_MS: u64 = 1_000;
/// How many instances may live beside the requests, each of which may need its own: kept for the next one, or ending.
pub const INSTANCES_BESIDE_REQUESTS: usize = 256;
/// Linear memory one instance may grow to.
pub const INSTANCE_MEMORY_BYTES: usize = 128 * 1024 * 1024;
/// Entries one table of an instance may hold.
pub const INSTANCE_TABLE_ELEMENTS: usize = 20_000;
/// How long a request may take from its head to the head of its response.
pub const REQUEST_MS: u64 = 30_000;
/// How long a guest may compute without taking a request or using a store. Longer is a loop, not work.
pub const GUEST_SPIN_MS: u64 = 2_000;
/// How often a computing guest is interrupted, to let other tasks on.
pub const EPOCH_MS: u64 = 10;
/// How many requests are served at once; past it the answer is 503.
pub const REQUESTS_IN_FLIGHT: usize = 1_024;
/// How many connections are kept at once; past it they wait in the listen queue.
pub const CONNECTIONS: usize = 4_096;
/// The largest request body.
pub const REQUEST_BODY_BYTES: u64 = 1024 * 1024;
/// The largest request head: address, header names and values together; past it the answer is 431.
pub const REQUEST_HEAD_BYTES: usize = 32 * 1024;
/// How much of a head is read before it is refused; past it the connection is closed without an answer.
pub const READ_BUFFER_BYTES: usize = 256 * 1024;
/// How much of an unread body is still taken in, so that its sender reads the answer.
pub const UNWANTED_BODY_BYTES: u64 = 32 * 1024 * 1024;
/// For how long.
pub const UNWANTED_BODY_MS: u64 = 5_000;
/// How long a client may take to send a request's head, and so how long a connection may be idle between two.
pub const HEAD_READ_MS: u64 = 30_000;
/// How long a shutdown waits for what was accepted.
pub const SHUTDOWN_GRACE_MS: u64 = 30_000;
/// How long a client is asked to wait before it tries again.
pub const RETRY_AFTER_SECONDS: u64 = 1;
/// How many requests of its own the runner repeats.
pub const CALLS: usize = 16;
/// How long the manifest may have it wait between two of a kind.
pub const CALL_SECONDS: std::ops::RangeInclusive<u64> = 1..=24 * 60 * 60;
/// How long it waits for the answer to one: longer than any request may take.
pub const CALL_MS: u64 = 2 * REQUEST_MS;
/// Stores one instance may hold open at once.
pub const OPEN_STORES: usize = 256;
/// The longest key.
pub const KEY_BYTES: usize = 4 * 1024;
/// The largest value, and the largest answer of one store operation.
pub const VALUE_BYTES: usize = 16 * 1024 * 1024;
/// The longest line of component output that is kept in one piece.
pub const OUTPUT_LINE_BYTES: usize = 16 * 1024;

/// The bounds a caller may set otherwise; the constants above are the defaults.
#[derive(Debug, Clone)]
pub struct Limits {
    /// See [`REQUEST_MS`].
    pub request: Duration,
    /// See [`GUEST_SPIN_MS`].
    pub guest_spin: Duration,
    /// See [`INSTANCE_MEMORY_BYTES`]; at most that.
    pub instance_memory_bytes: usize,
    /// See [`REQUESTS_IN_FLIGHT`].
    pub requests_in_flight: usize,
    /// See [`HEAD_READ_MS`].
    pub head_read: Duration,
    /// See [`SHUTDOWN_GRACE_MS`].
    pub shutdown_grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            request: Duration::from_millis(REQUEST_MS),
            guest_spin: Duration::from_millis(GUEST_SPIN_MS),
            instance_memory_bytes: INSTANCE_MEMORY_BYTES,
            requests_in_flight: REQUESTS_IN_FLIGHT,
            head_read: Duration::from_millis(HEAD_READ_MS),
            shutdown_grace: Duration::from_millis(SHUTDOWN_GRACE_MS),
        }
    }
}
