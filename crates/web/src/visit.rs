//! A person's visit to a page: everything that a page's handler may ask of the request, read in one place. The handlers
//! of all pages have one type, so that the machinery around a handler is compiled once and not once for each page.

use std::future::Future;
use std::pin::Pin;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter};
use domain::people::Session;
use http::{HeaderMap, Method};

use crate::app::App;
use crate::caller::Caller;
use crate::cookie::Browser;
use crate::council::Council;
use crate::form::Form;
use crate::idempotency::IdempotencyKey;
use crate::problem::Problem;
use crate::query::Query;
use crate::session;
use crate::staff::Staff;
use crate::upload;

/// What somebody asks for or sends from a page.
pub struct Visit {
    /// What may be used of the world.
    pub app: App,
    /// Where they come from.
    pub caller: Caller,
    /// What their browser remembers.
    pub browser: Browser,
    /// The query string.
    pub query: Query,
    /// What they sent; empty for a page that is only looked at.
    pub form: Form,
    /// The file that they sent along; empty for every other page. See [`Pages::upload`].
    pub file: Bytes,
    method: Method,
    headers: HeaderMap,
    parts: Vec<(String, String)>,
}

/// What a page's handler answers with, in the end.
pub type Answering = Pin<Box<dyn Future<Output = Result<Response, Problem>> + Send>>;

/// A page's handler; see [`crate::pages!`].
pub type PageHandler = fn(Visit) -> Answering;

/// The handlers of one page, made with [`crate::pages!`].
#[derive(Default)]
pub struct Pages(MethodRouter);

impl Visit {
    /// The council, for the frame of the page.
    ///
    /// # Errors
    /// 500 where the manifest does not grant its variables to this component.
    pub fn council(&self) -> Result<&Council, Problem> {
        self.app.council()
    }

    /// The session that the visitor's browser is in.
    ///
    /// # Errors
    /// 401 where it is in none, which sends a visitor to sign in; 503 where the store fails.
    pub async fn session(&self) -> Result<Session, Problem> {
        session::current(&self.app, &self.browser).await?.ok_or_else(Problem::unauthenticated)
    }

    /// The member of staff who visits.
    ///
    /// # Errors
    /// 401 for who is not signed in, which sends a visitor to do so; 403 for who is not on our staff; 503 where the store
    /// fails.
    pub async fn staff(&self) -> Result<Staff, Problem> {
        Staff::prove(&self.app, &self.method, &self.headers).await
    }

    /// The member of staff who visits, or the session of who is signed in and not on our staff.
    ///
    /// # Errors
    /// 401 for who is not signed in, which sends a visitor to do so; 503 where the store fails.
    pub async fn staff_or_member(&self) -> Result<Result<Staff, Session>, Problem> {
        Staff::or_member(&self.app, &self.method, &self.headers).await
    }

    /// A part of the path, by the name it has in the route; empty where the route has none of that name.
    #[must_use]
    pub fn part(&self, name: &str) -> &str {
        self.parts.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// A new name for one attempt to send a form, for the form's hidden field `attempt`.
    #[must_use]
    pub fn new_attempt(&self) -> String {
        self.app.random::<16>().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The name of the attempt that a form came with: sent twice, it is done once.
    ///
    /// # Errors
    /// 400 where it has none.
    pub fn attempt(&self) -> Result<IdempotencyKey, Problem> {
        IdempotencyKey::parse(&self.form.text("attempt"))
            .ok_or_else(|| Problem::malformed("The form lacks its hidden field “attempt”. Open the page again"))
    }

    async fn of(request: Request, with_file: bool) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let app = App::from_request_parts(&mut parts, &()).await?;
        let caller = Caller::from_request_parts(&mut parts, &()).await?;
        let Ok(browser) = Browser::from_request_parts(&mut parts, &()).await;
        let query = Query::from_request_parts(&mut parts, &()).await?;
        // Parts that cannot be read name nothing of ours.
        let path = RawPathParams::from_request_parts(&mut parts, &()).await.map_err(|_| Problem::not_found())?;
        let path = path.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let (method, headers) = (parts.method.clone(), parts.headers.clone());
        let (form, file) = match parts.method {
            Method::POST if with_file => upload::read(&parts.headers, body).await?,
            Method::POST => (Form::from_request(Request::from_parts(parts, body), &()).await?, Bytes::new()),
            _ => Default::default(),
        };
        Ok(Self { app, caller, browser, query, form, file, method, headers, parts: path })
    }
}

/// Answers a visit. What was typed into a form is not lost with a failure: see [`Problem::keeping`].
async fn answer(request: Request, handler: PageHandler, with_file: bool) -> Response {
    let action = request.uri().path().to_owned();
    let visit = match Visit::of(request, with_file).await {
        Ok(visit) => visit,
        Err(problem) => return problem.into_response(),
    };
    let form = visit.form.clone();
    handler(visit).await.map_err(|problem| problem.keeping(&form, &action)).into_response()
}

impl Pages {
    /// Adds the page itself.
    #[must_use]
    pub fn get(self, handler: PageHandler) -> Self {
        self.on(MethodFilter::GET, handler)
    }

    /// Adds what its form sends.
    #[must_use]
    pub fn post(self, handler: PageHandler) -> Self {
        self.on(MethodFilter::POST, handler)
    }

    /// Adds what its form sends, with a file of at most [`crate::UPLOAD_BYTES_MAX`] in all.
    #[must_use]
    pub fn upload(self, handler: PageHandler) -> Self {
        Self(self.0.on(MethodFilter::POST, move |request: Request| answer(request, handler, true)))
    }

    fn on(self, method: MethodFilter, handler: PageHandler) -> Self {
        Self(self.0.on(method, move |request: Request| answer(request, handler, false)))
    }

    pub(crate) fn into_router(self) -> MethodRouter {
        self.0
    }
}

/// The handlers of one page: `pages!(get forms::show_check, post forms::send)`, each an
/// `async fn(Visit) -> Result<impl IntoResponse, Problem>`.
#[macro_export]
macro_rules! pages {
    ($($method:ident $handler:path),+ $(,)?) => {
        $crate::Pages::default()$(.$method(|visit| {
            ::std::boxed::Box::pin(async move { $handler(visit).await.map($crate::IntoResponse::into_response) })
        }))+
    };
}
