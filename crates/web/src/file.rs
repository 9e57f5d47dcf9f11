//! A file built into a component, as an answer: kept by browsers for good, because its name changes with its content,
//! and sent in the shortest form that the caller can read. It knows no file.

use axum::body::{Body, Bytes};
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use http::request::Parts;
use http::{HeaderMap, HeaderValue};
use std::convert::Infallible;

use crate::accept::{Accept, Quality};
use crate::problem::Problem;

/// A year, the longest that means anything (RFC 9111 section 1.2.2).
const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// A file in the forms it can be sent in.
#[derive(Debug)]
pub struct File {
    /// Its name, which no other content ever has.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// As it is.
    pub plain: &'static [u8],
    /// Compressed with Brotli (RFC 7932).
    pub brotli: &'static [u8],
    /// Compressed with gzip (RFC 1952).
    pub gzip: &'static [u8],
}

/// Which codings the caller can read, from `Accept-Encoding` (RFC 9110 section 12.5.3). What cannot be read counts as
/// not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Codings {
    brotli: Quality,
    gzip: Quality,
    plain: Quality,
}

impl File {
    /// The file in the shortest form that the caller can read.
    #[must_use]
    pub fn served(&self, codings: Codings) -> Response {
        let Codings { brotli, gzip, plain } = codings;
        let (content, coding) = match brotli.max(gzip).max(plain) {
            0 => (self.plain, None),
            best if best == brotli => (self.brotli, Some("br")),
            best if best == gzip => (self.gzip, Some("gzip")),
            _ => (self.plain, None),
        };
        let Ok(tag) = HeaderValue::try_from(format!("\"{}.{}\"", self.name, coding.unwrap_or("plain"))) else {
            return Problem::internal("a file's name that is not a header value").into_response();
        };
        let mut response = Response::new(Body::from(Bytes::from_static(content)));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        headers.insert(CACHE_CONTROL, FOR_GOOD);
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(ETAG, tag);
        if let Some(coding) = coding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        response
    }
}

impl Codings {
    fn from_headers(headers: &HeaderMap) -> Self {
        let accepted = Accept::read(headers, ACCEPT_ENCODING);
        let quality = |names: &[&str]| accepted.quality(names).or_else(|| accepted.quality(&["*"]));
        Self {
            brotli: quality(&["br"]).unwrap_or(0),
            gzip: quality(&["gzip", "x-gzip"]).unwrap_or(0),
            // Always readable unless refused, and never better than what was asked for.
            plain: quality(&["identity"]).unwrap_or(1),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Codings {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::from_headers(&parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::{Codings, File};
    use crate::testing::{body_text, extract, header, request};

    const FILE: File =
        File { name: "a.0123.css", media_type: "text/css", plain: b"plain", brotli: b"brotli", gzip: b"gzip" };

    fn serve(accept: &[&str]) -> axum::response::Response {
        let headers: Vec<_> = accept.iter().map(|value| ("accept-encoding", *value)).collect();
        let Ok(codings) = extract::<Codings>(request("GET", "/", &headers, ""));
        FILE.served(codings)
    }

    #[test]
    fn the_caller_gets_the_shortest_form_it_can_read() {
        let cases: &[(&[&str], &str)] = &[
            (&[], "plain"),
            (&[""], "plain"),
            (&["gzip, deflate, br, zstd"], "brotli"),
            (&["gzip", "br"], "brotli"),
            (&["gzip, deflate"], "gzip"),
            (&["x-gzip"], "gzip"),
            (&["GZIP;Q=0.5"], "gzip"),
            (&["br;q=0.5, gzip;q=0.8"], "gzip"),
            (&["br;q=0, gzip ; q=0.001"], "gzip"),
            (&["identity, br;q=0.5"], "plain"),
            (&["*"], "brotli"),
            (&["br;q=0, *"], "gzip"),
            (&["br;q=2, gzip;q=x, deflate"], "plain"),
            (&["identity;q=0"], "plain"),
            (&["*;q=0"], "plain"),
        ];
        for (accept, expected) in cases {
            assert_eq!(body_text(serve(accept)), *expected, "{accept:?}");
        }
    }

    #[test]
    fn each_form_is_kept_for_good_under_a_tag_of_its_own() {
        for (accept, coding, tag) in [("br", Some("br"), "\"a.0123.css.br\""), ("", None, "\"a.0123.css.plain\"")] {
            let answer = serve(&[accept]);
            assert_eq!(header(&answer, "content-encoding"), coding);
            assert_eq!(header(&answer, "etag"), Some(tag));
            assert_eq!(header(&answer, "vary"), Some("accept-encoding"));
            assert_eq!(header(&answer, "content-type"), Some("text/css"));
            assert_eq!(header(&answer, "cache-control"), Some("public, max-age=31536000, immutable"));
        }
    }
}
