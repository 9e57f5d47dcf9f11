//! Cookies: the few that a page cannot do without, for this session of the browser only. Nothing in one can be read or
//! changed by script, and none is sent along when another site links or posts here.

use axum::extract::FromRequestParts;
use http::header::{COOKIE, HOST};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::convert::Infallible;

use crate::app::App;

/// The URL of the request as the host saw it.
const SPIN_FULL_URL: HeaderName = HeaderName::from_static("spin-full-url");

/// What a browser remembers for us. It forgets it when it is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cookie {
    /// Letters and underscores; it also keeps apart what is sealed.
    pub name: &'static str,
    /// The part of the site it is sent to, such as `/advice`.
    pub path: &'static str,
}

/// The browser that sent a request, as far as its cookies go.
#[derive(Clone)]
pub struct Browser {
    cookies: Vec<(String, String)>,
    /// The host and port that it believes it is talking to.
    host: Option<String>,
    /// Off loopback a cookie travels over TLS only.
    secure: bool,
}

impl Browser {
    /// What the browser remembers, as it was given; `None` where it has none, or two of one name.
    #[must_use]
    pub fn cookie(&self, cookie: &Cookie) -> Option<&str> {
        let mut values = self.cookies.iter().filter(|(name, _)| name == cookie.name);
        let (_, value) = values.next()?;
        values.next().is_none().then_some(value)
    }

    /// The `Set-Cookie` header for `value`, which is letters, digits, dots and hyphens.
    #[must_use]
    pub fn remember(&self, cookie: &Cookie, value: &str) -> HeaderValue {
        self.header(cookie, value, "")
    }

    /// The `Set-Cookie` header that makes the browser forget.
    #[must_use]
    pub fn forget(&self, cookie: &Cookie) -> HeaderValue {
        self.header(cookie, "", "; Max-Age=0")
    }

    /// What [`Browser::seal`] sealed; `None` for anything else.
    #[must_use]
    pub fn open(&self, app: &App, cookie: &Cookie) -> Option<Vec<u8>> {
        app.keyring().open_token(cookie.name, self.cookie(cookie)?)
    }

    /// The `Set-Cookie` header for `value`, sealed so that only we can read it.
    #[must_use]
    pub fn seal(&self, app: &App, cookie: &Cookie, value: &[u8]) -> Option<HeaderValue> {
        Some(self.remember(cookie, &app.keyring().seal_token(cookie.name, value, app.random())?))
    }

    /// Where the browser believes that it is, such as `https://school.example`: for an address that another site is to send
    /// it back to. Plain HTTP on loopback only. `None` where it does not say.
    #[must_use]
    pub fn origin(&self) -> Option<String> {
        let scheme = if self.secure { "https" } else { "http" };
        self.host.as_ref().map(|host| format!("{scheme}://{host}"))
    }

    fn header(&self, Cookie { name, path }: &Cookie, value: &str, more: &str) -> HeaderValue {
        let secure = if self.secure { "; Secure" } else { "" };
        let text = format!("{name}={value}; Path={path}; HttpOnly; SameSite=Lax{secure}{more}");
        HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
    }

    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
        let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let host = host(headers).map(str::to_owned);
        Self {
            cookies: pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            secure: !host.as_deref().is_some_and(is_loopback),
            host,
        }
    }
}

/// Never prints a value.
impl std::fmt::Debug for Browser {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Browser(..)")
    }
}

impl<S: Sync> FromRequestParts<S> for Browser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

/// The host and port that the browser believes it is talking to.
pub(crate) fn host(headers: &HeaderMap) -> Option<&str> {
    let url = headers.get(SPIN_FULL_URL).and_then(|url| url.to_str().ok()).and_then(|url| url.split_once("://"));
    let from_url = url.and_then(|(_, rest)| rest.split(['/', '?', '#']).next());
    from_url.or_else(|| headers.get(HOST)?.to_str().ok())
}

fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(rest),
        None => host.split(':').next().unwrap_or(host),
    };
    let address = name.parse::<std::net::IpAddr>();
    name == "localhost" || name.ends_with(".localhost") || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::{Browser, Cookie, is_loopback};
    use crate::testing::{TestHost, extract, request};

    const NOTE: Cookie = Cookie { name: "note", path: "/x" };

    fn browser(headers: &[(&str, &str)]) -> Browser {
        extract(request("GET", "/", headers, "")).unwrap()
    }

    #[test]
    fn a_cookie_is_found_among_others_and_two_of_one_name_are_none() {
        let cases = [
            (&[("cookie", "note=1")][..], Some("1"), "alone"),
            (&[("cookie", "a=b; note=1; c=d")], Some("1"), "among others"),
            (&[("cookie", "a=b"), ("cookie", "note=1")], Some("1"), "on another line"),
            (&[("cookie", "notes=1; anote=2")], None, "only like it"),
            (&[("cookie", "note=1; note=2")], None, "somebody planted a second one"),
            (&[], None, "none at all"),
        ];
        for (headers, expected, why) in cases {
            assert_eq!(browser(headers).cookie(&NOTE), expected, "{why}");
        }
    }

    #[test]
    fn a_cookie_is_out_of_reach_of_script_other_sites_and_plain_http() {
        let set = browser(&[("spin-full-url", "http://school.example/x")]).remember(&NOTE, "1");
        assert_eq!(set, "note=1; Path=/x; HttpOnly; SameSite=Lax; Secure");
        let local = browser(&[("spin-full-url", "http://127.0.0.1:3000/x"), ("host", "school.example")]);
        assert_eq!(local.remember(&NOTE, "1"), "note=1; Path=/x; HttpOnly; SameSite=Lax");
        assert_eq!(local.forget(&NOTE), "note=; Path=/x; HttpOnly; SameSite=Lax; Max-Age=0");
    }

    #[test]
    fn a_browser_is_where_it_believes_to_be_and_over_tls_but_for_loopback() {
        let cases = [
            (&[("spin-full-url", "http://school.example/x?y")][..], Some("https://school.example")),
            (&[("spin-full-url", "http://127.0.0.1:3000/x")], Some("http://127.0.0.1:3000")),
            (&[("host", "school.example:8443")], Some("https://school.example:8443")),
            (&[], None),
        ];
        for (headers, expected) in cases {
            assert_eq!(browser(headers).origin().as_deref(), expected);
        }
    }

    #[test]
    fn only_this_machine_is_loopback() {
        for host in ["localhost", "localhost:3000", "127.0.0.1:80", "[::1]:3000", "[::1]", "a.localhost"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["school.example", "localhost.example", "10.0.0.1", "[2001:db8::1]:80", ""] {
            assert!(!is_loopback(host), "{host}");
        }
    }

    #[test]
    fn what_is_sealed_opens_again_and_only_under_its_own_name() {
        let app = TestHost::at("2026-01-05T09:00:00Z").app();
        let set = browser(&[]).seal(&app, &NOTE, b"ENQ").unwrap();
        let sent = set.to_str().unwrap().split(';').next().unwrap().to_owned();
        let other = Cookie { name: "other", path: "/x" };
        let renamed = sent.replace("note=", "other=");
        assert_eq!(browser(&[("cookie", &sent)]).open(&app, &NOTE).as_deref(), Some(&b"ENQ"[..]));
        assert_eq!(browser(&[("cookie", &renamed)]).open(&app, &other), None);
        assert_eq!(browser(&[("cookie", "note=00")]).open(&app, &NOTE), None);
        assert_eq!(browser(&[("cookie", "note=é")]).open(&app, &NOTE), None);
        assert!(!sent.contains("ENQ"));
    }
}
