//! A page's form as it was sent: bounded, whole, and from a page of ours. Never decides what a field means.

use std::sync::Arc;

use axum::extract::{FromRequest, Request};
use http::header::{CONTENT_TYPE, ORIGIN};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::body;
use crate::cookie::host;
use crate::problem::Problem;

const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The most fields looked at; no form of ours has half as many.
const MAX_FIELDS: usize = 200;

/// The fields of a form; cheap to clone.
///
/// 403 where a browser says that another site's page sent it, 415 where it is not a form, 413 past
/// [`body::MAX_BODY_BYTES`], 400 where it breaks off or has too many fields.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Form(Arc<[(String, String)]>);

impl Form {
    /// What was typed into the first field of that name; empty where there is none. Lines end in `\n`, as they do
    /// everywhere but in a form (HTML, "normalize newlines").
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        self.all(name).next().unwrap_or_default()
    }

    /// What was typed into or chosen from all fields of that name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = String> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.replace("\r\n", "\n"))
    }
}

impl Form {
    /// A form of these fields.
    pub(crate) fn of(fields: Vec<(String, String)>) -> Self {
        Self(fields.into())
    }

    /// Every field as it was sent, to be sent again.
    pub(crate) fn fields(&self) -> &[(String, String)] {
        &self.0
    }
}

/// Never prints what was typed.
impl std::fmt::Debug for Form {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Form(..)")
    }
}

impl<S: Sync> FromRequest<S> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        if !is_from_a_page_of_ours(&parts.headers) {
            return Err(Problem::cross_site());
        }
        if !parts.headers.get(CONTENT_TYPE).is_some_and(is_form) {
            return Err(Problem::unsupported_media_type(MEDIA_TYPE));
        }
        let body = body::read(&parts.headers, body).await?;
        let fields: Vec<_> = form_urlencoded::parse(&body).into_owned().take(MAX_FIELDS + 1).collect();
        if fields.len() > MAX_FIELDS {
            return Err(Problem::malformed("The form has more than 200 fields. Nothing was done"));
        }
        Ok(Self(fields.into()))
    }
}

/// Whether no browser says otherwise. `Sec-Fetch-Site` is the browser's own word, which no page can set (W3C Fetch
/// Metadata). A browser without it sends `Origin`; since our pages ask for no referrer, that is `null` for our own forms
/// too (Fetch, "append a request Origin header") and then tells nothing. Such a browser still leaves our `SameSite`
/// cookies out of another site's form, so that what it sends is anybody's.
pub(crate) fn is_from_a_page_of_ours(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get(SEC_FETCH_SITE) {
        return site == "same-origin" || site == "none";
    }
    match headers.get(ORIGIN).map(HeaderValue::to_str) {
        None | Some(Ok("null")) => true,
        Some(Ok(origin)) => origin.split_once("://").is_some_and(|(_, from)| Some(from) == host(headers)),
        Some(Err(_)) => false,
    }
}

fn is_form(content_type: &HeaderValue) -> bool {
    let Ok(text) = content_type.to_str() else { return false };
    let media_type = text.split(';').next().unwrap_or_default();
    media_type.trim().eq_ignore_ascii_case(MEDIA_TYPE)
}

#[cfg(test)]
mod tests {
    use super::{Form, MAX_FIELDS};
    use crate::testing::{extract_body, request};

    const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

    fn post(headers: &[(&str, &str)], body: &str) -> Result<Form, u16> {
        let headers: Vec<_> =
            headers.iter().copied().chain([("spin-full-url", "http://here.example:3000/x")]).collect();
        extract_body(request("POST", "/", &headers, body.to_owned()))
            .map_err(|problem: crate::Problem| problem.status().as_u16())
    }

    #[test]
    fn fields_come_as_they_were_typed_but_for_the_ends_of_lines() {
        let form = post(&[FORM], "a=1+%2B+1&a=2&text=one%0D%0Atwo&empty=&%F0%9F%98%80=x").unwrap();
        assert_eq!(form.text("a"), "1 + 1");
        assert_eq!(form.all("a").collect::<Vec<_>>(), ["1 + 1", "2"]);
        assert_eq!(form.text("text"), "one\ntwo");
        assert_eq!(form.text("empty"), "");
        assert_eq!(form.text("none"), "");
        assert_eq!(form.text("😀"), "x");
        assert_eq!(format!("{form:?}"), "Form(..)");
    }

    #[test]
    fn only_forms_are_read_and_only_so_many_fields() {
        assert_eq!(post(&[], "a=1"), Err(415));
        assert_eq!(post(&[("content-type", "application/json")], "{}"), Err(415));
        assert_eq!(post(&[("content-type", "text/plain")], "a=1"), Err(415));
        let charset = ("content-type", "Application/X-WWW-Form-Urlencoded; charset=UTF-8");
        assert!(post(&[charset], "a=1").is_ok());
        assert!(post(&[FORM], &"a=1&".repeat(MAX_FIELDS)).is_ok());
        assert_eq!(post(&[FORM], &"a=1&".repeat(MAX_FIELDS + 1)), Err(400));
        assert_eq!(post(&[FORM], &"a".repeat(crate::body::MAX_BODY_BYTES + 1)), Err(413));
    }

    #[test]
    fn a_form_that_another_site_sent_is_refused() {
        let cases = [
            (&[("sec-fetch-site", "same-origin")][..], true, "our own page"),
            (&[("sec-fetch-site", "none")], true, "a reload by the person"),
            (&[("sec-fetch-site", "cross-site")], false, "another site"),
            (&[("sec-fetch-site", "same-site")], false, "a neighbour under the same domain"),
            (&[("sec-fetch-site", "same-origin"), ("origin", "null")], true, "the browser's own word counts"),
            (&[("origin", "http://here.example:3000")], true, "an older browser, our page"),
            (&[("origin", "https://here.example:3000")], true, "the same behind a proxy that ends TLS"),
            (&[("origin", "http://evil.example")], false, "an older browser, another site"),
            (&[("origin", "http://here.example:3001")], false, "another port"),
            (&[("origin", "here.example:3000")], false, "no origin"),
            (&[("origin", "null")], true, "an older browser that tells nothing"),
            (&[], true, "no browser"),
        ];
        for (headers, accepted, why) in cases {
            let headers: Vec<_> = headers.iter().copied().chain([FORM]).collect();
            assert_eq!(post(&headers, "a=1").err(), if accepted { None } else { Some(403) }, "{why}");
        }
    }
}
