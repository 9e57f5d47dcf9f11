//! Requests of ours to other hosts: one at a time, bounded in size and time. It never follows a redirect, never tries
//! again, and reaches only what `allowed_outbound_hosts` of the manifest names. A native build sends nothing at all.

#[cfg(any(test, target_family = "wasm"))]
mod bounds;

use std::time::Duration;

use http::{Request, Response};

/// The most one answer may hold.
pub const MAX_ANSWER_BYTES: usize = 256 * 1024;

/// How long one answer may take, from the first byte we send to the last one we read.
pub const MAX_WAIT: Duration = Duration::from_secs(10);

/// Why there is no answer. Whichever it is, the other host may have done what it was asked to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutboundError {
    /// The request did not get there, or no answer came back. Hosts put their own words here; for the log only.
    #[error("the other host could not be reached: {0}")]
    Unreachable(String),
    /// It took longer than [`MAX_WAIT`].
    #[error("the other host did not answer in time")]
    TimedOut,
    /// It is longer than [`MAX_ANSWER_BYTES`].
    #[error("the other host answered more than is read")]
    TooLarge,
    /// It ended before its end.
    #[error("the other host's answer broke off")]
    BrokenOff,
}

/// Sends a request to another host; its URI is absolute. Whatever the status, an answer that arrived whole is an answer.
///
/// # Errors
/// Where none arrived whole, in size and in time.
#[cfg(target_family = "wasm")]
pub async fn send(request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, OutboundError> {
    let request = request.map(|body| http_body_util::Full::new(bytes::Bytes::from(body)));
    let answering = async {
        let answer = spin_sdk::http::send(request).await;
        let answer = answer.map_err(|error| OutboundError::Unreachable(error.to_string()))?;
        bounds::whole(answer.map(axum::body::Body::new)).await
    };
    bounds::before(spin_sdk::time::sleep(MAX_WAIT), answering).await
}

/// Refuses: a native build has no outbound side.
///
/// # Errors
/// Always.
#[cfg(not(target_family = "wasm"))]
pub async fn send(request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, OutboundError> {
    drop(request);
    Err(OutboundError::Unreachable("a native build sends nothing".to_owned()))
}
