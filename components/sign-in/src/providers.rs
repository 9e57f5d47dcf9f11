//! With which identity providers people can sign in, as the operator decided; how these are reached. What they prove, the
//! library says; whom it lets in, `store::people`.

use std::sync::OnceLock;

use domain::choice::choice;
use domain::people::Way;
use http::{Request, Response};
use oidc::{Client, Emails, Fetch, Provider};
use web::{Misconfigured, Problem, Settings};

/// A kind of provider: its variables, and what is asked of it.
pub(crate) struct Kind {
    way: Way,
    pub(crate) issuer: &'static str,
    pub(crate) client_id: &'static str,
    pub(crate) client_secret: &'static str,
    scopes: &'static [&'static str],
    emails: Emails,
}

/// A council's own, such as Entra ID.
pub(crate) const COUNCIL: Kind = Kind {
    way: Way::Council,
    issuer: "council_sign_in_issuer",
    client_id: "council_sign_in_client_id",
    client_secret: "council_sign_in_client_secret",
    scopes: &["email", "profile"],
    emails: Emails::Claimed,
};

/// DfE Sign-in, which opens no account before its address was proved, and says for which school a person comes.
pub(crate) const SCHOOL: Kind = Kind {
    way: Way::School,
    issuer: "school_sign_in_issuer",
    client_id: "school_sign_in_client_id",
    client_secret: "school_sign_in_client_secret",
    scopes: &["email", "profile", "organisation"],
    emails: Emails::All,
};

/// A provider that is offered.
pub(crate) struct Offered {
    pub(crate) way: Way,
    pub(crate) client: Client,
}

/// Made once: what a client knows of its provider is worth keeping.
static OFFERED: OnceLock<Vec<Offered>> = OnceLock::new();

/// The ways to sign in with a provider.
///
/// # Errors
/// 500 where a variable cannot be used.
pub(crate) fn ways(settings: &Settings) -> Result<Vec<Way>, Problem> {
    Ok(offered(settings)?.iter().map(|provider| provider.way).collect())
}

/// The provider that an address names.
///
/// # Errors
/// 404 where it is not offered; 500 where a variable cannot be used.
pub(crate) fn named(settings: &Settings, name: &str) -> Result<&'static Offered, Problem> {
    let way = choice(name).map_err(|_| Problem::not_found())?;
    offered(settings)?.iter().find(|provider| provider.way == way).ok_or_else(Problem::not_found)
}

fn offered(settings: &Settings) -> Result<&'static [Offered], Problem> {
    if let Some(offered) = OFFERED.get() {
        return Ok(offered);
    }
    let mut offered = Vec::new();
    for kind in [COUNCIL, SCHOOL] {
        if let Some(provider) = kind.read(settings).map_err(Problem::internal)? {
            offered.push(Offered { way: kind.way, client: Client::new(provider) });
        }
    }
    Ok(OFFERED.get_or_init(|| offered))
}

impl Kind {
    /// The provider of this kind; `None` where the operator names no issuer.
    fn read(&self, settings: &Settings) -> Result<Option<Provider>, Misconfigured> {
        let Some(issuer) = settings.own(self.issuer) else { return Ok(None) };
        let needed = |name| {
            let fault = || Misconfigured::new(name, format!("it is not set, although {} is", self.issuer));
            settings.own(name).ok_or_else(fault)
        };
        let (id, secret) = (needed(self.client_id)?, needed(self.client_secret)?);
        let provider = Provider::new(issuer, id, secret, self.scopes, self.emails);
        provider.map(Some).map_err(|fault| Misconfigured::new(self.issuer, fault))
    }
}

/// The world beyond, as far as the manifest grants it.
pub(crate) struct Outside;

impl Fetch for Outside {
    async fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, String> {
        web::outbound::send(request).await.map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use web::Settings;

    use super::{COUNCIL, SCHOOL};

    fn settings(own: &[(&'static str, &str)]) -> Settings {
        let names: Vec<_> = own.iter().map(|(name, _)| *name).collect();
        let variables: Vec<_> = own.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Settings::read(&variables, &names).unwrap()
    }

    const ISSUER: (&str, &str) = (COUNCIL.issuer, "https://login.example");
    const ID: (&str, &str) = (COUNCIL.client_id, "front-door");
    const SECRET: (&str, &str) = (COUNCIL.client_secret, "told-to-nobody");

    #[test]
    fn a_provider_is_offered_where_an_issuer_is_named() {
        let settings = settings(&[ISSUER, ID, SECRET]);
        assert!(COUNCIL.read(&settings).unwrap().is_some());
        assert!(SCHOOL.read(&settings).unwrap().is_none());
        assert!(COUNCIL.read(&self::settings(&[ID, SECRET])).unwrap().is_none());
    }

    #[test]
    fn half_a_provider_is_named_in_the_log_and_nothing_is_repeated() {
        let cases = [
            (&[ISSUER][..], COUNCIL.client_id),
            (&[ISSUER, ID], COUNCIL.client_secret),
            (&[(COUNCIL.issuer, "http://told-to-nobody.example"), ID, SECRET], COUNCIL.issuer),
        ];
        for (own, name) in cases {
            let said = COUNCIL.read(&settings(own)).unwrap_err().to_string();
            assert!(said.starts_with(&format!("the variable {name} cannot be used: ")), "{said}");
            assert!(!said.contains("nobody"), "{said}");
        }
    }
}
