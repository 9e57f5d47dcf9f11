//! OpenID Connect for one who relies on a provider: sends people there to sign in, and proves who came back. It knows
//! nothing of ours: no component, no person, no session; and it never does I/O, reads a clock or draws a random number
//! itself.
//!
//! One way only, the strictest that providers share: the authorisation code flow (OpenID Connect Core 1.0, section 3.1)
//! with PKCE (RFC 7636, S256), `state` and `nonce`; tokens signed with RS256 or ES256; endpoints and keys by discovery.
//!
//! ```text
//! let attempt = Attempt::new(random);            // kept by the browser, sealed
//! let url = client.start(&fetch, now, &attempt, &redirect_uri).await?;
//! // the person signs in there, and comes back with a query
//! let identity = client.finish(&fetch, now, &attempt, &back, &redirect_uri).await?;
//! ```

mod attempt;
mod back;
mod claims;
mod client;
mod discovery;
mod exchange;
mod fault;
mod fetch;
mod identity;
mod keys;
mod location;
mod object;
mod provider;
mod token;

pub use attempt::{Attempt, RANDOM_BYTES};
pub use back::Back;
pub use client::Client;
pub use fault::{Fault, Spoilt};
pub use fetch::{Fetch, MAX_ANSWER_BYTES};
pub use identity::{Identity, Organisation};
pub use provider::{Emails, Provider};

#[cfg(test)]
mod tests;
