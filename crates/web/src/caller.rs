//! Where a request comes from, for limits. An address never reaches a log, a record or a key in the clear.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, HeaderName};

use crate::app::App;
use crate::problem::Problem;

/// The connection's address as `ip:port`, set by the host; a client cannot forge it.
const SPIN_CLIENT_ADDR: HeaderName = HeaderName::from_static("spin-client-addr");
const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The network of an IPv6 caller: whoever has one address of a /64 has them all.
const IPV6_NETWORK_MASK: u128 = !0 << 64;

/// Who is calling, as far as the network tells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    address: Option<IpAddr>,
}

impl Caller {
    /// What counters count by: an IPv4 address, an IPv6 /64, or one shared word for callers without an address.
    #[must_use]
    pub fn network(&self) -> String {
        match self.address {
            Some(IpAddr::V4(address)) => address.to_string(),
            Some(IpAddr::V6(address)) => format!("{}/64", Ipv6Addr::from(u128::from(address) & IPV6_NETWORK_MASK)),
            None => "unknown".to_owned(),
        }
    }

    /// The caller's address: the connection's, or with `hops` proxies of ours in between the one that the outermost of
    /// them saw, which is the `hops`-th from the right of `X-Forwarded-For`. What stands further left anyone can write.
    #[must_use]
    pub fn from_headers(headers: &HeaderMap, hops: u8) -> Self {
        let connection = headers.get(SPIN_CLIENT_ADDR).and_then(|value| address(value.to_str().ok()?));
        // A shorter list than there are proxies, or an entry that is no address, did not come the way we were told:
        // the proxy itself is then the caller, and such requests share its limits.
        let forwarded = hops.checked_sub(1).and_then(|index| forwarded_for(headers).nth_back(index.into())?);
        Self { address: forwarded.or(connection) }
    }
}

/// Never prints the address.
impl fmt::Debug for Caller {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Caller(..)")
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let hops = App::of(parts).map_or(0, |app| app.settings().trusted_proxy_hops);
        Ok(Self::from_headers(&parts.headers, hops))
    }
}

/// Every entry of every line, in order; `None` where it is not an address.
fn forwarded_for(headers: &HeaderMap) -> impl DoubleEndedIterator<Item = Option<IpAddr>> {
    let lines = headers.get_all(X_FORWARDED_FOR).iter();
    lines.flat_map(|line| line.as_bytes().split(|byte| *byte == b',')).map(|entry| address(str::from_utf8(entry).ok()?))
}

/// `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:80`, quoted or not.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"');
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()))?;
    Some(address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::Caller;
    use crate::testing::request;

    fn network(hops: u8, lines: &[(&str, &str)]) -> String {
        Caller::from_headers(request("GET", "/", lines, "").headers(), hops).network()
    }

    #[test]
    fn the_connection_s_address_counts_when_no_proxy_is_trusted() {
        let cases = [
            ("192.0.2.7:49152", "192.0.2.7", "IPv4"),
            ("[2001:db8:1:2:3:4:5:6]:49152", "2001:db8:1:2::/64", "an IPv6 network is one caller"),
            ("[::1]:49152", "::/64", "loopback"),
            ("[::ffff:192.0.2.7]:49152", "192.0.2.7", "IPv4 in IPv6 is the same caller"),
            ("192.0.2.7", "192.0.2.7", "no port"),
            ("2001:db8::1", "2001:db8::/64", "no port, no brackets"),
            ("", "unknown", "empty"),
            ("localhost:1", "unknown", "a name"),
            ("192.0.2.256:1", "unknown", "no such address"),
            ("é", "unknown", "not ASCII"),
        ];
        for (value, expected, why) in cases {
            let forged = ("x-forwarded-for", "203.0.113.99");
            assert_eq!(network(0, &[("spin-client-addr", value), forged]), expected, "{why}");
        }
        assert_eq!(network(0, &[]), "unknown");
    }

    #[test]
    fn behind_trusted_proxies_the_outermost_of_them_says_who_called() {
        let cases: &[(u8, &[&str], &str, &str)] = &[
            (1, &["203.0.113.1"], "203.0.113.1", "one proxy, one entry"),
            (1, &["198.51.100.9, 203.0.113.1"], "203.0.113.1", "what the client wrote itself stands further left"),
            (2, &["198.51.100.9, 203.0.113.1, 10.0.0.2"], "203.0.113.1", "two proxies"),
            (2, &["198.51.100.9, 203.0.113.1", "10.0.0.2"], "203.0.113.1", "several lines are one list"),
            (1, &["203.0.113.1:5000"], "203.0.113.1", "with a port"),
            (1, &["\"[2001:db8::5]:5000\""], "2001:db8::/64", "as in the Forwarded header"),
            (1, &[" 2001:db8::5 "], "2001:db8::/64", "bare IPv6"),
            (1, &["203.0.113.1, unknown"], "10.0.0.1", "an entry that is no address: the proxy itself"),
            (1, &["203.0.113.1,"], "10.0.0.1", "an empty entry is an entry"),
            (3, &["203.0.113.1, 10.0.0.2"], "10.0.0.1", "fewer entries than proxies: it did not come through them"),
            (1, &[], "10.0.0.1", "no header"),
            (255, &["203.0.113.1"], "10.0.0.1", "an absurd number of proxies"),
        ];
        for (hops, lines, expected, why) in cases {
            let mut headers = vec![("spin-client-addr", "10.0.0.1:1")];
            headers.extend(lines.iter().map(|line| ("x-forwarded-for", *line)));
            assert_eq!(network(*hops, &headers), *expected, "{why}");
        }
    }

    #[test]
    fn a_caller_s_address_is_not_printed() {
        let caller = Caller::from_headers(request("GET", "/", &[("spin-client-addr", "192.0.2.7:1")], "").headers(), 0);
        assert_eq!(format!("{caller:?}"), "Caller(..)");
    }
}
