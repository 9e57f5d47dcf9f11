//! Which hosts a component may send requests to. Everything the manifest does not list is denied.

use crate::headers::is_service_chaining;
use http::Uri;
use http::uri::Scheme;
use std::ops::Range;
use wasmtime_wasi_http::{Error, RequestOptions, WasiBody, WasiHttpHooks, default_send_request};

/// One entry of `allowed_outbound_hosts`: `scheme://host[:port]`, `*` for any of the three, `*.domain` for a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedHost {
    scheme: Option<String>,
    host: HostPattern,
    ports: Option<Range<u32>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum HostPattern {
    Any,
    Under(String),
    Exactly(String),
}

/// Why an entry cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("allowed outbound host {entry:?}: {reason}")]
pub struct HostError {
    entry: String,
    reason: &'static str,
}

impl AllowedHost {
    /// Reads one entry.
    pub fn parse(entry: &str) -> Result<Self, HostError> {
        Self::read(entry.trim()).map_err(|reason| HostError { entry: entry.to_owned(), reason })
    }

    fn read(entry: &str) -> Result<Self, &'static str> {
        let (scheme, rest) = entry.split_once("://").ok_or("has no scheme, such as https://")?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if rest.contains('/') {
            return Err("must not have a path, nor be a network");
        }
        let scheme = match scheme {
            "*" => None,
            "http" | "https" => Some(scheme.to_owned()),
            _ => return Err("this host sends http and https only"),
        };
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, port),
            _ => (rest, ""),
        };
        Ok(Self { host: HostPattern::read(host)?, ports: read_ports(port, scheme.as_deref())?, scheme })
    }

    /// Whether a request to `uri` is covered.
    pub fn allows(&self, uri: &Uri) -> bool {
        let (Some(scheme), Some(host)) = (uri.scheme(), uri.host()) else {
            return false;
        };
        let port = uri.port_u16().unwrap_or(if *scheme == Scheme::HTTPS { 443 } else { 80 });
        self.scheme.as_deref().is_none_or(|allowed| scheme.as_str() == allowed)
            && self.host.allows(&host.to_ascii_lowercase())
            && self.ports.as_ref().is_none_or(|ports| ports.contains(&u32::from(port)))
    }
}

impl HostPattern {
    fn read(host: &str) -> Result<Self, &'static str> {
        let host = host.to_ascii_lowercase();
        match host.strip_prefix("*.") {
            _ if host == "*" => Ok(Self::Any),
            _ if host == "self" || host == "self.alt" => Err("requests to the application itself are not supported"),
            _ if is_service_chaining(&host) => Err("requests to other components are not supported"),
            Some("spin.internal") => Err("requests to other components are not supported"),
            Some(domain) if domain.contains('*') || domain.is_empty() => Err("may hold one * only, at its start"),
            Some(domain) => Ok(Self::Under(format!(".{domain}"))),
            None if host.contains(['*', '{']) || host.is_empty() => Err("is not a host"),
            None => Ok(Self::Exactly(host)),
        }
    }

    fn allows(&self, host: &str) -> bool {
        match self {
            // Even "any host" never means another component.
            Self::Any => !is_service_chaining(host),
            Self::Under(suffix) => host.ends_with(suffix.as_str()),
            Self::Exactly(name) => host == name,
        }
    }
}

fn read_ports(port: &str, scheme: Option<&str>) -> Result<Option<Range<u32>>, &'static str> {
    let number = |text: &str| text.parse::<u16>().map(u32::from).map_err(|_| "has a port that is not a number");
    let one = |port: u32| Some(port..port + 1);
    match (port, scheme) {
        ("*", _) => Ok(None),
        ("", Some("http")) => Ok(one(80)),
        ("", Some(_)) => Ok(one(443)),
        ("", None) => Err("needs a port, because it has any scheme"),
        (port, _) => match port.split_once("..") {
            Some((start, end)) => Ok(Some(number(start)?..number(end)?)),
            None => Ok(one(number(port)?)),
        },
    }
}

/// The outbound side of one instance.
pub(crate) struct Outbound {
    allowed: std::sync::Arc<[AllowedHost]>,
}

impl Outbound {
    /// Grants exactly `allowed`.
    pub(crate) fn new(allowed: std::sync::Arc<[AllowedHost]>) -> Self {
        Self { allowed }
    }
}

type Sent = Result<(http::Response<WasiBody>, Box<dyn Future<Output = Result<(), Error>> + Send>), Error>;

impl WasiHttpHooks for Outbound {
    fn send_request(
        &mut self,
        request: http::Request<WasiBody>,
        options: Option<RequestOptions>,
        _response_trouble: Box<dyn Future<Output = Result<(), Error>> + Send>,
    ) -> Box<dyn Future<Output = Sent> + Send> {
        if !self.allowed.iter().any(|host| host.allows(request.uri())) {
            return Box::new(async { Err(Error::HttpRequestDenied) });
        }
        Box::new(async move {
            let (response, connection) = default_send_request(request, options).await?;
            let connection: Box<dyn Future<Output = _> + Send> = Box::new(connection);
            Ok((response.map(http_body_util::BodyExt::boxed_unsync), connection))
        })
    }
}
