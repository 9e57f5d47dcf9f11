//! One request's way: bounded, routed, handed to its component, answered. Knows nothing of connections.

use crate::body::{Held, LimitedBody};
use crate::limits::{Limits, REQUEST_BODY_BYTES, REQUEST_HEAD_BYTES};
use crate::problem::{problem, text};
use crate::routes::{Router, WELL_KNOWN_PREFIX};
use crate::workers::{self, Workers};
use crate::{headers, host::Output};
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HOST};
use http::uri::{Authority, Scheme};
use http::{Request, Response, StatusCode, Uri};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::sync::Semaphore;
use wasmtime_wasi_http::handler::{ExpirationError, InstantiationError, TrapOrPanicError};
use wasmtime_wasi_http::{Error, WasiBody};

/// Hands each request to the component that answers it.
pub(crate) struct Dispatcher {
    router: Router,
    components: HashMap<String, Workers>,
    places: Arc<Semaphore>,
    output: Output,
}

impl Dispatcher {
    pub(crate) fn new(router: Router, components: HashMap<String, Workers>, limits: &Limits, output: Output) -> Self {
        Self { router, components, places: Arc::new(Semaphore::new(limits.requests_in_flight)), output }
    }

    /// Answers one request, whatever it is.
    pub(crate) async fn answer(&self, request: Request<Incoming>, client: SocketAddr) -> Response<WasiBody> {
        self.try_answer(request, client).await.unwrap_or_else(|status| own(problem(status)))
    }

    async fn try_answer(
        &self,
        request: Request<Incoming>,
        client: SocketAddr,
    ) -> Result<Response<WasiBody>, StatusCode> {
        if let Some(name) = request.uri().path().strip_prefix(WELL_KNOWN_PREFIX) {
            return if name == "health" { Ok(own(text("OK"))) } else { Err(StatusCode::NOT_FOUND) };
        }
        // Before anything can refuse it, so that a refused body is still taken in.
        let (mut request, overrun) = LimitedBody::of(request, REQUEST_BODY_BYTES);
        let place = self.places.clone().try_acquire_owned().map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
        if head_bytes(&request) > REQUEST_HEAD_BYTES {
            return Err(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
        }
        let length = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        if length.is_some_and(|length: u64| length > REQUEST_BODY_BYTES) {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        headers::strip(request.headers_mut());
        name_host(&mut request)?;
        let path = request.uri().path().to_owned();
        let matched = self.router.find(&path).ok_or(StatusCode::NOT_FOUND)?;
        let uri = request.uri().clone();
        headers::add(request.headers_mut(), &uri, &matched, client);

        let workers = self.components.get(matched.component).ok_or(StatusCode::NOT_FOUND)?;
        let answered = workers::handle(workers, request.map(BodyExt::boxed_unsync)).await;
        if overrun.happened() {
            // The component saw only a part: its answer does not count.
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        match answered {
            Ok(response) => Ok(response.map(|body| Held::new(body, place).boxed_unsync())),
            Err(error) => Err(self.failed(matched.component, &error)),
        }
    }

    /// The status for a component that did not answer, and a line for the log.
    fn failed(&self, component: &str, error: &wasmtime::Error) -> StatusCode {
        let (status, reason) = if error.is::<TrapOrPanicError>() {
            // The end of the instance logs the cause, once.
            return StatusCode::INTERNAL_SERVER_ERROR;
        } else if error.is::<ExpirationError>() {
            (StatusCode::GATEWAY_TIMEOUT, "did not answer in time".to_owned())
        } else if let Some(InstantiationError::<()> { error, .. }) = error.downcast_ref() {
            (StatusCode::SERVICE_UNAVAILABLE, format!("could not be started: {}", error.root_cause()))
        } else {
            (StatusCode::INTERNAL_SERVER_ERROR, format!("failed: {}", error.root_cause()))
        };
        self.output.line(format!("component {component:?} {reason}").as_bytes());
        status
    }
}

/// How much a request says before its body.
fn head_bytes<B>(request: &Request<B>) -> usize {
    let address = request.uri().path_and_query().map_or(0, |path| path.as_str().len());
    let headers = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len());
    address + headers.sum::<usize>()
}

/// Makes the request's address whole. The host named in the address and in the header must be the same.
fn name_host<B>(request: &mut Request<B>) -> Result<(), StatusCode> {
    let named: Option<Authority> = match request.headers().get(HOST) {
        Some(host) => Some(host.to_str().ok().and_then(|host| host.parse().ok()).ok_or(StatusCode::BAD_REQUEST)?),
        None => None,
    };
    let mut parts = request.uri().clone().into_parts();
    let authority = match (named, parts.authority) {
        (Some(named), Some(addressed)) if named != addressed => return Err(StatusCode::BAD_REQUEST),
        (Some(authority), _) | (None, Some(authority)) => authority,
        (None, None) => return Err(StatusCode::BAD_REQUEST),
    };
    parts.scheme = Some(Scheme::HTTP);
    parts.authority = Some(authority);
    *request.uri_mut() = Uri::from_parts(parts).map_err(|_| StatusCode::BAD_REQUEST)?;
    Ok(())
}

fn own(response: Response<http_body_util::Full<Bytes>>) -> Response<WasiBody> {
    response.map(|body| body.map_err(Error::from).boxed_unsync())
}
