//! An address of a provider: over TLS, or on this machine. Never one that hides a user's name or a fragment.

use std::fmt;
use std::net::IpAddr;

use http::Uri;

/// Longer ones are nobody's.
const MAX_LOCATION_BYTES: usize = 2048;

/// An absolute `https` address, or `http` to this very machine for tests and development.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Location(String);

impl Location {
    /// Reads it, exactly as it stands.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let plain = text.len() <= MAX_LOCATION_BYTES && text.bytes().all(|byte| byte.is_ascii_graphic());
        if !plain || text.contains(['#', '\\']) {
            return None;
        }
        let uri: Uri = text.parse().ok()?;
        let authority = uri.authority()?;
        let private = match uri.scheme_str()? {
            "https" => true,
            "http" => is_this_machine(authority.host()),
            _ => false,
        };
        (private && !authority.as_str().contains('@')).then(|| Self(text.to_owned()))
    }

    /// As it was read.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The same with `more` as its query, or behind the query it has.
    pub(crate) fn with_query(&self, more: &str) -> String {
        format!("{}{}{more}", self.0, if self.0.contains('?') { '&' } else { '?' })
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn is_this_machine(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::Location;

    #[test]
    fn an_address_is_over_tls_or_on_this_machine() {
        let cases = [
            ("https://login.example/tenant/v2.0", true, "the usual"),
            ("https://login.example:443", true, "with a port"),
            ("https://login.example/a?b=c", true, "with a query"),
            ("http://127.0.0.1:4000/x", true, "this machine"),
            ("http://[::1]:4000", true, "this machine by its other name"),
            ("http://localhost:4000", true, "this machine by name"),
            ("http://login.example", false, "in the clear"),
            ("http://127.0.0.1.login.example", false, "only looks like this machine"),
            ("ftp://login.example", false, "another scheme"),
            ("https://login.example@evil.example/", false, "hides where it leads"),
            ("https://login.example/#x", false, "a fragment"),
            ("https://login.example\\@evil.example", false, "read differently by browsers"),
            ("https://", false, "no host"),
            ("/x", false, "no scheme"),
            ("https://login.example/a b", false, "a space"),
            ("", false, "nothing"),
        ];
        for (text, accepted, why) in cases {
            assert_eq!(Location::parse(text).is_some(), accepted, "{text}: {why}");
        }
        assert_eq!(Location::parse(&format!("https://login.example/{}", "a".repeat(2048))), None);
    }

    #[test]
    fn a_query_goes_behind_the_one_that_is_there() {
        let with = |text: &str| Location::parse(text).unwrap().with_query("c=d");
        assert_eq!(with("https://login.example/a"), "https://login.example/a?c=d");
        assert_eq!(with("https://login.example/a?b=c"), "https://login.example/a?b=c&c=d");
    }
}
