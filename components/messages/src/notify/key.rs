//! The key of a service at GOV.UK Notify, and the token made of it that each request shows. Never prints either.

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;

const UUID_CHARACTERS: usize = 36;

/// `{"typ":"JWT","alg":"HS256"}`, as each token begins.
const HEAD: &[u8] = br#"{"typ":"JWT","alg":"HS256"}"#;

/// A key, in its parts: a name of ours, the service's id, the secret.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key<'a> {
    service: &'a str,
    secret: &'a str,
}

impl<'a> Key<'a> {
    /// Reads `name-service-secret`, where the name may hold hyphens too and the others are UUIDs.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let (rest, secret) = text.split_at_checked(text.len().checked_sub(UUID_CHARACTERS)?)?;
        let rest = rest.strip_suffix('-')?;
        let (name, service) = rest.split_at_checked(rest.len().checked_sub(UUID_CHARACTERS)?)?;
        let whole = name.len() > 1 && name.ends_with('-') && is_uuid(service) && is_uuid(secret);
        whole.then_some(Self { service, secret })
    }

    /// A JSON Web Token (RFC 7519) that says who asks and when, signed with HMAC-SHA256.
    pub(crate) fn token(&self, now: Timestamp) -> String {
        // A UUID needs no escaping.
        let claims = format!(r#"{{"iss":"{}","iat":{}}}"#, self.service, now.as_second());
        let signed = format!("{}.{}", BASE64URL_NOPAD.encode(HEAD), BASE64URL_NOPAD.encode(claims.as_bytes()));
        // HMAC takes keys of any length.
        let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(self.secret.as_bytes()) else { return signed };
        mac.update(signed.as_bytes());
        format!("{signed}.{}", BASE64URL_NOPAD.encode(&mac.finalize().into_bytes()))
    }
}

fn is_uuid(text: &str) -> bool {
    text.len() == UUID_CHARACTERS
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::Key;
    use jiff::Timestamp;

    const SERVICE: &str = "26785a09-ab16-4eb0-8407-a37497a57506";
    const SECRET: &str = "3d844edf-8d35-48ac-975b-e847b4f122b0";

    #[test]
    fn a_key_is_a_name_a_service_and_a_secret() {
        for name in ["live", "front-door-live", "x"] {
            let text = format!("{name}-{SERVICE}-{SECRET}");
            assert!(Key::parse(&text) == Some(Key { service: SERVICE, secret: SECRET }), "{name}");
        }
        for text in [
            "",
            SECRET,
            &format!("{SERVICE}-{SECRET}"),
            &format!("-{SERVICE}-{SECRET}"),
            &format!("live-{SERVICE}"),
            &format!("live-{SERVICE}{SECRET}"),
            &format!("live-{SERVICE}-{}x", &SECRET[1..]),
            &format!("é-{SERVICE}-é{}", &SECRET[2..]),
        ] {
            assert!(Key::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_token_is_the_one_that_another_library_makes() {
        let key = Key { service: SERVICE, secret: SECRET };
        let token = key.token(Timestamp::from_second(1_772_445_600).unwrap());
        let expected = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiIyNjc4NWEwOS1hYjE2LTRlYjAtODQwNy1hMzc0OTdhNTc1M\
            DYiLCJpYXQiOjE3NzI0NDU2MDB9.sgK_-sW8TTuOJeIrYKgtcTfr4v6uS57WsnqZr45sDDo";
        assert_eq!(token, expected);
    }
}
