//! The component's variables, checked before anything is served. Never prints a value: each failure names its variable.

use records::Keyring;

/// The variables looked for. A manifest need not grant all of them to each component.
pub const NAMES: [&str; 10] = [
    "secret",
    "admin_key",
    "trusted_proxy_hops",
    "authority_code",
    "authority_name",
    "first_contact_working_days",
    "reply_working_days",
    "safeguarding_hub",
    "safeguarding_phone",
    "safeguarding_hours",
];

/// Fewer could be guessed.
const ADMIN_KEY_MIN_CHARACTERS: usize = 32;

/// What an operator decided.
#[derive(Clone, Default)]
pub struct Settings {
    /// How many proxies of ours stand between the caller and us.
    pub trusted_proxy_hops: u8,
    /// The local authority this Virtual School belongs to; `None` where the manifest does not grant it.
    pub authority: Option<Authority>,
    /// The first administrator's key; `None`: there is none.
    pub admin_key: Option<String>,
    others: Vec<(&'static str, String)>,
}

/// A local authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// Three digits.
    pub code: String,
    /// As people say it.
    pub name: String,
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

impl Settings {
    /// Any other variable of [`NAMES`], as it was set; `None` where it is empty or not granted. Its service reads it.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        find(&self.others, name)
    }

    /// Reads the settings and the keyring from the variables that are set.
    ///
    /// # Errors
    /// The first variable that cannot be used.
    pub fn read(variables: &[(&'static str, String)]) -> Result<(Self, Keyring), Misconfigured> {
        let value = |name| find(variables, name);
        let wrong = |name, fault: &str| Misconfigured { name, fault: fault.to_owned() };

        let secret = value("secret").ok_or_else(|| wrong("secret", "it is not set"))?;
        let keyring =
            Keyring::parse(secret).map_err(|error| Misconfigured { name: "secret", fault: error.to_string() })?;
        let admin_key = value("admin_key").map(str::to_owned);
        if admin_key.as_ref().is_some_and(|key| key.chars().count() < ADMIN_KEY_MIN_CHARACTERS) {
            return Err(wrong("admin_key", "it has fewer than 32 characters"));
        }
        let trusted_proxy_hops = value("trusted_proxy_hops")
            .map_or(Ok(0), str::parse)
            .map_err(|_| wrong("trusted_proxy_hops", "it is not a number from 0 to 255"))?;
        let authority = match (value("authority_code"), value("authority_name")) {
            (None, None) => None,
            (Some(code), Some(name)) if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit()) => {
                Some(Authority { code: code.to_owned(), name: name.to_owned() })
            }
            (Some(_), Some(_)) => return Err(wrong("authority_code", "it is not three digits")),
            (None, Some(_)) => return Err(wrong("authority_code", "it is not set")),
            (Some(_), None) => return Err(wrong("authority_name", "it is not set")),
        };
        let secrets = ["secret", "admin_key"];
        let others = variables.iter().filter(|(name, _)| !secrets.contains(name)).cloned().collect();
        Ok((Self { trusted_proxy_hops, authority, admin_key, others }, keyring))
    }
}

fn find<'a>(variables: &'a [(&'static str, String)], name: &str) -> Option<&'a str> {
    let (_, value) = variables.iter().find(|(known, _)| *known == name)?;
    Some(value.trim()).filter(|value| !value.is_empty())
}

/// Never prints the admin key.
impl std::fmt::Debug for Settings {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Settings(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::{Authority, Misconfigured, Settings};

    const SECRET: (&str, &str) = ("secret", "0123456789abcdef0123456789abcdef");

    fn read(variables: &[(&'static str, &str)]) -> Result<Settings, Misconfigured> {
        let variables: Vec<_> = variables.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Settings::read(&variables).map(|(settings, _)| settings)
    }

    #[test]
    fn a_secret_is_enough() {
        for variables in [&[SECRET][..], &[SECRET, ("admin_key", ""), ("trusted_proxy_hops", " ")]] {
            let settings = read(variables).unwrap();
            assert_eq!((settings.trusted_proxy_hops, settings.authority, settings.admin_key), (0, None, None));
        }
    }

    #[test]
    fn what_is_set_is_read() {
        let key = "k".repeat(32);
        let variables = [
            SECRET,
            ("admin_key", key.as_str()),
            ("trusted_proxy_hops", " 2\n"),
            ("authority_code", "301"),
            ("authority_name", "Barking and Dagenham"),
        ];
        let settings = read(&variables).unwrap();
        assert_eq!(settings.trusted_proxy_hops, 2);
        assert_eq!(settings.admin_key, Some(key));
        let authority = Authority { code: "301".to_owned(), name: "Barking and Dagenham".to_owned() };
        assert_eq!(settings.authority, Some(authority));
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
            (&[SECRET, ("authority_code", "30"), ("authority_name", "x")], "authority_code"),
            (&[SECRET, ("authority_name", "x")], "authority_code"),
            (&[SECRET, ("authority_code", "301")], "authority_name"),
        ];
        for (variables, name) in cases {
            let said = read(variables).unwrap_err().to_string();
            assert!(said.starts_with(&format!("the variable {name} cannot be used: ")), "{said}");
            assert!(!said.contains("nobody"), "{said}");
        }
    }
}
