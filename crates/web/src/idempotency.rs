//! The `Idempotency-Key` header. What a key led to is kept by crates/records, never here.

use std::ops::Deref;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use http::request::Parts;
use http::{HeaderMap, HeaderName};

use crate::problem::Problem;

pub use records::Fingerprint;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The caller's name for one attempt to create something (draft-ietf-httpapi-idempotency-key-header).
///
/// As an argument it makes the header required, as `Option<IdempotencyKey>` optional. A malformed one is 400 either way:
/// a caller who believes to be protected from making two must not be left in the dark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(records::IdempotencyKey);

impl IdempotencyKey {
    /// Reads a key as a header or a form's hidden field holds it. The draft asks for a quoted string, and half the clients
    /// in use send it bare: `"a"` and `a` are the same key. `None` for anything but 1 to 255 visible ASCII characters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let key = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
        records::IdempotencyKey::parse(key).map(Self)
    }
}

impl Deref for IdempotencyKey {
    type Target = records::IdempotencyKey;

    fn deref(&self) -> &records::IdempotencyKey {
        &self.0
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

    use super::IdempotencyKey;
    use crate::testing::{extract, request};

    fn optional(lines: &[&str]) -> Result<Option<String>, u16> {
        let headers: Vec<_> = lines.iter().map(|line| ("idempotency-key", *line)).collect();
        let (mut parts, _) = request("POST", "/", &headers, "").into_parts();
        let key = block_on(<IdempotencyKey as OptionalFromRequestParts<()>>::from_request_parts(&mut parts, &()));
        key.map(|key| key.map(|key| key.as_str().to_owned())).map_err(|problem| problem.status().as_u16())
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
}
