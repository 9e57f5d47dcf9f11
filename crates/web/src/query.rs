//! The query string and the path's parts as values to be checked. Never decides what a name means.

use axum::extract::{FromRequestParts, Path as AxumPath};
use domain::input::{self, FromBody, Style, form_value};
use http::request::Parts;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::problem::Problem;

/// The most pairs looked at; no page of ours has a quarter as many filters.
const MAX_PAIRS: usize = 100;

/// The query string as a JSON object of text: `?a=1&b=x&b=y` is `{"a": "1", "b": ["x", "y"]}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query(pub Value);

impl Query {
    /// Reads it, one field after another.
    ///
    /// # Errors
    /// 400 with everything that is wrong with it.
    pub fn read<'a, T: FromBody>(
        &'a self,
        make: impl FnOnce(&mut input::Reader<'a>) -> Option<T>,
    ) -> Result<T, Problem> {
        input::read(&self.0, Style::Form, make).map_err(|problems| Problem::bad_query(&problems))
    }

    /// Whether there is a parameter of that name at all: `?deleted`.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some()
    }

    /// The value of a parameter that stands there once; empty otherwise.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(Value::as_str).unwrap_or_default()
    }
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let text = parts.uri.query().unwrap_or_default();
        if text.split('&').count() > MAX_PAIRS {
            return Err(Problem::malformed("The address of the request has more than 100 parameters"));
        }
        Ok(Self(form_value(form_urlencoded::parse(text.as_bytes()))))
    }
}

/// The path's parts: `Path(reference): Path<String>`. Parts that cannot be read name nothing of ours: 404.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match AxumPath::<T>::from_request_parts(parts, state).await {
            Ok(AxumPath(value)) => Ok(Self(value)),
            Err(_) => Err(Problem::not_found()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Query;
    use crate::testing::{extract, request};

    fn query(uri: &str) -> Value {
        extract::<Query>(request("GET", uri, &[], "")).unwrap().0
    }

    #[test]
    fn names_and_values_are_text() {
        let cases = [
            ("/", json!({}), "no query"),
            ("/?", json!({}), "an empty one"),
            ("/?a=1&b=x%20y+z", json!({"a": "1", "b": "x y z"}), "decoded"),
            ("/?a", json!({"a": ""}), "a name alone"),
            ("/?a=1&a=2&a=3", json!({"a": ["1", "2", "3"]}), "a name again makes a list"),
            ("/?a=%F0%9F%98%80", json!({"a": "😀"}), "four bytes"),
            ("/?a=%FF%zz", json!({"a": "\u{fffd}%zz"}), "what is not UTF-8 is seen as such by whoever checks it"),
        ];
        for (uri, expected, why) in cases {
            assert_eq!(query(uri), expected, "{why}");
        }
    }

    #[test]
    fn one_parameter_is_read_by_its_name() {
        let query = extract::<Query>(request("GET", "/?a=1&b=x&b=y&c", &[], "")).unwrap();
        assert_eq!((query.text("a"), query.text("b"), query.text("d")), ("1", "", ""));
        assert!(query.has("c") && query.has("b") && !query.has("d"));
    }

    #[test]
    fn a_query_of_nothing_but_names_is_bounded() {
        let many = format!("/?{}", "a&".repeat(101));
        assert_eq!(extract::<Query>(request("GET", &many, &[], "")).unwrap_err().status(), 400);
    }
}
