//! From a host's request to its answer: the router, the headers every answer has, problems as pages where people are, the
//! log line. Never a route of its own.

use std::sync::Arc;
use std::sync::OnceLock;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG, SET_COOKIE};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use records::Environment;
use tower_service::Service;

use crate::answer::see_other;
use crate::app::{App, to_the_millisecond};
use crate::council::Council;
use crate::headers;
use crate::layout::{DESK, SIGN_IN, SiteArea};
use crate::log::{self, Line};
use crate::openapi::Api;
use crate::precondition::IfNoneMatch;
use crate::problem::{self, Problem};
use crate::session;
use crate::settings::Settings;
use crate::store::Env;

/// One component: its name and its routes. Kept in a `static`, because instances serve many requests; everything in it
/// is made once and never changed.
pub struct Component {
    name: &'static str,
    routes: fn() -> Api,
    area: SiteArea,
    variables: &'static [&'static str],
    router: OnceLock<Router>,
    #[cfg(target_family = "wasm")]
    spin: crate::spin::Backing,
}

impl Component {
    /// Names it, says where its routes are and which part of the site its pages for the public belong to: a problem is told
    /// by a page of that part. Pages below `/desk` belong to the desk, whichever component answers them.
    #[must_use]
    pub const fn new(name: &'static str, routes: fn() -> Api, area: SiteArea) -> Self {
        Self {
            name,
            routes,
            area,
            variables: &[],
            router: OnceLock::new(),
            #[cfg(target_family = "wasm")]
            spin: crate::spin::Backing::new(),
        }
    }

    /// Names the variables that are this component's own: see [`Settings::own`].
    #[must_use]
    pub const fn variables(mut self, names: &'static [&'static str]) -> Self {
        self.variables = names;
        self
    }

    /// Answers one request: what `#[spin_sdk::http_service]` calls. Handlers may take an [`App`]; the manifest must grant
    /// the store and the variable `secret`.
    #[cfg(target_family = "wasm")]
    pub async fn serve(&self, request: spin_sdk::http::Request) -> Response {
        let env = Env::default();
        let world = self.spin.app(env.clone(), self.variables).await.map_or_else(World::Broken, World::App);
        self.answer(request.map(Body::new), world, &env).await
    }

    /// The same for a component that keeps nothing: it needs no store and no secret, and its wasm does not even ask for
    /// them. Handlers may take a [`Council`].
    #[cfg(target_family = "wasm")]
    pub async fn serve_without_store(&self, request: spin_sdk::http::Request) -> Response {
        let world = self.spin.settings(self.variables).await.map_or_else(World::Broken, World::Settings);
        self.answer(request.map(Body::new), world, &Env::default()).await
    }

    /// Answers one request and logs it.
    pub async fn answer(&self, request: Request, world: World, env: &Env) -> Response {
        let started = Instant::now();
        let request_id = request_id(env);
        let method = request.method().clone();
        let held = IfNoneMatch::from_headers(request.headers());
        let for_people = !is_for_programs(request.uri().path());
        let area = if is_for_staff(request.uri().path()) { DESK } else { self.area };
        let app = world.app().cloned();
        let asked = for_people.then(|| asked_for(&request));
        let settings = for_people.then(|| world.settings().cloned()).flatten();

        let mut answered = self.route(request, world).await;
        if for_people {
            let council = settings.as_ref().and_then(|settings| settings.council.as_ref());
            answered = match sign_in_first(&method, asked.as_deref(), &answered) {
                Some(sign_in) => sign_in,
                None => problem_as_page(answered, council, &area, &request_id),
            };
            if method == Method::HEAD {
                *answered.body_mut() = Body::empty();
            }
        }
        let mut response = unless_held(&method, &held, answered);
        headers::secure(response.headers_mut(), &request_id);
        if let Some(cookie) = app.as_ref().and_then(App::cookie_set_later) {
            set_unless_set(response.headers_mut(), cookie);
        }

        let line = Line {
            time: to_the_millisecond(env.now()),
            component: self.name,
            request_id: &request_id,
            method: log::method_name(&method),
            route: None,
            status: 0,
            milliseconds: log::milliseconds(started.elapsed()),
            key_value_operations: app.as_ref().map_or(0, |app| app.store().operations()),
            waiting: None,
            problem: None,
            cause: None,
        };
        log::write(&line.answered(&response));
        response
    }

    async fn route(&self, mut request: Request, world: World) -> Response {
        match world {
            World::App(app) => drop(request.extensions_mut().insert(app)),
            World::Settings(settings) => drop(request.extensions_mut().insert(settings)),
            World::Broken(problem) => return problem.into_response(),
        }
        let router = self.router.get_or_init(|| (self.routes)().into_router());
        let Ok(response) = router.clone().call(request).await;
        response
    }
}

/// What a component's requests may use.
pub enum World {
    /// All there is.
    App(App),
    /// The settings, in a component without a store.
    Settings(Arc<Settings>),
    /// Nothing, and why.
    Broken(Problem),
}

impl World {
    fn app(&self) -> Option<&App> {
        match self {
            Self::App(app) => Some(app),
            Self::Settings(_) | Self::Broken(_) => None,
        }
    }

    fn settings(&self) -> Option<&Arc<Settings>> {
        match self {
            Self::App(app) => Some(app.shared_settings()),
            Self::Settings(settings) => Some(settings),
            Self::Broken(_) => None,
        }
    }
}

/// The same answer with a page in the place of problem details, if that is what it holds.
fn problem_as_page(response: Response, council: Option<&Council>, area: &SiteArea, request_id: &str) -> Response {
    let Some(problem) = response.extensions().get::<Problem>() else { return response };
    let page = problem::as_page(problem, council, area, request_id).into_response();
    let (mut parts, _) = response.into_parts();
    without_content(&mut parts.headers);
    let (page, body) = page.into_parts();
    parts.headers.extend(page.headers);
    Response::from_parts(parts, body)
}

/// Whether a path is one of the desk's pages.
fn is_for_staff(path: &str) -> bool {
    path == DESK.href || path.strip_prefix(DESK.href).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether who asks for this path is told a problem as JSON: a program calling the API, or a page fetching its files.
fn is_for_programs(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/") || path.starts_with("/assets/")
}

/// The path and query of a request.
fn asked_for(request: &Request) -> String {
    request.uri().path_and_query().map_or_else(String::new, ToString::to_string)
}

/// The way to sign in, for a visitor who asked for a page that only who is signed in may see. What somebody sent is not
/// dropped like that: it stays with the problem.
fn sign_in_first(method: &Method, asked: Option<&str>, answered: &Response) -> Option<Response> {
    let unknown = answered.status() == StatusCode::UNAUTHORIZED && method.is_safe();
    let back = form_urlencoded::byte_serialize(asked?.as_bytes()).collect::<String>();
    unknown.then(|| see_other(&format!("{SIGN_IN}?back={back}")))
}

/// Where an answer is about the session itself, as when somebody signs out, that counts.
fn set_unless_set(headers: &mut HeaderMap, cookie: HeaderValue) {
    if !headers.get_all(SET_COOKIE).iter().any(session::is_about_one) {
        headers.append(SET_COOKIE, cookie);
    }
}

/// Sixteen hexadecimal digits of our own making; a client's would let it write into our log.
fn request_id(env: &Env) -> String {
    let mut bytes = [0; 8];
    env.fill_random(&mut bytes);
    format!("{:016x}", u64::from_be_bytes(bytes))
}

/// 304 where the caller holds what it would get (RFC 9110 area 15.4.5), so that no handler needs to think of it.
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
