//! The one thing this crate needs of the world: that a request is sent. Bounds in time are for who implements it.

use std::future::Future;

use http::{Method, Request, Response, StatusCode};

use crate::fault::Fault;
use crate::location::Location;
use crate::object::Object;

/// The most that is read of one answer of a provider; the largest known, a list of keys with certificates, has a third.
pub const MAX_ANSWER_BYTES: usize = 64 * 1024;

/// Sends one request and returns the answer whole, whatever its status; never follows a redirect.
pub trait Fetch: Sync {
    /// # Errors
    /// Why there is no answer, for the log.
    fn send(&self, request: Request<Vec<u8>>) -> impl Future<Output = Result<Response<Vec<u8>>, String>> + Send;
}

/// The JSON object found at an address.
pub(crate) async fn read(
    fetch: &impl Fetch,
    address: &str,
    bearer: Option<&str>,
    unusable: fn(&'static str) -> Fault,
) -> Result<Object, Fault> {
    let request = Request::builder().method(Method::GET).uri(address).header("accept", "application/json");
    let request = match bearer {
        Some(token) => request.header("authorization", format!("Bearer {token}")),
        None => request,
    };
    let request = request.body(Vec::new()).map_err(|_| unusable("cannot be asked for"))?;
    let answer = answer(fetch, request).await?;
    if answer.status() != StatusCode::OK {
        return Err(Fault::Unavailable(format!("it answered {}", answer.status().as_u16())));
    }
    Object::read(answer.body()).ok_or_else(|| unusable("is not a JSON object"))
}

/// The form's answer, if it is one that says anything.
pub(crate) async fn post(
    fetch: &impl Fetch,
    address: &Location,
    authorization: Option<&str>,
    form: String,
) -> Result<Response<Vec<u8>>, Fault> {
    let request = Request::builder()
        .method(Method::POST)
        .uri(address.as_str())
        .header("accept", "application/json")
        .header("content-type", "application/x-www-form-urlencoded");
    let request = match authorization {
        Some(authorization) => request.header("authorization", authorization),
        None => request,
    };
    let request = request.body(form.into_bytes()).map_err(|_| Fault::Exchange("cannot be asked for"))?;
    answer(fetch, request).await
}

async fn answer(fetch: &impl Fetch, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Fault> {
    let answer = fetch.send(request).await.map_err(Fault::Unavailable)?;
    if answer.body().len() > MAX_ANSWER_BYTES {
        return Err(Fault::Unavailable("it answered more than is read".to_owned()));
    }
    Ok(answer)
}
