//! What a provider says of itself (OpenID Connect Discovery 1.0, section 3), as far as we use it. Never trusted beyond
//! what the operator said of it.

use crate::fault::Fault;
use crate::location::Location;
use crate::object::Object;
use crate::provider::Provider;
use crate::token::Algorithm;

/// How a client shows its secret (OpenID Connect Core 1.0, section 9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Authentication {
    /// In the `Authorization` header.
    Basic,
    /// In the form.
    Post,
}

/// Where things are at a provider, and how it likes them.
#[derive(Debug)]
pub(crate) struct Discovery {
    pub(crate) authorization: Location,
    pub(crate) token: Location,
    pub(crate) keys: Location,
    pub(crate) user_info: Option<Location>,
    /// The ways to show the secret, in the order to try them: which of them an operator chose, no document says.
    pub(crate) authentication: &'static [Authentication],
    /// Whether it names itself in what comes back (RFC 9207).
    pub(crate) names_itself: bool,
}

impl Discovery {
    /// Reads the document of `provider`.
    ///
    /// # Errors
    /// What makes it unusable: above all, that it is another provider's.
    pub(crate) fn read(document: &Object, provider: &Provider) -> Result<Self, Fault> {
        // Character by character, as the specification wants it (section 4.3): who differs in one may be somebody else.
        if document.text("issuer") != Some(provider.issuer.as_str()) {
            return Err(Fault::Discovery("is another issuer's"));
        }
        let location = |name| document.text(name).and_then(Location::parse);
        let needed = |name| location(name).ok_or(Fault::Discovery("names an endpoint that cannot be used, or none"));
        if document.lists("response_types_supported", "code") == Some(false) {
            return Err(Fault::Discovery("does not offer the code flow"));
        }
        // Some say nothing of it and do it all the same; who says what they do must do what we do.
        if document.lists("code_challenge_methods_supported", "S256") == Some(false) {
            return Err(Fault::Discovery("does not offer PKCE with S256"));
        }
        let signs = |algorithm: &Algorithm| {
            document.lists("id_token_signing_alg_values_supported", algorithm.name()).unwrap_or(true)
        };
        if !Algorithm::ALL.iter().any(signs) {
            return Err(Fault::Discovery("offers no signature that is accepted"));
        }
        Ok(Self {
            authorization: needed("authorization_endpoint")?,
            token: needed("token_endpoint")?,
            keys: needed("jwks_uri")?,
            user_info: location("userinfo_endpoint"),
            authentication: Authentication::read(document)?,
            names_itself: document.get("authorization_response_iss_parameter_supported")
                == Some(&serde_json::Value::Bool(true)),
        })
    }
}

impl Authentication {
    fn read(document: &Object) -> Result<&'static [Self], Fault> {
        let takes = |method| document.lists("token_endpoint_auth_methods_supported", method);
        match (takes("client_secret_basic"), takes("client_secret_post")) {
            // Where nothing is said, this is what is meant.
            (None, _) | (Some(true), Some(false)) => Ok(&[Self::Basic]),
            (Some(false), Some(true)) => Ok(&[Self::Post]),
            (Some(true), _) => Ok(&[Self::Basic, Self::Post]),
            _ => Err(Fault::Discovery("takes no client secret")),
        }
    }
}
