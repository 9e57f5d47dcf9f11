//! What the browser brings back from the provider (RFC 6749, section 4.1.2): anybody can write such a query, so that it
//! proves nothing by itself.

use std::fmt;

use subtle::ConstantTimeEq;

use crate::attempt::Attempt;
use crate::discovery::Discovery;
use crate::fault::Fault;
use crate::provider::Provider;

/// Four times what the largest known provider sends.
const MAX_CODE_BYTES: usize = 8 * 1024;

/// The codes with which a provider says why not (RFC 6749, sections 4.1.2.1 and 5.2; OpenID Connect Core 1.0, section
/// 3.1.2.6). Any other is not repeated: what stands in a query may be anybody's text.
const KNOWN: [&str; 14] = [
    "invalid_request",
    "invalid_grant",
    "invalid_client",
    "unauthorized_client",
    "unsupported_grant_type",
    "unsupported_response_type",
    "invalid_scope",
    "server_error",
    "temporarily_unavailable",
    "interaction_required",
    "login_required",
    "account_selection_required",
    "consent_required",
    "request_not_supported",
];

/// The query with which a browser comes back.
#[derive(Clone, Default)]
pub struct Back {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
    issuer: Option<String>,
}

impl Back {
    /// Reads the query's fields.
    ///
    /// # Errors
    /// That one stands there twice (RFC 6749, section 3.1).
    pub fn read<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Fault> {
        let mut back = Self::default();
        for (name, value) in fields {
            let field = match name {
                "code" => &mut back.code,
                "state" => &mut back.state,
                "error" => &mut back.error,
                "iss" => &mut back.issuer,
                _ => continue,
            };
            if field.replace(value.to_owned()).is_some() {
                return Err(Fault::Back("says something twice"));
            }
        }
        Ok(back)
    }

    /// The code, if this is the answer to that attempt.
    pub(crate) fn code(&self, attempt: &Attempt) -> Result<&str, Fault> {
        // First of all: what does not belong to this browser's attempt is not even listened to.
        let state = self.state.as_deref().unwrap_or_default();
        if !bool::from(state.as_bytes().ct_eq(attempt.state.as_bytes())) {
            return Err(Fault::State);
        }
        if let Some(error) = &self.error {
            return Err(said(error));
        }
        let code = self.code.as_deref().filter(|code| !code.is_empty()).ok_or(Fault::Back("has no code"))?;
        if code.len() > MAX_CODE_BYTES { Err(Fault::Back("has a code that is too long")) } else { Ok(code) }
    }

    /// Whether it comes from this provider, so that another one's code is not shown to it (RFC 9207).
    pub(crate) fn check_issuer(&self, provider: &Provider, discovery: &Discovery) -> Result<(), Fault> {
        match &self.issuer {
            Some(issuer) if issuer == provider.issuer.as_str() => Ok(()),
            None if !discovery.names_itself => Ok(()),
            _ => Err(Fault::Back("is from another issuer")),
        }
    }
}

/// What a provider's word means.
pub(crate) fn said(error: &str) -> Fault {
    match error {
        "access_denied" => Fault::Declined,
        "temporarily_unavailable" => Fault::Unavailable("it says so itself".to_owned()),
        _ => Fault::Said(KNOWN.into_iter().find(|known| *known == error).unwrap_or("something unknown")),
    }
}

/// Never prints a code.
impl fmt::Debug for Back {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Back(..)")
    }
}
