//! From a host's request to its answer: the router, the headers every answer has, the log line. Never a route of its own.

use std::sync::OnceLock;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG};
use http::{HeaderMap, Method, StatusCode};
use records::Environment;
use tower_service::Service;

use crate::app::{App, to_the_millisecond};
use crate::headers;
use crate::log::{self, Line};
use crate::openapi::Api;
use crate::precondition::IfNoneMatch;
use crate::problem::Problem;
use crate::store::{Env, Store};

/// One component: its name and its routes. Kept in a `static`, because instances serve many requests; everything in it
/// is made once and never changed.
pub struct Component {
    name: &'static str,
    routes: fn() -> Api,
    router: OnceLock<Router>,
    #[cfg(target_family = "wasm")]
    spin: crate::spin::Backing,
}

impl Component {
    /// Names it and says where its routes are.
    #[must_use]
    pub const fn new(name: &'static str, routes: fn() -> Api) -> Self {
        Self {
            name,
            routes,
            router: OnceLock::new(),
            #[cfg(target_family = "wasm")]
            spin: crate::spin::Backing::new(),
        }
    }

    /// Answers one request: what `#[spin_sdk::http_service]` calls. Handlers may take an [`App`]; the manifest must grant
    /// the store and the variable `secret`.
    #[cfg(target_family = "wasm")]
    pub async fn serve(&self, request: spin_sdk::http::Request) -> Response {
        let env = Env::default();
        let app = self.spin.app(env).await;
        self.answer(request.map(Body::new), Some(app), &env).await
    }

    /// The same for a component that keeps nothing: it needs no grant at all, and its wasm does not even ask for a store.
    #[cfg(target_family = "wasm")]
    pub async fn serve_without_store(&self, request: spin_sdk::http::Request) -> Response {
        self.answer(request.map(Body::new), None, &Env::default()).await
    }

    /// Answers one request and logs it. `app` is what the handlers may use, why there is nothing to use, or `None` for a
    /// component without a store.
    pub async fn answer(&self, request: Request, app: Option<Result<App, Problem>>, env: &Env) -> Response {
        let started = Instant::now();
        let request_id = request_id(env);
        let method = request.method().clone();
        let held = IfNoneMatch::from_headers(request.headers());
        let operations = app.as_ref().and_then(|app| app.as_ref().ok()).map(|app| app.store().clone());

        let answered = match app {
            Some(Err(problem)) => problem.into_response(),
            Some(Ok(app)) => self.route(request, Some(app)).await,
            None => self.route(request, None).await,
        };
        let mut response = unless_held(&method, &held, answered);
        headers::secure(response.headers_mut(), &request_id);

        let line = Line {
            time: to_the_millisecond(env.now()),
            component: self.name,
            request_id: &request_id,
            method: log::method_name(&method),
            route: None,
            status: 0,
            milliseconds: log::milliseconds(started.elapsed()),
            key_value_operations: operations.as_ref().map_or(0, Store::operations),
            problem: None,
            cause: None,
        };
        log::write(&line.answered(&response));
        response
    }

    async fn route(&self, mut request: Request, app: Option<App>) -> Response {
        if let Some(app) = app {
            request.extensions_mut().insert(app);
        }
        let router = self.router.get_or_init(|| (self.routes)().into_router());
        let Ok(response) = router.clone().call(request).await;
        response
    }
}

/// Sixteen hexadecimal digits of our own making; a client's would let it write into our log.
fn request_id(env: &Env) -> String {
    let mut bytes = [0; 8];
    env.fill_random(&mut bytes);
    format!("{:016x}", u64::from_be_bytes(bytes))
}

/// 304 where the caller holds what it would get (RFC 9110 section 15.4.5), so that no handler needs to think of it.
fn unless_held(method: &Method, held: &IfNoneMatch, response: Response) -> Response {
    let reading = matches!(*method, Method::GET | Method::HEAD) && response.status() == StatusCode::OK;
    if !reading || !response.headers().get(ETAG).is_some_and(|tag| held.holds_tag(tag)) {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    parts.status = StatusCode::NOT_MODIFIED;
    without_content(&mut parts.headers);
    Response::from_parts(parts, Body::empty())
}

fn without_content(headers: &mut HeaderMap) {
    headers.remove(CONTENT_LENGTH);
    headers.remove(CONTENT_TYPE);
}

#[cfg(test)]
mod tests;
