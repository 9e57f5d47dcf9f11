//! The table of problem kinds: status, the last part of the type, and the title a person reads. It decides nothing.

/// One kind of problem (RFC 9457 section 3.1: `type`, `title`, `status`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// The status code of every answer of this kind.
    pub status: u16,
    /// The `type` is `/problems/{slug}`. Part of the API: never changed.
    pub slug: &'static str,
    /// Plain English, the same for every occurrence.
    pub title: &'static str,
}

/// Every kind there is, for the documents and for whoever reads the log.
pub const KINDS: &[&Kind] = &[
    &MALFORMED,
    &BAD_QUERY,
    &UNAUTHENTICATED,
    &FORBIDDEN,
    &CROSS_SITE,
    &NOT_FOUND,
    &METHOD_NOT_ALLOWED,
    &CONFLICT,
    &GONE,
    &STALE,
    &TOO_LARGE,
    &UNSUPPORTED_MEDIA_TYPE,
    &VALIDATION,
    &IDEMPOTENCY_KEY_REUSED,
    &IF_MATCH_REQUIRED,
    &TOO_MANY,
    &INTERNAL,
    &UNAVAILABLE,
];

macro_rules! kinds {
    ($($name:ident = $status:literal $slug:literal $title:literal;)*) => {
        $(pub(super) const $name: Kind = Kind { status: $status, slug: $slug, title: $title };)*
    };
}

kinds! {
    MALFORMED = 400 "malformed" "We could not read the request";
    BAD_QUERY = 400 "bad-query" "There is a problem with the address of the request";
    UNAUTHENTICATED = 401 "unauthenticated" "You need a valid key to do this";
    FORBIDDEN = 403 "forbidden" "Your role does not allow this";
    CROSS_SITE = 403 "cross-site" "This was sent from another website, so we did not take it";
    NOT_FOUND = 404 "not-found" "We could not find what you asked for";
    METHOD_NOT_ALLOWED = 405 "method-not-allowed" "This cannot be done here";
    CONFLICT = 409 "conflict" "This cannot be done as things stand";
    GONE = 410 "gone" "This is no longer here";
    STALE = 412 "stale" "Someone changed this since you read it. Read it again, then make your change";
    TOO_LARGE = 413 "too-large" "The request is too large. Send at most 256 kilobytes";
    UNSUPPORTED_MEDIA_TYPE = 415 "unsupported-media-type" "The request is in a format we cannot read";
    VALIDATION = 422 "validation" "There is a problem with your request";
    IDEMPOTENCY_KEY_REUSED = 422 "idempotency-key-reused" "This Idempotency-Key was used before for a different request";
    IF_MATCH_REQUIRED = 428 "if-match-required" "Say which version you are changing: send the ETag you read as If-Match";
    TOO_MANY = 429 "too-many" "Too many requests. Try again later";
    INTERNAL = 500 "internal" "Sorry, there is a problem with the service";
    UNAVAILABLE = 503 "unavailable" "Sorry, the service is busy. Nothing you sent was lost: try again shortly";
}
