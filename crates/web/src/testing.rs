//! Small helpers for this crate's unit tests. Never part of a component.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::Response;
use futures::executor::block_on;
use http_body_util::BodyExt;
use records::Keyring;
use serde_json::Value;

use crate::app::{App, Shared};
use crate::settings::Settings;
use crate::stand_in::{InMemoryEnvironment, InMemoryStore};
use crate::store::Store;

/// A world to try things in: one store and one clock behind as many requests as one likes.
pub(crate) struct TestHost {
    pub(crate) store: InMemoryStore,
    pub(crate) env: InMemoryEnvironment,
    pub(crate) shared: Arc<Shared>,
}

impl TestHost {
    pub(crate) fn at(now: &str) -> Self {
        Self::with(now, Settings::default())
    }

    pub(crate) fn with(now: &str, settings: Settings) -> Self {
        let keyring = Keyring::parse(&"k".repeat(32)).unwrap();
        let env = InMemoryEnvironment::at(now.parse().unwrap());
        Self { store: InMemoryStore::default(), env, shared: Arc::new(Shared::new(Arc::new(settings), keyring)) }
    }

    /// What one request may use; it counts its own operations.
    pub(crate) fn app(&self) -> App {
        App::new(Store::new(self.store.clone()), self.env.clone(), Arc::clone(&self.shared))
    }
}

/// A request as a host would hand it over.
pub(crate) fn request(method: &str, uri: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Request {
    let mut builder = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        let value = http::HeaderValue::from_bytes(value.as_bytes()).unwrap();
        builder = builder.header(*name, value);
    }
    builder.body(body.into()).unwrap()
}

/// What a handler's argument would hold for this request.
pub(crate) fn extract<T: FromRequestParts<()>>(request: Request) -> Result<T, T::Rejection> {
    let (mut parts, _) = request.into_parts();
    block_on(T::from_request_parts(&mut parts, &()))
}

/// The same for the argument that takes the body.
pub(crate) fn extract_body<T: FromRequest<()>>(request: Request) -> Result<T, T::Rejection> {
    block_on(T::from_request(request, &()))
}

/// A header of the answer as text.
pub(crate) fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    response.headers().get(name).map(|value| value.to_str().unwrap())
}

/// The answer's body as text.
pub(crate) fn body_text(response: Response) -> String {
    let body = block_on(response.into_body().collect()).unwrap().to_bytes();
    String::from_utf8(body.to_vec()).unwrap()
}

/// The answer's body as JSON.
pub(crate) fn body_json(response: Response) -> Value {
    serde_json::from_str(&body_text(response)).unwrap()
}
