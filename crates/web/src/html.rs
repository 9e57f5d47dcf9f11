//! A page as an answer. It carries; what stands on the page, the caller made.

use std::fmt;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, StatusCode};
use maud::Render;

const TEXT_HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
const X_ROBOTS_TAG: HeaderName = HeaderName::from_static("x-robots-tag");

/// A page. The headers that every answer has are added to it like to any other.
///
/// ```text
/// Ok(Html::new(Page::new(&layout, "What is your name?", content).errors(errors)).status(StatusCode::UNPROCESSABLE_ENTITY))
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Html {
    text: String,
    status: StatusCode,
    findable: bool,
    cause: Option<Cause>,
}

/// What the log line says of a page that is no [`crate::Problem`].
#[derive(Clone, Debug)]
pub(crate) struct Cause(pub(crate) String);

impl Html {
    /// A page with status 200.
    pub fn new(page: impl Render) -> Self {
        Self { text: page.render().into_string(), status: StatusCode::OK, findable: false, cause: None }
    }

    /// With another status, as 422 for a form with errors.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Sets what the log line says of it. No personal data.
    pub fn cause(mut self, cause: impl fmt::Display) -> Self {
        self.cause = Some(Cause(cause.to_string()));
        self
    }

    /// Lets search engines list it: only a page that is the same for everybody.
    pub fn findable(mut self) -> Self {
        self.findable = true;
        self
    }
}

impl IntoResponse for Html {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.text));
        *response.status_mut() = self.status;
        response.headers_mut().insert(CONTENT_TYPE, TEXT_HTML);
        if self.findable {
            response.headers_mut().insert(X_ROBOTS_TAG, HeaderValue::from_static("all"));
        }
        if let Some(cause) = self.cause {
            response.extensions_mut().insert(cause);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse;
    use http::StatusCode;
    use maud::html;

    use super::Html;
    use crate::testing::{body_text, header};

    #[test]
    fn a_page_is_html_and_not_for_search_engines_unless_it_says_so() {
        let page = Html::new(html! { p { "a < b" } }).status(StatusCode::UNPROCESSABLE_ENTITY).into_response();
        assert_eq!(page.status(), 422);
        assert_eq!(header(&page, "content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(header(&page, "x-robots-tag"), None, "the shell then says noindex");
        assert_eq!(body_text(page), "<p>a &lt; b</p>");
        assert_eq!(header(&Html::new(html! {}).findable().into_response(), "x-robots-tag"), Some("all"));
    }
}
