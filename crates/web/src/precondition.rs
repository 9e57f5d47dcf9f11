//! Conditional requests (RFC 9110 section 13) on whole-number versions: strong tags only, never dates.

use std::convert::Infallible;
use std::ops::Deref;

use axum::extract::FromRequestParts;
use http::header::{IF_MATCH, IF_NONE_MATCH};
use http::request::Parts;
use http::{HeaderMap, HeaderValue};
use records::ExpectedVersion;

use crate::problem::Problem;

/// The most tags looked at in one header; a version has one tag, so no honest caller sends more.
const MAX_TAGS: usize = 32;

/// The version as a strong entity tag: `"7"`.
#[must_use]
pub fn etag(version: u64) -> HeaderValue {
    HeaderValue::try_from(format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"0\""))
}

/// Which versions the caller is willing to change. Taking this as an argument makes the header required: without it
/// 428, malformed 400.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IfMatch(ExpectedVersion);

/// Which versions the caller holds already. Never fails: what cannot be read matches nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IfNoneMatch(Option<Tags>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Tags {
    Any,
    /// The opaque parts of the tags; the flag says whether it is weak.
    List(Vec<(bool, String)>),
}

impl IfMatch {
    /// The one version that a page's form was made from.
    #[must_use]
    pub fn version(version: u64) -> Self {
        Self(ExpectedVersion::exactly(version))
    }

    /// Passes where `version` is one the caller named, or the caller said `*`.
    ///
    /// # Errors
    /// 412. A weak tag never matches (RFC 9110 section 13.1.1: strong comparison).
    pub fn check(&self, version: u64) -> Result<(), Problem> {
        if self.0.holds(version) { Ok(()) } else { Err(Problem::stale()) }
    }
}

impl Deref for IfMatch {
    type Target = ExpectedVersion;

    fn deref(&self) -> &ExpectedVersion {
        &self.0
    }
}

impl IfNoneMatch {
    /// Whether the caller holds `version` already (RFC 9110 section 13.1.2: weak comparison).
    #[must_use]
    pub fn holds(&self, version: u64) -> bool {
        self.0.as_ref().is_some_and(|tags| tags.has(&version.to_string()))
    }

    pub(crate) fn from_headers(headers: &HeaderMap) -> Self {
        Self(tags(headers, &IF_NONE_MATCH).ok().flatten())
    }

    /// The same question for a tag as it stands in an answer's header.
    pub(crate) fn holds_tag(&self, tag: &HeaderValue) -> bool {
        let Ok(tag) = tag.to_str() else { return false };
        self.0.as_ref().is_some_and(|tags| tags.has(tag.trim_matches('"')))
    }
}

impl Tags {
    /// Weak comparison: `W/"7"` is `"7"`.
    fn has(&self, wanted: &str) -> bool {
        match self {
            Self::Any => true,
            Self::List(tags) => tags.iter().any(|(_, tag)| tag == wanted),
        }
    }

