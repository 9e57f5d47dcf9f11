//! Who signed in, in a provider's words. Never who that is to us.

use std::fmt;

use serde_json::Value;

use crate::claims::subject;
use crate::object::{Object, text};
use crate::provider::{Emails, Provider};

/// Where Entra's issuers are.
const ENTRA: &str = "https://login.microsoftonline.com/";

/// A person as a provider knows them. Issuer and subject together never mean anybody else; everything else may change.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// The person, to this provider.
    pub subject: String,
    /// Their email address, as it was given.
    pub email: Option<String>,
    /// Whether the address is proven to be theirs; see [`Emails`].
    pub email_is_proven: bool,
    /// What they are called.
    pub name: Option<String>,
    /// The organisation they chose at DfE Sign-in.
    pub organisation: Option<Organisation>,
    /// Entra's id of their tenant.
    pub tenant: Option<String>,
    /// Entra's id of them in it.
    pub object: Option<String>,
}

/// An organisation of DfE Sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// The school's number; a local authority or a trust has none.
    pub urn: Option<String>,
}

impl Identity {
    /// Reads it from a token's proven claims and, for what these do not say, from what the provider says more.
    /// `None` where the two are about different people, or about nobody.
    pub(crate) fn read(provider: &Provider, claims: &Object, more: &Object) -> Option<Self> {
        let found = |name: &str| claims.get(name).or_else(|| more.get(name));
        let words = |name: &str| found(name).and_then(text).map(str::to_owned);
        let subject = subject(claims)?.to_owned();
        if more.get("sub").is_some_and(|other| other.as_str() != Some(subject.as_str())) {
            return None;
        }
        let tenant = claims.text("tid").map(str::to_owned);
        let verified = found("email_verified").map(is_true);
        let email_is_proven = match provider.emails {
            Emails::All => verified.unwrap_or(true),
            Emails::Claimed => verified.unwrap_or_else(|| {
                let owned = claims.get("xms_edov").map(is_true);
                owned.unwrap_or_else(|| is_single_tenant(provider.issuer.as_str(), tenant.as_deref()))
            }),
        };
        Some(Self {
            issuer: provider.issuer.as_str().to_owned(),
            subject,
            email: words("email"),
            email_is_proven,
            name: words("name").or_else(|| Some(format!("{} {}", words("given_name")?, words("family_name")?))),
            organisation: found("organisation").and_then(Organisation::read),
            tenant,
            object: claims.text("oid").map(str::to_owned),
        })
    }
}

/// Never prints who it is.
impl fmt::Debug for Identity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Identity({})", self.issuer)
    }
}

impl Organisation {
    /// An object, or the same as text, as some of DfE Sign-in's clients get it.
    fn read(claim: &Value) -> Option<Self> {
        let parsed: Value;
        let claim = match claim.as_str() {
            Some(text) => {
                parsed = serde_json::from_str(text).ok()?;
                &parsed
            }
            None => claim,
        };
        let urn = match claim.as_object()?.get("urn") {
            Some(Value::String(urn)) => Some(urn.trim().to_owned()).filter(|urn| !urn.is_empty()),
            Some(Value::Number(urn)) => Some(urn.to_string()),
            _ => None,
        };
        Some(Self { urn })
    }
}

/// Providers say it as a truth value, as a text or as a number.
fn is_true(value: &Value) -> bool {
    value == &Value::Bool(true)
        || value.as_str() == Some("true")
        || value.as_str() == Some("1")
        || value.as_u64() == Some(1)
}

/// Whether the issuer is that of one Entra tenant and the person belongs to it. The issuer was compared already; the
/// addresses that stand for many tenants (`common`, `organizations`, `consumers`) are nobody's issuer.
fn is_single_tenant(issuer: &str, tenant: Option<&str>) -> bool {
    tenant.is_some_and(|tenant| {
        issuer.strip_prefix(ENTRA).and_then(|rest| rest.strip_suffix("/v2.0")) == Some(tenant)
            && tenant != PERSONAL_TENANT
    })
}

/// The tenant of everybody's private accounts.
const PERSONAL_TENANT: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";
