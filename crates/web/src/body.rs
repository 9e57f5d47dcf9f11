//! A request's body, bounded and whole, and its content type. Never decides what a field means.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde_json::Value;

use crate::idempotency::Fingerprint;
use crate::json;
use crate::problem::Problem;

/// The most one request may carry.
pub const MAX_BODY_BYTES: usize = 256 * 1024;

const APPLICATION_JSON: &str = "application/json";

/// The request's body as JSON. The last argument of a handler: it reads the body.
///
/// 415 where the content type is not `application/json`, 413 past [`MAX_BODY_BYTES`], 400 where the body breaks off or
/// is not strict JSON (see [`json::parse`]).
#[derive(Clone, PartialEq, Eq)]
pub struct JsonBody(pub Value);

impl JsonBody {
    /// What an `Idempotency-Key` is bound to: the same for two bodies that mean the same.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.0)
    }
}

/// Never prints what was typed.
impl std::fmt::Debug for JsonBody {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("JsonBody(..)")
    }
}

impl<S: Sync> FromRequest<S> for JsonBody {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        if !parts.headers.get(CONTENT_TYPE).is_some_and(is_json) {
            return Err(Problem::unsupported_media_type(APPLICATION_JSON));
        }
        let text = read(&parts.headers, body).await?;
        json::parse(&text).map(Self).map_err(Problem::malformed)
    }
}

/// The whole body, or nothing: what breaks off or does not end in time is refused before anything is done with it.
///
/// # Errors
/// 413 past [`MAX_BODY_BYTES`], whether or not a length was announced; 400 where the body did not arrive whole.
pub async fn read(headers: &HeaderMap, body: Body) -> Result<Bytes, Problem> {
    read_up_to(MAX_BODY_BYTES, headers, body).await
}

/// The same up to another limit, for what is sent in one piece because it is a file.
///
/// # Errors
/// 413 past `limit` bytes; 400 where the body did not arrive whole.
pub async fn read_up_to(limit: usize, headers: &HeaderMap, body: Body) -> Result<Bytes, Problem> {
    let announced = match headers.get(CONTENT_LENGTH) {
        None => None,
        Some(length) => Some(whole_number(length).ok_or_else(|| Problem::malformed(WRONG_LENGTH))?),
    };
    if announced.is_some_and(|length| length > limit as u64) {
        return Err(Problem::larger_than(limit));
    }
    let body = match Limited::new(body, limit).collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) if error.is::<LengthLimitError>() => return Err(Problem::larger_than(limit)),
        Err(_) => return Err(Problem::malformed(BROKEN_OFF)),
    };
    match announced {
        Some(length) if length != body.len() as u64 => Err(Problem::malformed(WRONG_LENGTH)),
        _ => Ok(body),
    }
}

const BROKEN_OFF: &str = "The request broke off before its end. Nothing was done";
const WRONG_LENGTH: &str = "The request is not as long as its Content-Length says. Nothing was done";

fn whole_number(value: &HeaderValue) -> Option<u64> {
    value.to_str().ok().filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()
}

/// `application/json`, alone or with `charset=utf-8` (RFC 9110 section 8.3.1: names and charsets in any case).
fn is_json(content_type: &HeaderValue) -> bool {
    let Ok(text) = content_type.to_str() else { return false };
    let mut parts = text.split(';').map(str::trim);
    let media_type = parts.next().unwrap_or_default();
    media_type.eq_ignore_ascii_case(APPLICATION_JSON) && parts.all(is_utf8_charset)
}

fn is_utf8_charset(parameter: &str) -> bool {
    let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
    let value = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value);
    parameter.is_empty() || name.eq_ignore_ascii_case("charset") && value.eq_ignore_ascii_case("utf-8")
}

#[cfg(test)]
mod tests {
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use axum::body::{Body, Bytes, HttpBody};
    use http_body_util::StreamBody;
    use serde_json::json;

    use super::{JsonBody, MAX_BODY_BYTES};
    use crate::testing::{extract_body, request};

    const JSON: (&str, &str) = ("content-type", "application/json");

    fn post(headers: &[(&str, &str)], body: impl Into<Body>) -> Result<JsonBody, u16> {
        extract_body(request("POST", "/", headers, body)).map_err(|problem: crate::Problem| problem.status().as_u16())
    }

    #[test]
    fn only_json_is_read() {
        let cases = [
            ("application/json", true, "the type"),
            ("Application/JSON", true, "in any case"),
            ("application/json;charset=utf-8", true, "the only charset JSON has"),
            ("application/json ; charset=\"UTF-8\"", true, "quoted, spaced"),
            ("application/json;", true, "an empty parameter"),
            ("application/json; charset=utf-16", false, "another charset"),
            ("application/json; profile=x", false, "a parameter that could change the meaning"),
            ("application/problem+json", false, "another type"),
            ("text/json", false, "never registered"),
            ("application/x-www-form-urlencoded", false, "a form goes to the pages"),
            ("", false, "nothing"),
            ("é", false, "not ASCII"),
        ];
        for (content_type, accepted, why) in cases {
            let got = post(&[("content-type", content_type)], "{}");
            assert_eq!(got, if accepted { Ok(JsonBody(json!({}))) } else { Err(415) }, "{content_type}: {why}");
        }
        assert_eq!(post(&[], "{}"), Err(415));
    }

    #[test]
    fn a_body_up_to_the_limit_is_read_and_one_byte_more_is_not() {
        let text = |length: usize| format!("\"{}\"", "a".repeat(length - 2));
        assert!(post(&[JSON], text(MAX_BODY_BYTES)).is_ok());
        assert_eq!(post(&[JSON], text(MAX_BODY_BYTES + 1)), Err(413));
    }

    #[test]
    fn a_length_that_announces_too_much_is_refused_unread() {
        assert_eq!(post(&[JSON, ("content-length", "262145")], Unreadable), Err(413));
    }

    #[test]
    fn an_endless_body_without_a_length_is_refused_at_the_limit() {
        let endless = futures::stream::repeat_with(|| {
            Ok::<_, std::io::Error>(http_body::Frame::data(Bytes::from(vec![b' '; 65_536])))
        });
        assert_eq!(post(&[JSON], Body::new(StreamBody::new(endless))), Err(413));
    }

    #[test]
    fn a_body_that_is_not_as_long_as_announced_is_refused() {
        for length in ["1", "3", "-2", "+2", "2x", "", "99999999999999999999999"] {
            assert_eq!(post(&[JSON, ("content-length", length)], "{}"), Err(400), "{length}");
        }
        assert!(post(&[JSON, ("content-length", "2")], "{}").is_ok());
    }

    #[test]
    fn a_body_that_breaks_off_is_refused() {
        assert_eq!(post(&[JSON], Unreadable), Err(400));
    }

    /// A sender that hangs up.
    struct Unreadable;

    impl HttpBody for Unreadable {
        type Data = Bytes;
        type Error = std::io::Error;

        fn poll_frame(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
            Poll::Ready(Some(Err(std::io::ErrorKind::ConnectionReset.into())))
        }
    }

    impl From<Unreadable> for Body {
        fn from(body: Unreadable) -> Self {
            Self::new(body)
        }
    }
}
