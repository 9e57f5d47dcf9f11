//! The OpenAPI document of a route table, made natively. Never part of a component.

use std::path::Path;

use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::Schema;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, HttpMethod, InfoBuilder, ObjectBuilder, OpenApi, OpenApiBuilder, Ref, RefOr,
    Required, ResponseBuilder, Type,
};
use utoipa::{PartialSchema, ToSchema};

use super::{Api, Mark};
use crate::problem;

/// The name of the security scheme.
const API_KEY: &str = "api_key";

/// Set to write documents instead of comparing them.
const WRITE: &str = "WRITE_OPENAPI";

/// A document in the making.
pub(super) struct Document(OpenApi);

/// What one handler says of itself.
pub(super) struct Described {
    methods: Vec<HttpMethod>,
    operation: Operation,
    schemas: Vec<(String, RefOr<Schema>)>,
}

impl Api {
    /// The document of this table.
    ///
    /// # Errors
    /// It cannot be written as JSON.
    pub fn to_document(&self) -> Result<String, serde_json::Error> {
        // Through a value: names in order, whatever order the code is in.
        let mut value = serde_json::to_value(&self.document.0)?;
        // The same text whatever else is built beside it: see [`crate::Fingerprint::of`].
        value.sort_all_objects();
        serde_json::to_string_pretty(&value).map(|text| text + "\n")
    }

    /// Compares the document beside the component's code with what the code says, for the component's own test:
    /// `assert_eq!(routes().is_documented(concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json")), Ok(()))`.
    /// With `WRITE_OPENAPI=1` in the environment it writes the document instead.
    ///
    /// # Errors
    /// What to do.
    pub fn is_documented(&self, path: impl AsRef<Path>) -> Result<(), String> {
        let (path, current) = (path.as_ref(), self.to_document().map_err(|error| error.to_string())?);
        if std::env::var_os(WRITE).is_some() {
            return std::fs::write(path, current).map_err(|error| format!("{}: {error}", path.display()));
        }
        match std::fs::read_to_string(path) {
            Ok(text) if text == current => Ok(()),
            _ => Err(format!("{} is not what the code says: run the test with {WRITE}=1", path.display())),
        }
    }
}

impl Described {
    pub(super) fn by<M: Mark>() -> Self {
        let (mut operation, mut schemas) = (M::operation(), Vec::new());
        M::schemas(&mut schemas);
        let tags = M::tags();
        if !tags.is_empty() {
            operation.tags.get_or_insert_default().extend(tags.into_iter().map(str::to_owned));
        }
        Self { methods: M::methods(), operation, schemas }
    }
}

impl Document {
    pub(super) fn new(title: &str, description: &str) -> Self {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("A key made at the desk"));
        let components = ComponentsBuilder::new()
            .schema(ProblemDocument::name(), ProblemDocument::schema())
            .schema(FieldProblem::name(), FieldProblem::schema())
            .security_scheme(API_KEY, SecurityScheme::Http(bearer.build()));
        let info = InfoBuilder::new().title(title).version("1").description(Some(description));
        Self(OpenApiBuilder::new().info(info.build()).components(Some(components.build())).build())
    }

    pub(super) fn describe(&mut self, path: &str, described: Vec<Described>) {
        let mut item = PathItem::default();
        for Described { methods, mut operation, schemas } in described {
            complete(&mut operation, path);
            self.0.components.get_or_insert_default().schemas.extend(schemas);
            for method in methods {
                item.merge_operations(PathItem::new(method, operation.clone()));
            }
        }
        self.0.paths.paths.insert(path.to_owned(), item);
    }
}

/// Adds what holds for every operation: the parts of its path, and that any failure is a problem document.
fn complete(operation: &mut Operation, path: &str) {
    let parameters = operation.parameters.get_or_insert_default();
    for name in path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
        let described = |known: &RefOr<Parameter>| matches!(known, RefOr::T(known) if known.name == name && known.parameter_in == ParameterIn::Path);
        if !parameters.iter().any(described) {
            let text = ObjectBuilder::new().schema_type(Type::String).build();
            let parameter = ParameterBuilder::new().name(name).parameter_in(ParameterIn::Path);
            parameters.push(RefOr::T(parameter.required(Required::True).schema(Some(text)).build()));
        }
    }
    let document = ContentBuilder::new().schema(Some(Ref::from_schema_name(ProblemDocument::name()))).build();
    let failure = ResponseBuilder::new().description("A problem").content(problem::CONTENT_TYPE, document).build();
    operation.responses.responses.entry("default".to_owned()).or_insert(RefOr::T(failure));
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
