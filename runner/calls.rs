//! The requests that the runner makes of its own application: some repeatedly, one at the start. They come in over the
//! network like any other, and may do no more than their token allows. Never shows a token.

use crate::body::take_in;
use crate::host::Output;
use crate::limits::{CALL_MS, UNWANTED_BODY_MS};
use crate::loading::StartError;
use crate::manifest::{Every, Manifest};
use crate::template::Template;
use crate::values::Values;
use bytes::Bytes;
use http::header::{AUTHORIZATION, HOST};
use http::{HeaderValue, Method, Request, StatusCode};
use http_body_util::Empty;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;
use toml::Spanned;

/// A request to repeat.
pub(crate) struct Call {
    every: Duration,
    path: String,
    authorization: Option<HeaderValue>,
}

/// The calls of `manifest` with their values. One whose bearer token is empty is switched off.
pub(crate) fn every(manifest: &Manifest, values: &Values) -> Result<Vec<Call>, StartError> {
    let mut calls = Vec::new();
    for Every { seconds, post, bearer } in &manifest.application.tool.runner.every {
        let token = bearer.as_ref().map(|bearer| fill(bearer, values, str::to_owned)).transpose()?;
        if token.as_deref() == Some("") {
            continue;
        }
        let unusable = || StartError::Call { template: bearer.as_ref().unwrap_or(post).get_ref().clone() };
        let authorization = match token {
            Some(token) => Some(HeaderValue::try_from(format!("Bearer {token}")).map_err(|_| unusable())?),
            None => None,
        };
        calls.push(Call {
            every: Duration::from_secs(*seconds.get_ref()),
            path: post.get_ref().clone(),
            authorization,
        });
    }
    Ok(calls)
}

/// The path where the operator goes first, with its values.
pub(crate) fn welcome(manifest: &Manifest, values: &Values) -> Result<Option<String>, StartError> {
    let encode = |value: &str| form_urlencoded::byte_serialize(value.as_bytes()).collect();
    manifest.application.tool.runner.welcome.as_ref().map(|path| fill(path, values, encode)).transpose()
}

fn fill(text: &Spanned<String>, values: &Values, write: impl Fn(&str) -> String) -> Result<String, StartError> {
    let unfilled = || StartError::Call { template: text.get_ref().clone() };
    let template = Template::parse(text.get_ref()).map_err(|_| unfilled())?;
    let written: Values = values.iter().map(|(name, value)| (name.clone(), write(value))).collect();
    template.fill(|name| written.get(name).map(String::as_str)).map_err(|_| unfilled())
}

/// Where this machine reaches a server that listens at `address`.
pub(crate) fn reachable(address: SocketAddr) -> SocketAddr {
    let host = match address.ip() {
        IpAddr::V4(host) if host.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(host) if host.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        host => host,
    };
    SocketAddr::new(host, address.port())
}

/// The whole URL of `path`, if it answers 200.
pub(crate) async fn if_ok(server: SocketAddr, path: &str) -> Option<String> {
    let answered = send(server, Method::GET, path, None).await;
    (answered == Some(StatusCode::OK)).then(|| format!("http://{server}{path}"))
}

/// Makes `call` each time its interval is over, one after the other, until `stop` says so. Logs when it begins to fail, and
/// when it succeeds again.
pub(crate) async fn repeat(call: Call, server: SocketAddr, output: Output, mut stop: watch::Receiver<bool>) {
    let mut succeeds = true;
    loop {
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(call.every) => {}
        }
        let answered = send(server, Method::POST, &call.path, call.authorization.as_ref()).await;
        // A call may fail because the server stops.
        if *stop.borrow() {
            return;
        }
        let now_succeeds = answered.is_some_and(|status| status.is_success());
        if now_succeeds != succeeds {
            let became = match answered {
                _ if now_succeeds => "is answered again".to_owned(),
                Some(status) => format!("is answered with {}", status.as_u16()),
                None => "is not answered".to_owned(),
            };
            output.line(format!("POST {} every {} s {became}", call.path, call.every.as_secs()).as_bytes());
        }
        succeeds = now_succeeds;
    }
}

/// The status of the answer, or nothing where none came in time.
async fn send(
    server: SocketAddr,
    method: Method,
    path: &str,
    authorization: Option<&HeaderValue>,
) -> Option<StatusCode> {
    let mut request = Request::builder().method(method).uri(path).header(HOST, server.to_string());
    if let Some(authorization) = authorization {
        request = request.header(AUTHORIZATION, authorization);
    }
    let request = request.body(Empty::<Bytes>::new()).ok()?;
    let answered = async {
        let stream = TcpStream::connect(server).await.ok()?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.ok()?;
        // It ends with its sender, below, or with the other side.
        tokio::spawn(connection);
        let (head, body) = sender.send_request(request).await.ok()?.into_parts();
        let _ = timeout(Duration::from_millis(UNWANTED_BODY_MS), take_in(body)).await;
        Some(head.status)
    };
    timeout(Duration::from_millis(CALL_MS), answered).await.ok().flatten()
}
