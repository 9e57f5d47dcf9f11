//! A component's routes and their OpenAPI 3.1 document, from one table, so that neither can hold what the other lacks.
//! Never a hand-kept document.

use axum::Router;
use axum::extract::MatchedPath;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, ObjectBuilder, OpenApi, OpenApiBuilder, Ref, RefOr, Required,
    ResponseBuilder, Type,
};
use utoipa::{PartialSchema, ToSchema};
use utoipa_axum::router::UtoipaMethodRouter;

use crate::answer::Json;
use crate::problem::{self, Problem};

/// The name of the security scheme: `security(("api_key" = []))` on a handler marks it as staff's.
pub const API_KEY: &str = "api_key";

/// The route table of one component.
///
/// ```ignore
/// Api::new("desk", "Front Door: the desk", "Keys for staff.")
///     .at("/api/v1/desk/keys", routes!(make_key, list_keys))
///     .at("/api/v1/desk/keys/{id}", routes!(read_key, revoke_key))
/// ```
/// The document is served at `/api/v1/{area}/openapi.json`. Handlers are marked `#[utoipa::path(get, path = "")]`:
/// the path stands in the table alone.
pub struct Api {
    document_path: Option<String>,
    router: Router,
    document: OpenApi,
}

impl Api {
    /// An API with a document of its own.
    #[must_use]
    pub fn new(area: &str, title: &str, description: &str) -> Self {
        Self::table(Some(format!("/api/v1/{area}/openapi.json")), title, description)
    }

    /// Routes without a document, such as health and pages.
    #[must_use]
    pub fn undocumented() -> Self {
        Self::table(None, "", "")
    }

    /// Serves handlers, one per method, at `path`.
    #[must_use]
    pub fn at(mut self, path: &str, (schemas, paths, methods): UtoipaMethodRouter) -> Self {
        self.router = self.router.route(path, methods);
        let mut all = PathItem::default();
        for mut item in paths.paths.into_values() {
            complete(&mut item, path);
            all.merge_operations(item);
        }
        self.document.paths.paths.insert(path.to_owned(), all);
        let components = self.document.components.get_or_insert_default();
        components.schemas.extend(schemas);
        self
    }

    fn table(document_path: Option<String>, title: &str, description: &str) -> Self {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("A key made at the desk"));
        let components = ComponentsBuilder::new()
            .schema(ProblemDocument::name(), ProblemDocument::schema())
            .schema(FieldProblem::name(), FieldProblem::schema())
            .security_scheme(API_KEY, SecurityScheme::Http(bearer.build()));
        let info = InfoBuilder::new().title(title).version("1").description(Some(description));
        let document = OpenApiBuilder::new().info(info.build()).components(Some(components.build())).build();
        Self { document_path, router: Router::new(), document }
    }

    /// The router, with an answer for every path and method that the table does not name.
    pub(crate) fn into_router(self) -> Router {
        let mut router = self.router;
        if let Some(path) = self.document_path {
            let document = self.document;
            router = router.route(&path, get(async move || Json(document).into_response()));
        }
        router
            .fallback(async || Problem::not_found())
            .method_not_allowed_fallback(async || Problem::method_not_allowed())
            .layer(axum::middleware::map_response(name_the_route))
    }
}

/// Leaves the route's pattern beside the answer, for the log line.
async fn name_the_route(route: Option<MatchedPath>, mut response: Response) -> Response {
    if let Some(route) = route {
        response.extensions_mut().insert(route);
    }
    response
}

/// Adds what holds for every operation: the parts of its path, and that any failure is a problem document.
fn complete(item: &mut PathItem, path: &str) {
    let operations = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
    for operation in operations.into_iter().flatten() {
        let parameters = operation.parameters.get_or_insert_default();
        for name in path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
            let described = |known: &RefOr<Parameter>| matches!(known, RefOr::T(known) if known.name == name && known.parameter_in == ParameterIn::Path);
            if !parameters.iter().any(described) {
                let text = ObjectBuilder::new().schema_type(Type::String).build();
                let parameter =
                    ParameterBuilder::new().name(name).parameter_in(ParameterIn::Path).required(Required::True);
                parameters.push(RefOr::T(parameter.schema(Some(text)).build()));
            }
        }
        let document = ContentBuilder::new().schema(Some(Ref::from_schema_name(ProblemDocument::name()))).build();
        let failure = ResponseBuilder::new().description("A problem").content(problem::CONTENT_TYPE, document).build();
        operation.responses.responses.entry("default".to_owned()).or_insert(RefOr::T(failure));
    }
}

/// A failure (RFC 9457).
#[derive(ToSchema)]
#[schema(as = Problem)]
#[expect(dead_code, reason = "describes the shape that Problem writes")]
struct ProblemDocument {
    /// The kind of problem, relative to this API: `/problems/validation`.
    r#type: String,
    /// The kind of problem in plain English.
    title: String,
    /// The status code.
    status: u16,
    /// What happened this time and what can be done about it.
    detail: Option<String>,
    /// How things stand, where that is why (409).
    state: Option<String>,
    /// Everything that is wrong with the request's fields (422, and 400 for a query).
    errors: Option<Vec<FieldProblem>>,
}

/// What is wrong with one field.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the shape that Problem writes")]
struct FieldProblem {
    /// Where in the request, as a JSON pointer in a URI fragment: `#/attendees/0/email`.
    pointer: String,
    /// The kind of mistake, for programs: `INVALID_FORMAT`.
    code: String,
    /// The sentence for whoever fills in the field.
    detail: String,
}