    /// Strong comparison: what is no version as [`etag`] writes one matches none.
    fn versions(self) -> ExpectedVersion {
        let version = |(weak, tag): (bool, String)| {
            let version = tag.parse::<u64>().ok()?;
            (!weak && version.to_string() == tag).then_some(version)
        };
        match self {
            Self::Any => ExpectedVersion::Any,
            Self::List(tags) => ExpectedVersion::OneOf(tags.into_iter().filter_map(version).collect()),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        match tags(&parts.headers, &IF_MATCH) {
            Ok(Some(tags)) => Ok(Self(tags.versions())),
            Ok(None) => Err(Problem::if_match_required()),
            Err(Unreadable) => Err(Problem::malformed("If-Match must be an ETag as we sent it, like \"7\"")),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for IfNoneMatch {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::from_headers(&parts.headers))
    }
}

struct Unreadable;

/// All lines of the header together (RFC 9110 section 5.3); `None` where there is none.
fn tags(headers: &HeaderMap, name: &http::HeaderName) -> Result<Option<Tags>, Unreadable> {
    let mut list = Vec::new();
    let mut any = false;
    let mut present = false;
    for line in headers.get_all(name) {
        present = true;
        let line = line.to_str().map_err(|_| Unreadable)?;
        if line.trim() == "*" {
            any = true;
        } else {
            read_list(line, &mut list)?;
        }
    }
    match (present, any, list.is_empty()) {
        (false, ..) => Ok(None),
        (true, true, true) => Ok(Some(Tags::Any)),
        (true, false, false) => Ok(Some(Tags::List(list))),
        _ => Err(Unreadable),
    }
}

/// `entity-tag = [ "W/" ] DQUOTE *etagc DQUOTE`, separated by commas; empty elements are skipped.
fn read_list(line: &str, into: &mut Vec<(bool, String)>) -> Result<(), Unreadable> {
    let mut rest = line.trim_matches([' ', '\t']);
    loop {
        while let Some(after) = rest.strip_prefix(',') {
            rest = after.trim_start_matches([' ', '\t']);
        }
        if rest.is_empty() {
            return Ok(());
        }
        let (weak, quoted) = rest.strip_prefix("W/").map_or((false, rest), |strong| (true, strong));
        let (tag, after) = quoted.strip_prefix('"').and_then(|tag| tag.split_once('"')).ok_or(Unreadable)?;
        if tag.contains([' ', '\t']) || into.len() >= MAX_TAGS {
            return Err(Unreadable);
        }
        into.push((weak, tag.to_owned()));
        rest = after.trim_start_matches([' ', '\t']);
        if !rest.is_empty() && !rest.starts_with(',') {
            return Err(Unreadable);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{IfMatch, IfNoneMatch, etag};
    use crate::problem::Problem;
    use crate::testing::{extract, request};

    fn if_match(lines: &[&str]) -> Result<IfMatch, Problem> {
        let headers: Vec<_> = lines.iter().map(|line| ("if-match", *line)).collect();
        extract(request("PUT", "/", &headers, ""))
    }

    #[test]
    fn a_change_must_name_the_version_it_changes() {
        let cases: &[(&[&str], Result<bool, u16>, &str)] = &[
            (&["\"7\""], Ok(true), "the version itself"),
            (&["\"6\""], Ok(false), "an older one"),
            (&["\"6\", \"7\""], Ok(true), "one of a list"),
            (&["\"6\"", "\"7\""], Ok(true), "one of two lines"),
            (&[",, \"7\" ,"], Ok(true), "empty elements are allowed in lists"),
            (&["*"], Ok(true), "any version"),
            (&["W/\"7\""], Ok(false), "a weak tag never matches for a change"),
            (&["\"x\""], Ok(false), "a tag that was never ours"),
            (&["\"07\""], Ok(false), "a version as we never write it"),
            (&["\"\""], Ok(false), "an empty tag"),
            (&[], Err(428), "no header"),
            (&[""], Err(400), "an empty header"),
            (&["7"], Err(400), "no quotes"),
            (&["\"7"], Err(400), "one quote"),
            (&["\"7\" \"8\""], Err(400), "no comma"),
            (&["w/\"7\""], Err(400), "the weak mark is upper case"),
            (&["*, \"7\""], Err(400), "a star stands alone"),
            (&["*", "\"7\""], Err(400), "a star stands alone on its line too"),
            (&["é"], Err(400), "not ASCII"),
        ];
        for (lines, expected, why) in cases {
            let got = if_match(lines).map(|tags| tags.check(7).is_ok()).map_err(|problem| problem.status().as_u16());
            assert_eq!(got, *expected, "{why}");
        }
    }

    #[test]
    fn a_stale_change_is_412() {
        let problem = if_match(&["\"6\""]).unwrap().check(7).unwrap_err();
        assert_eq!(problem.status(), 412);
    }

    #[test]
    fn a_header_of_nothing_but_tags_is_bounded() {
        let many = vec!["\"1\""; 10_000].join(",");
        assert_eq!(if_match(&[&many]).unwrap_err().status(), 400);
    }

    #[test]
    fn one_version_named_can_be_read_back() {
        assert_eq!(if_match(&["\"7\""]).unwrap().only(), Some(7));
        assert_eq!(IfMatch::version(7), if_match(&["\"7\""]).unwrap(), "a form says the same");
        assert_eq!(if_match(&["*"]).unwrap().only(), None);
        assert_eq!(if_match(&["\"7\",\"8\""]).unwrap().only(), None);
        assert_eq!(if_match(&["\"99999999999999999999\""]).unwrap().only(), None);
    }

    #[test]
    fn a_reader_who_holds_the_version_is_known() {
        for (line, expected) in [("\"7\"", true), ("W/\"7\"", true), ("\"6\"", false), ("*", true), ("7", false)] {
            let held: IfNoneMatch = extract(request("GET", "/", &[("if-none-match", line)], "")).unwrap();
            assert_eq!(held.holds(7), expected, "{line}");
            assert_eq!(held.holds_tag(&etag(7)), expected, "{line}");
        }
        let none: IfNoneMatch = extract(request("GET", "/", &[], "")).unwrap();
        assert!(!none.holds(7));
    }
}
