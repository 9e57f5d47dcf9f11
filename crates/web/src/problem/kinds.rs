//! The table of problem kinds: status, the last part of the type, the title a person reads, and
//! what a person can do next. It decides nothing.

/// One kind of problem (RFC 9457 section 3.1: `type`, `title`, `status`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// The status code of every answer of this kind.
    pub status: u16,
    /// The `type` is `/problems/{slug}`. Part of the API: never changed.
    pub slug: &'static str,
    /// Plain English, the same for every occurrence.
    pub title: &'static str,
    /// What somebody can do who meets it on a page.
    pub next: &'static str,
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
    ($($name:ident = $status:literal $slug:literal $title:literal $next:literal;)*) => {
        $(pub(super) const $name: Kind = Kind { status: $status, slug: $slug, title: $title, next: $next };)*
    };
}

kinds! {
    MALFORMED = 400 "malformed" "We could not read the request"
        "Go back and try again.";
    BAD_QUERY = 400 "bad-query" "There is a problem with the address of the request"
        "Check that the web address is right, or start again from the first page.";
    UNAUTHENTICATED = 401 "unauthenticated" "Sign in, or use a valid key, to do this"
        "Sign in, then try again.";
    FORBIDDEN = 403 "forbidden" "Your role does not allow this"
        "If you need to do this, ask your manager.";
    CROSS_SITE = 403 "cross-site" "This was sent from another website, so we did not take it"
        "Go to our own page and send it from there.";
    NOT_FOUND = 404 "not-found" "We could not find what you asked for"
        "If you typed the web address, check that it is right. If you pasted it, check that you copied all of it.";
    METHOD_NOT_ALLOWED = 405 "method-not-allowed" "This cannot be done here"
        "Go back to the page before this one and try again from there.";
    CONFLICT = 409 "conflict" "This cannot be done as things stand"
        "Go back and look at how things stand now.";
    GONE = 410 "gone" "This is no longer here"
        "If you still need it, get in touch with us.";
    STALE = 412 "stale" "Someone changed this since you read it. Read it again, then make your change"
        "Go back, load the page again, then make your change.";
    TOO_LARGE = 413 "too-large" "The request is too large"
        "Go back and send us less at once.";
    UNSUPPORTED_MEDIA_TYPE = 415 "unsupported-media-type" "The request is in a format we cannot read"
        "Go back and use the form on the page.";
    VALIDATION = 422 "validation" "There is a problem with your request"
        "Go back and check your answers.";
    IDEMPOTENCY_KEY_REUSED = 422 "idempotency-key-reused" "This Idempotency-Key was used before for a different request"
        "Go back, load the page again, then send it again.";
    IF_MATCH_REQUIRED = 428 "if-match-required" "Say which version you are changing: send the ETag you read as If-Match"
        "Go back, load the page again, then make your change.";
    TOO_MANY = 429 "too-many" "Too many requests. Try again later"
        "If you cannot wait, get in touch with us.";
    INTERNAL = 500 "internal" "Sorry, there is a problem with the service"
        "Try again later. If it is still not working, get in touch with us.";
    UNAVAILABLE = 503 "unavailable" "Sorry, the service is busy. Nothing you sent was lost: try again shortly"
        "Wait a moment, then load this page again.";
}
