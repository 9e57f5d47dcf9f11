//! A component's routes and their OpenAPI 3.1 document, from one table, so that neither can hold what the other lacks.
//! Never a hand-kept document.
//!
//! The document is made natively, by a unit test of the component, and lies beside its code as `openapi.json`; the test
//! fails while the two differ. Inside the component it is that text: nothing has to be made when it starts.

use axum::Router;
use axum::extract::MatchedPath;
use axum::handler::Handler;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use http::header::CONTENT_TYPE;
use utoipa::__dev::{SchemaReferences, Tags};
use utoipa::Path;
use utoipa_axum::PathItemExt;

use crate::problem::Problem;
use crate::visit::Pages;

#[doc(hidden)]
#[cfg(not(target_family = "wasm"))]
mod document;
mod takes;

pub use takes::{InQuery, Takes};

#[cfg(not(target_family = "wasm"))]
use document::Document;

/// The media type of an OpenAPI 3.1 document in JSON.
const OPENAPI_JSON: &str = "application/vnd.oai.openapi+json;version=3.1";

/// The route table of one component.
///
/// ```text
/// Api::new("desk", "Front Door: the desk", "Keys for staff.")
///     .document(include_str!("../openapi.json"))
///     .at("/api/v1/desk/keys", routes!(keys::list_keys, keys::make_key))
///     .at("/api/v1/desk/keys/{id}", routes!(keys::read_key))
/// ```
/// Handlers are marked `#[utoipa::path(get, path = "")]`: their path stands in the table alone. A handler for staff adds
/// `security(("api_key" = []))`. What holds for all is added here: the parts of the path, and that any failure is a
/// problem document.
pub struct Api {
    area: &'static str,
    text: Option<&'static str>,
    router: Router,
    #[cfg(not(target_family = "wasm"))]
    document: Document,
}

/// The handlers of one path, made with [`crate::routes!`].
#[derive(Default)]
pub struct Methods {
    router: MethodRouter,
    #[cfg(not(target_family = "wasm"))]
    described: Vec<document::Described>,
}

impl Api {
    /// An empty table for the area whose paths begin with `/api/v1/{area}`.
    #[must_use]
    #[cfg_attr(target_family = "wasm", expect(unused_variables, reason = "they stand in the document"))]
    pub fn new(area: &'static str, title: &str, description: &str) -> Self {
        Self {
            area,
            text: None,
            router: Router::new(),
            #[cfg(not(target_family = "wasm"))]
            document: Document::new(title, description),
        }
    }

    /// Routes without a document, such as health and pages.
    #[must_use]
    pub fn undocumented() -> Self {
        Self::new("", "", "")
    }

    /// Serves the document that [`Api::is_documented`] wrote, at
    /// `/api/v1/{area}/openapi.json`.
    #[must_use]
    pub fn document(mut self, text: &'static str) -> Self {
        self.text = Some(text);
        self
    }

    /// Serves handlers, one per method, at `path`.
    #[must_use]
    pub fn at(mut self, path: &str, methods: Methods) -> Self {
        #[cfg(not(target_family = "wasm"))]
        self.document.describe(path, methods.described);
        self.router = self.router.route(path, methods.router);
        self
    }

    /// Serves a page at `path`: for people, and in no document.
    #[must_use]
    pub fn page(mut self, path: &str, pages: Pages) -> Self {
        self.router = self.router.route(path, pages.into_router());
        self
    }

    /// The router, with an answer for every path and method that the table does not name.
    pub(crate) fn into_router(self) -> Router {
        let mut router = self.router;
        if let Some(text) = self.text {
            let path = format!("/api/v1/{}/openapi.json", self.area);
            router = router.route(&path, get(async move || ([(CONTENT_TYPE, OPENAPI_JSON)], text).into_response()));
        }
        router
            .fallback(async || Problem::not_found())
            .method_not_allowed_fallback(async || Problem::method_not_allowed())
            .layer(axum::middleware::map_response(name_the_route))
    }
}

impl Methods {
    /// Adds a handler for the methods that its mark `M` names. Called by [`crate::routes!`].
    #[doc(hidden)]
    #[must_use]
    pub fn on<M: Mark, H: Handler<T, ()>, T: 'static>(mut self, handler: H) -> Self {
        for method in M::methods() {
            self.router = self.router.on(method.to_method_filter(), handler.clone());
        }
        #[cfg(not(target_family = "wasm"))]
        self.described.push(document::Described::by::<M>());
        self
    }
}

/// What `#[utoipa::path]` leaves beside a handler.
pub trait Mark: Path + SchemaReferences + Tags<'static> {}

impl<M: Path + SchemaReferences + Tags<'static>> Mark for M {}

/// Leaves the route's pattern beside the answer, for the log line.
async fn name_the_route(route: Option<MatchedPath>, mut response: Response) -> Response {
    if let Some(route) = route {
        response.extensions_mut().insert(route);
    }
    response
}

/// The handlers of one path: `routes!(keys::list_keys, keys::make_key)`, each marked with `#[utoipa::path]`.
#[macro_export]
macro_rules! routes {
    ($($first:ident $(:: $rest:ident)?),+ $(,)?) => {
        $crate::openapi::Methods::default()
            $(.on::<$crate::routes!(@mark $first $(:: $rest)?), _, _>($first $(:: $rest)?))+
    };
    (@mark $handler:ident) => { $crate::openapi::paste! { [<__path_ $handler>] } };
    (@mark $module:ident :: $handler:ident) => { $crate::openapi::paste! { $module::[<__path_ $handler>] } };
}

#[doc(hidden)]
pub use utoipa_axum::paste;
