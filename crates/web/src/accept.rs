//! What a caller would rather have, as `Accept` and its like say it (RFC 9110 section 12). Never fails: what cannot be
//! read counts as not said.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use http::header::ACCEPT;
use http::request::Parts;
use http::{HeaderMap, HeaderName};

/// The most accepted looked at; browsers send about eight.
const MAX_RANGES: usize = 32;

/// How much something is wanted, in thousandths.
pub(crate) type Quality = u16;

/// The accepted of one header.
pub(crate) struct Accept<'a>(Vec<(&'a str, Quality)>);

/// Who will read the answer, where both are served at one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Somebody in a browser.
    Person,
    /// A program, which gets JSON unless it asks for pages.
    Program,
}

impl<'a> Accept<'a> {
    pub(crate) fn read(headers: &'a HeaderMap, name: HeaderName) -> Self {
        let lines = headers.get_all(name).iter().filter_map(|line| line.to_str().ok());
        Self(lines.flat_map(|line| line.split(',')).take(MAX_RANGES).filter_map(range).collect())
    }

    /// How much the thing of these names is wanted; `None`: nothing is said of it.
    pub(crate) fn quality(&self, names: &[&str]) -> Option<Quality> {
        let mut said = self.0.iter();
        let (_, quality) = said.find(|(said, _)| names.iter().any(|name| said.eq_ignore_ascii_case(name)))?;
        Some(*quality)
    }
}

/// `gzip;q=0.5`: a name, parameters, among them the quality.
fn range(text: &str) -> Option<(&str, Quality)> {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next()?;
    let quality = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    Some((name, quality.map_or(Some(1000), thousandths)?))
}

/// `0.5` is 500: a digit, and at most three behind the point (RFC 9110 section 12.4.2).
fn thousandths(text: &str) -> Option<Quality> {
    let (whole, behind) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{behind:0<3}");
    let value = if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok()? } else { return None };
    (digits.len() == 4 && value <= 1000).then_some(value)
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let accepted = Accept::read(&parts.headers, ACCEPT);
        let pages = accepted.quality(&["text/html"]).unwrap_or(0);
        let json = accepted.quality(&["application/json"]).unwrap_or(0);
        Ok(if pages > json { Self::Person } else { Self::Program })
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, thousandths};
    use crate::testing::{extract, request};

    #[test]
    fn a_quality_has_at_most_three_digits_behind_the_point() {
        let cases = [("1", Some(1000)), ("1.000", Some(1000)), ("0.5", Some(500)), ("0.001", Some(1)), ("0", Some(0))];
        let wrong = ["", "1.001", "2", "0.0001", "10", "-1", "+1", "0.x", ".5", "1e0"].map(|text| (text, None));
        for (text, expected) in cases.into_iter().chain(wrong) {
            assert_eq!(thousandths(text), expected, "{text}");
        }
    }

    #[test]
    fn a_browser_is_told_from_a_program() {
        let cases = [
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Reader::Person),
            ("text/html;charset=utf-8;q=0.9", Reader::Person),
            ("*/*", Reader::Program),
            ("", Reader::Program),
            ("application/json", Reader::Program),
            ("application/json, text/html;q=0.9", Reader::Program),
            ("text/html, application/json", Reader::Program),
            ("text/html;q=0", Reader::Program),
        ];
        for (accept, expected) in cases {
            let Ok(reader) = extract::<Reader>(request("GET", "/", &[("accept", accept)], ""));
            assert_eq!(reader, expected, "{accept}");
        }
    }
}
