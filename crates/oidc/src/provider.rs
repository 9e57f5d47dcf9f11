//! What an operator says of a provider. Never what the provider says of itself: that is `discovery`.

use std::fmt;

use crate::location::Location;

/// The scope without which there is no OpenID Connect.
const OPENID: &str = "openid";

/// Which of a provider's email addresses count as proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emails {
    /// Those of which a claim says so: `email_verified`, or Entra's `xms_edov`. And those of an Entra tenant of one
    /// organisation, whose issuer names the tenant: there nobody but that organisation's administrators sets an address.
    Claimed,
    /// All but those of which `email_verified` says the contrary: the provider lets nobody in whose address it did not
    /// prove.
    All,
}

/// A provider, and who we are to it.
#[derive(Clone)]
pub struct Provider {
    pub(crate) issuer: Location,
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    pub(crate) scopes: &'static [&'static str],
    pub(crate) emails: Emails,
}

impl Provider {
    /// The provider whose issuer, client id and client secret an operator was given. `scopes` beyond `openid` say what
    /// to ask for.
    ///
    /// # Errors
    /// Which of them cannot be used, without repeating it.
    pub fn new(
        issuer: &str,
        client_id: &str,
        client_secret: &str,
        scopes: &'static [&'static str],
        emails: Emails,
    ) -> Result<Self, &'static str> {
        let issuer = Location::parse(issuer).filter(|issuer| !issuer.as_str().contains('?'));
        let issuer = issuer.ok_or("the issuer is not an https address without a query")?;
        if client_id.is_empty() {
            return Err("there is no client id");
        }
        if client_secret.is_empty() {
            return Err("there is no client secret");
        }
        Ok(Self { issuer, client_id: client_id.to_owned(), client_secret: client_secret.to_owned(), scopes, emails })
    }

    /// Where its discovery document is (OpenID Connect Discovery 1.0, section 4).
    pub(crate) fn discovery_address(&self) -> String {
        format!("{}/.well-known/openid-configuration", self.issuer.as_str().trim_end_matches('/'))
    }

    /// All scopes in one.
    pub(crate) fn scope(&self) -> String {
        self.scopes.iter().fold(OPENID.to_owned(), |all, scope| format!("{all} {scope}"))
    }

    pub(crate) fn asks_for(&self, scope: &str) -> bool {
        self.scopes.contains(&scope)
    }
}

/// Never prints the secret.
impl fmt::Debug for Provider {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Provider({:?})", self.issuer)
    }
}
