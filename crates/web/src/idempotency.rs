//! The `Idempotency-Key` header and what it is bound to. What a key led to is kept by crates/records, never here.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use http::request::Parts;
use http::{HeaderMap, HeaderName};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::problem::Problem;

/// The longest key; a UUID has 36 characters.
pub const MAX_KEY_CHARACTERS: usize = 255;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The caller's name for one attempt to create something (draft-ietf-httpapi-idempotency-key-header).
///
/// As an argument it makes the header required, as `Option<IdempotencyKey>` optional. A malformed one is 400 either way:
/// a caller who believes to be protected from making two must not be left in the dark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads a key as a header or a form's hidden field holds it. The draft asks for a quoted string, and half the clients
    /// in use send it bare: `"a"` and `a` are the same key. `None` for anything but 1 to 255 visible ASCII characters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let key = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
        let fits = (1..=MAX_KEY_CHARACTERS).contains(&key.len());
        let plain = key.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\');
        (fits && plain).then(|| Self(key.to_owned()))
    }

    /// The key without its quotes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// SHA-256 of a request's meaning. Short texts can be guessed from it: keep it sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(pub [u8; 32]);

impl Fingerprint {
    /// The same for two values that are written as the same JSON, as two of one type are that are equal.
    #[must_use]
    pub fn of_typed(value: &impl Serialize) -> Self {
        Self(Sha256::digest(serde_json::to_vec(value).unwrap_or_default()).into())
    }

    /// The same for two values that are equal as JSON, whatever the order of their names and their white space.
    #[must_use]
    pub fn of(value: &Value) -> Self {
        // Sorted and written without spaces: the canonical text. Sorting does nothing where `Value` keeps names sorted, as it
        // does unless somebody in the build asks serde_json for their order. No `Value` fails to be written; to print it
        // instead would take a second serializer.
        let mut value = value.clone();
        value.sort_all_objects();
        Self::of_typed(&value)
    }
}

impl<S: Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        key(&parts.headers)?.ok_or_else(|| Problem::malformed("Send an Idempotency-Key header, such as a new UUID"))
    }
}

impl<S: Sync> OptionalFromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Problem> {
        key(&parts.headers)
    }
}

fn key(headers: &HeaderMap) -> Result<Option<IdempotencyKey>, Problem> {
    let mut lines = headers.get_all(IDEMPOTENCY_KEY).iter();
    match (lines.next(), lines.next()) {
        (None, _) => Ok(None),
        (Some(line), None) => line.to_str().ok().and_then(IdempotencyKey::parse).map(Some).ok_or_else(malformed),
        (Some(_), Some(_)) => Err(malformed()),
    }
}

fn malformed() -> Problem {
    Problem::malformed("Idempotency-Key must be 1 to 255 visible ASCII characters, in double quotes or without")
}

#[cfg(test)]
mod tests {
    use axum::extract::OptionalFromRequestParts;
    use futures::executor::block_on;
    use serde_json::json;

    use super::{Fingerprint, IdempotencyKey};
    use crate::testing::{extract, request};

    fn optional(lines: &[&str]) -> Result<Option<String>, u16> {
        let headers: Vec<_> = lines.iter().map(|line| ("idempotency-key", *line)).collect();
        let (mut parts, _) = request("POST", "/", &headers, "").into_parts();
        let key = block_on(<IdempotencyKey as OptionalFromRequestParts<()>>::from_request_parts(&mut parts, &()));
        key.map(|key| key.map(|key| key.0)).map_err(|problem| problem.status().as_u16())
    }

    #[test]
    fn a_key_is_read_quoted_or_not() {
        let longest = "k".repeat(255);
        let too_long = "k".repeat(256);
        let quoted_longest = format!("\"{longest}\"");
        type Case<'a> = (&'a [&'a str], Result<Option<&'a str>, u16>, &'a str);
        let cases: &[Case<'_>] = &[
            (&[], Ok(None), "none"),
            (&["abc"], Ok(Some("abc")), "bare"),
            (&["\"abc\""], Ok(Some("abc")), "quoted: the same key"),
            (&[" abc "], Ok(Some("abc")), "spaces around"),
            (&["!~;,"], Ok(Some("!~;,")), "any visible ASCII"),
            (&[&longest], Ok(Some(&longest)), "as long as may be"),
            (&[&quoted_longest], Ok(Some(&longest)), "quotes do not count"),
            (&[&too_long], Err(400), "too long"),
            (&[""], Err(400), "empty"),
            (&["\"\""], Err(400), "empty in quotes"),
            (&["\""], Err(400), "one quote"),
            (&["\"abc"], Err(400), "a quote that never closes"),
            (&["a\"c"], Err(400), "a quote inside"),
            (&["a\\c"], Err(400), "an escape"),
            (&["a c"], Err(400), "a space inside"),
            (&["a\tc"], Err(400), "a tab"),
            (&["é"], Err(400), "not ASCII"),
            (&["a", "a"], Err(400), "two lines"),
        ];
        for (lines, expected, why) in cases {
            assert_eq!(optional(lines), expected.map(|key| key.map(str::to_owned)), "{why}");
        }
    }

    #[test]
    fn a_required_key_that_is_missing_is_400() {
        let missing = extract::<IdempotencyKey>(request("POST", "/", &[], "")).unwrap_err();
        assert_eq!(missing.status(), 400);
    }

    #[test]
    fn bodies_that_mean_the_same_have_the_same_fingerprint() {
        let one = crate::json::parse(br#"{"a": 1, "b": ["x", null]}"#).unwrap();
        let same = crate::json::parse(b"{\"b\":[\"\\u0078\",null],\n\"a\":1}").unwrap();
        assert_eq!(Fingerprint::of(&one), Fingerprint::of(&same));
        for other in [json!({"a": 2, "b": ["x", null]}), json!({"a": 1, "b": [null, "x"]}), json!({"a": "1"})] {
            assert_ne!(Fingerprint::of(&one), Fingerprint::of(&other));
        }
    }
}
