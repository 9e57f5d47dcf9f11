//! The request headers by which Spin tells a component how it was reached. Never passes on a client's own `spin-` ones.

use crate::routes::Matched;
use http::header::{CONNECTION, HOST};
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use std::net::SocketAddr;

const PREFIX: &str = "spin-";
/// Spin's word where a request names no host, as in HTTP/2.
const DEFAULT_HOST: &str = "localhost";
/// Hosts under this name mean "another component" to Spin; a client cannot mean that.
const SERVICE_CHAINING_DOMAIN: &str = "spin.internal";

/// Removes what only the host may say.
pub(crate) fn strip(headers: &mut HeaderMap) {
    let forged: Vec<HeaderName> = headers.keys().filter(|name| name.as_str().starts_with(PREFIX)).cloned().collect();
    for name in forged {
        headers.remove(name);
    }
    headers.remove(CONNECTION);
    if host(headers).is_some_and(is_service_chaining) {
        headers.remove(HOST);
    }
}

/// Adds what the component may want to know about how it was reached.
pub(crate) fn add(headers: &mut HeaderMap, uri: &Uri, matched: &Matched<'_>, client: SocketAddr) {
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let scheme = uri.scheme_str().unwrap_or("http");
    let full_url = format!("{scheme}://{}{path}", host(headers).unwrap_or(DEFAULT_HOST));
    let prefix = matched.raw.strip_suffix("/...").unwrap_or(matched.raw);

    insert(headers, "spin-path-info", &matched.path_info);
    insert(headers, "spin-full-url", &full_url);
    insert(headers, "spin-matched-route", matched.based);
    insert(headers, "spin-base-path", "/");
    insert(headers, "spin-raw-component-route", matched.raw);
    insert(headers, "spin-component-route", prefix);
    insert(headers, "spin-client-addr", &client.to_string());
    for (name, value) in &matched.parameters {
        insert(headers, &format!("spin-path-match-{}", name.to_ascii_lowercase()), value);
    }
}

/// Whether `host` (with or without a port) names another component rather than a host.
pub(crate) fn is_service_chaining(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name.split_once('.').is_some_and(|(_, domain)| domain.eq_ignore_ascii_case(SERVICE_CHAINING_DOMAIN))
}

fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(HOST)?.to_str().ok()
}

/// As in Spin, what cannot be a header is left out.
fn insert(headers: &mut HeaderMap, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_bytes(value.as_bytes())) {
        headers.insert(name, value);
    }
}
