//! One attempt to sign in: the three secrets that tie what comes back to the browser that asked. Never kept by us: the
//! browser keeps them, sealed.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use form_urlencoded::Serializer;
use sha2::{Digest, Sha256};

use crate::discovery::Discovery;
use crate::provider::Provider;

/// The randomness of one attempt.
pub const RANDOM_BYTES: usize = 3 * SECRET_BYTES;

/// 256 bits for each of the three; as text 43 characters, the fewest that PKCE allows.
const SECRET_BYTES: usize = 32;
const SECRET_CHARACTERS: usize = 43;

/// What only the asking browser knows.
#[derive(Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Comes back in the query, and must be the same.
    pub(crate) state: String,
    /// Comes back in the token, and must be the same.
    pub(crate) nonce: String,
    /// Shown when the code is exchanged; the provider saw its digest.
    pub(crate) verifier: String,
}

impl Attempt {
    /// A new one from so much randomness.
    #[must_use]
    pub fn new(random: [u8; RANDOM_BYTES]) -> Self {
        let mut secrets = random.chunks(SECRET_BYTES).map(|secret| BASE64URL_NOPAD.encode(secret));
        let mut next = || secrets.next().unwrap_or_default();
        Self { state: next(), nonce: next(), verifier: next() }
    }

    /// As text, for the browser to keep: to be sealed.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{}.{}.{}", self.state, self.nonce, self.verifier)
    }

    /// Reads that text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut secrets = text.split('.');
        let mut next = || secrets.next().filter(|secret| secret.len() == SECRET_CHARACTERS).map(str::to_owned);
        let attempt = Self { state: next()?, nonce: next()?, verifier: next()? };
        secrets.next().is_none().then_some(attempt)
    }

    /// Where to send the browser.
    pub(crate) fn address(&self, provider: &Provider, discovery: &Discovery, redirect_uri: &str) -> String {
        let challenge = BASE64URL_NOPAD.encode(&Sha256::digest(self.verifier.as_bytes()));
        let query = Serializer::new(String::new())
            .append_pair("response_type", "code")
            .append_pair("client_id", &provider.client_id)
            .append_pair("redirect_uri", redirect_uri)
            .append_pair("scope", &provider.scope())
            .append_pair("state", &self.state)
            .append_pair("nonce", &self.nonce)
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256")
            .finish();
        discovery.authorization.with_query(&query)
    }
}

/// Never prints a secret.
impl fmt::Debug for Attempt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Attempt(..)")
    }
}
