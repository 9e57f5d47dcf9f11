//! A component that does what its path asks, one host interface at a time. Decides nothing: the tests do.
//!
//! The path's last two parts name the deed, as in `/anything/kv/get?store=default&key=k`. What goes well is 200 with
//! the result as text, "not there" is 404, an error the host reports is 502 with its words.

mod kv;
mod trouble;
mod wasi;
mod world;

use http::{Response, StatusCode};
use http_body_util::BodyExt;
use spin_sdk::http::{FullBody, IntoResponse, Request};

/// A result as it is answered.
pub(crate) type Outcome = Result<Option<Vec<u8>>, String>;

/// What a request asks for.
pub(crate) struct Asked {
    pub(crate) headers: http::HeaderMap,
    query: String,
    pub(crate) body: Vec<u8>,
}

#[spin_sdk::http_service]
async fn handle(request: Request) -> impl IntoResponse {
    let path = request.uri().path().to_owned();
    let (head, body) = request.into_parts();
    if path.ends_with("/deaf") {
        return answer(StatusCode::OK, b"not listening".to_vec());
    }
    let query = head.uri.query().unwrap_or_default().to_owned();
    let body = match body.collect().await {
        Ok(body) => body.to_bytes().to_vec(),
        Err(error) => return answer(StatusCode::BAD_REQUEST, format!("body: {error}").into_bytes()),
    };
    let asked = Asked { headers: head.headers, query, body };
    let mut parts = path.rsplit('/');
    let (deed, area) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let outcome = match area {
        "kv" => kv::act(deed, &asked).await,
        "wasi" => wasi::act(deed, &asked),
        "world" => world::act(deed, &asked).await,
        "trouble" => trouble::act(deed, &asked).await,
        _ => Ok(Some(b"hello".to_vec())),
    };
    match outcome {
        Ok(Some(result)) => answer(StatusCode::OK, result),
        Ok(None) => answer(StatusCode::NOT_FOUND, Vec::new()),
        Err(words) => answer(StatusCode::BAD_GATEWAY, words.into_bytes()),
    }
}

impl Asked {
    /// A query parameter, taken as it stands: the tests use nothing that needs decoding.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).unwrap_or_default()
    }

    pub(crate) fn number(&self, name: &str) -> i64 {
        self.get(name).parse().unwrap_or_default()
    }

    /// The body's lines as `key=value` pairs.
    pub(crate) fn pairs(&self) -> Vec<(String, Vec<u8>)> {
        let text = String::from_utf8_lossy(&self.body);
        let pairs = text.lines().filter_map(|line| line.split_once('='));
        pairs.map(|(key, value)| (key.to_owned(), value.as_bytes().to_vec())).collect()
    }

    /// The body's lines.
    pub(crate) fn lines(&self) -> Vec<String> {
        String::from_utf8_lossy(&self.body).lines().map(str::to_owned).collect()
    }
}

pub(crate) fn unknown(deed: &str) -> Outcome {
    Err(format!("the guest cannot {deed:?}"))
}

pub(crate) fn words(error: impl std::fmt::Debug) -> String {
    format!("{error:?}")
}

fn answer(status: StatusCode, body: Vec<u8>) -> Response<FullBody<bytes::Bytes>> {
    let mut response = Response::new(FullBody::new(body.into()));
    *response.status_mut() = status;
    response
}
