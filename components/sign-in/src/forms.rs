//! What a browser asks for and sends. The words are the pages', who may come in stands in `people`.

pub(crate) mod back;
pub(crate) mod first;
pub(crate) mod link;
pub(crate) mod session;

use http::HeaderValue;
use http::header::SET_COOKIE;
use web::Response;

/// The variable that lets the first administrator in.
pub(crate) const SETUP_KEY: &str = "setup_key";

/// The same answer with a cookie.
fn with_cookie(mut response: Response, cookie: HeaderValue) -> Response {
    response.headers_mut().append(SET_COOKIE, cookie);
    response
}
