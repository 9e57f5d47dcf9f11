//! The component's variables, checked before anything is served. Never prints a value: each failure names its variable.

mod lines;

use std::sync::Arc;

use http::request::Parts;
use records::Keyring;

use crate::app::App;
use crate::council::{self, Council};
use crate::problem::Problem;
pub use lines::SettingLines;

/// The variables of a component that keeps records, beside the council.
const KEEPERS_NAMES: [&str; 3] = ["secret", "admin_key", "trusted_proxy_hops"];

/// Fewer could be guessed.
const ADMIN_KEY_MIN_CHARACTERS: usize = 32;

/// What an operator decided.
#[derive(Clone, Default)]
pub struct Settings {
    /// How many proxies of ours stand between the caller and us.
    pub trusted_proxy_hops: u8,
    /// The first administrator's key; `None`: there is none.
    pub admin_key: Option<String>,
    /// The council that runs this; `None` where the manifest does not grant the variable.
    pub(crate) council: Option<Council>,
    /// What only this component asked for.
    pub(crate) own: Vec<(&'static str, String)>,
}

/// A variable that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the variable {name} cannot be used: {fault}")]
pub struct Misconfigured {
    /// The variable.
    pub name: &'static str,
    /// What is wrong with it, without its value.
    pub fault: String,
}

/// The variables that are granted and set.
pub(crate) struct Variables<'a>(pub(crate) &'a [(&'static str, String)]);

impl Variables<'_> {
    /// A variable's value without the space around it; `None` where it is empty or not granted.
    pub(crate) fn find(&self, name: &str) -> Option<&str> {
        self.granted(name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// A variable's value as it is; `None` where it is not granted.
    fn granted(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

impl Misconfigured {
    /// Names the variable and what is wrong with it.
    pub fn new(name: &'static str, fault: impl Into<String>) -> Self {
        Self { name, fault: fault.into() }
    }
}

impl Settings {
    /// The variables to look for in a component that keeps records, and in one that does not; and its own beside them.
    pub fn names(keeps_records: bool, own: &'static [&'static str]) -> impl Iterator<Item = &'static str> {
        let keepers = if keeps_records { &KEEPERS_NAMES[..] } else { &[] };
        keepers.iter().chain(&[council::VARIABLE]).chain(own).copied()
    }

    /// Reads the settings from the variables that are set; `own` are the component's own.
    ///
    /// # Errors
    /// The first variable that cannot be used.
    pub fn read(variables: &[(&'static str, String)], own: &[&'static str]) -> Result<Self, Misconfigured> {
        let variables = Variables(variables);
        let admin_key = variables.find("admin_key").map(str::to_owned);
        if admin_key.as_ref().is_some_and(|key| key.chars().count() < ADMIN_KEY_MIN_CHARACTERS) {
            return Err(Misconfigured::new("admin_key", "it has fewer than 32 characters"));
        }
        let trusted_proxy_hops = variables
            .find("trusted_proxy_hops")
            .map_or(Ok(0), str::parse)
            .map_err(|_| Misconfigured::new("trusted_proxy_hops", "it is not a number from 0 to 255"))?;
        let own = variables.0.iter().filter(|(name, _)| own.contains(name) && variables.find(name).is_some());
        let own = own.map(|(name, value)| (*name, value.trim().to_owned())).collect();
        let council = variables.granted(council::VARIABLE).map(Council::read).transpose()?;
        Ok(Self { trusted_proxy_hops, admin_key, council, own })
    }

    /// A variable of this component's own, named with [`crate::Component::variables`]; `None` where it is not set.
    #[must_use]
    pub fn own(&self, name: &str) -> Option<&str> {
        self.own.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The keys that seal what is stored, from the variable `secret`.
    ///
    /// # Errors
    /// That it is not set or cannot be used.
    pub fn keyring(variables: &[(&'static str, String)]) -> Result<Keyring, Misconfigured> {
        let variables = Variables(variables);
        let secret = variables.find("secret").ok_or_else(|| Misconfigured::new("secret", "it is not set"))?;
        Keyring::parse(secret).map_err(|error| Misconfigured::new("secret", error.to_string()))
    }

    /// The council that runs this.
    ///
    /// # Errors
    /// 500 where the manifest does not grant the variable to this component.
    pub fn council(&self) -> Result<&Council, Problem> {
        self.council.as_ref().ok_or_else(|| Problem::internal("the manifest does not grant the variable council"))
    }

    /// The settings beside a request.
    pub(crate) fn of(parts: &Parts) -> Option<&Self> {
        App::of(parts).map(App::settings).or_else(|| parts.extensions.get::<Arc<Self>>().map(AsRef::as_ref))
    }
}

/// Never prints the admin key.
impl std::fmt::Debug for Settings {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Settings(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::{Misconfigured, Settings};

    const SECRET: (&str, &str) = ("secret", "0123456789abcdef0123456789abcdef");

    fn read(variables: &[(&'static str, &str)]) -> Result<Settings, Misconfigured> {
        let variables: Vec<_> = variables.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Settings::keyring(&variables)?;
        Settings::read(&variables, &["own"])
    }

    #[test]
    fn a_secret_is_enough() {
        for variables in [&[SECRET][..], &[SECRET, ("admin_key", ""), ("trusted_proxy_hops", " ")]] {
            let settings = read(variables).unwrap();
            assert_eq!((settings.trusted_proxy_hops, &settings.admin_key), (0, &None));
            assert_eq!(settings.council().unwrap_err().status(), 500);
        }
    }

    #[test]
    fn what_is_set_is_read() {
        let key = "k".repeat(32);
        let council = crate::council::tests::FEWEST;
        let given = [SECRET, ("admin_key", &key), ("trusted_proxy_hops", " 2\n"), ("council", council)];
        let settings = read(&given).unwrap();
        assert_eq!(settings.trusted_proxy_hops, 2);
        assert_eq!(settings.council().unwrap().authority_name, "Larkshire");
        assert_eq!(settings.admin_key, Some(key));
    }

    #[test]
    fn each_component_looks_for_what_it_may_have() {
        assert!(Settings::names(true, &[]).any(|name| name == "secret"));
        assert!(!Settings::names(false, &[]).any(|name| name == "secret"));
        assert!(Settings::names(false, &[]).any(|name| name == "council"));
        assert!(Settings::names(false, &["own"]).any(|name| name == "own"));
    }

    #[test]
    fn a_component_s_own_variables_are_kept_for_it() {
        let settings = read(&[SECRET, ("own", " x ")]).unwrap();
        assert_eq!((settings.own("own"), settings.own("secret")), (Some("x"), None));
        assert_eq!(read(&[SECRET, ("own", " ")]).unwrap().own("own"), None);
    }

    #[test]
    fn what_cannot_be_used_is_named_and_not_repeated() {
        let cases: &[(&[(&'static str, &str)], &str)] = &[
            (&[], "secret"),
            (&[("secret", "")], "secret"),
            (&[("secret", "too short, and told to nobody")], "secret"),
            (&[SECRET, ("admin_key", "told-to-nobody")], "admin_key"),
            (&[SECRET, ("trusted_proxy_hops", "-1")], "trusted_proxy_hops"),
            (&[SECRET, ("trusted_proxy_hops", "256")], "trusted_proxy_hops"),
            (&[SECRET, ("council", "authority_name = nobody")], "council"),
            (&[SECRET, ("council", "")], "council"),
        ];
        for (variables, name) in cases {
            let said = read(variables).unwrap_err().to_string();
            assert!(said.starts_with(&format!("the variable {name} cannot be used: ")), "{said}");
            assert!(!said.contains("nobody"), "{said}");
        }
    }
}
