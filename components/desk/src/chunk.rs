//! A piece of a file as a request's body: bytes and nothing else. It never looks into them.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use domain::directory::PART_BYTES_MAX;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use web::{Problem, body};

const TEXT_CSV: &str = "text/csv";

/// The bytes of a piece. 415 where it is not sent as `text/csv`, 413 past [`PART_BYTES_MAX`].
pub(crate) struct Chunk(pub(crate) Bytes);

impl<S: Sync> FromRequest<S> for Chunk {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        if !parts.headers.get(CONTENT_TYPE).is_some_and(is_csv) {
            return Err(Problem::unsupported_media_type(TEXT_CSV));
        }
        body::read_up_to(PART_BYTES_MAX, &parts.headers, body).await.map(Self)
    }
}

/// Whatever charset it says: the file itself tells how its letters are written.
fn is_csv(content_type: &HeaderValue) -> bool {
    let text = content_type.to_str().unwrap_or_default();
    text.split(';').next().is_some_and(|media_type| media_type.trim().eq_ignore_ascii_case(TEXT_CSV))
}
