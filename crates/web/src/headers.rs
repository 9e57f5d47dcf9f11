//! The headers that every answer carries, whatever became of the request. Never anything about the caller.

use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue};

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Set unless the handler set its own: a hashed asset may be kept, a public page may be found.
const DEFAULTS: [(HeaderName, &str); 2] =
    [(CACHE_CONTROL, "no-store"), (HeaderName::from_static("x-robots-tag"), "noindex")];

/// Set on every answer without exception. Our own script may ask our own site (`connect-src`), for a list that changes as
/// somebody types and for a file sent in parts: what it could tell whom, a form could too.
const ALWAYS: [(HeaderName, &str); 6] = [
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (REFERRER_POLICY, "no-referrer"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Browsers ignore it over plain HTTP (RFC 6797 section 8.1), so a loopback run is not locked out.
    (STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// Adds them all.
pub(crate) fn secure(headers: &mut HeaderMap, request_id: &str) {
    for (name, value) in DEFAULTS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(id) = HeaderValue::try_from(request_id) {
        headers.insert(X_REQUEST_ID, id);
    }
}

#[cfg(test)]
mod tests {
    use http::header::CACHE_CONTROL;
    use http::{HeaderMap, HeaderValue};

    use super::secure;

    #[test]
    fn a_handler_may_let_its_answer_be_kept_but_not_be_framed() {
        let mut headers = HeaderMap::new();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
        headers.insert("content-security-policy", HeaderValue::from_static("frame-ancestors *"));
        secure(&mut headers, "0123456789abcdef");
        assert_eq!(headers[CACHE_CONTROL], "public, max-age=31536000, immutable");
        assert!(headers["content-security-policy"].to_str().unwrap().ends_with("frame-ancestors 'none'"));
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'") && policy.contains("connect-src 'self';"),
            "nobody else's site"
        );
        assert_eq!(headers["x-robots-tag"], "noindex");
        assert_eq!(headers["x-request-id"], "0123456789abcdef");
    }
}
