//! The two bounds on an answer from another host: how long it may take and how much of it is read.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use axum::body::Body;
use http::Response;
use http_body_util::{BodyExt, LengthLimitError, Limited};

use super::{MAX_ANSWER_BYTES, OutboundError};

/// What `answering` comes to, unless the time is up first.
pub(super) async fn before<T>(
    time_is_up: impl Future<Output = ()>,
    answering: impl Future<Output = Result<T, OutboundError>>,
) -> Result<T, OutboundError> {
    let (mut time_is_up, mut answering) = (pin!(time_is_up), pin!(answering));
    poll_fn(|context| match answering.as_mut().poll(context) {
        Poll::Ready(answered) => Poll::Ready(answered),
        Poll::Pending => time_is_up.as_mut().poll(context).map(|()| Err(OutboundError::TimedOut)),
    })
    .await
}

/// The answer with all of its body.
pub(super) async fn whole(answer: Response<Body>) -> Result<Response<Vec<u8>>, OutboundError> {
    let (parts, body) = answer.into_parts();
    match Limited::new(body, MAX_ANSWER_BYTES).collect().await {
        Ok(body) => Ok(Response::from_parts(parts, body.to_bytes().into())),
        Err(error) if error.is::<LengthLimitError>() => Err(OutboundError::TooLarge),
        Err(_) => Err(OutboundError::BrokenOff),
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use axum::body::{Body, Bytes};
    use futures::executor::block_on;
    use futures::stream;
    use http::{Request, Response};

    use super::super::{MAX_ANSWER_BYTES, OutboundError, send};
    use super::{before, whole};

    fn read(body: impl Into<Body>) -> Result<usize, OutboundError> {
        let answer = Response::builder().status(429).body(body.into()).unwrap();
        let answer = block_on(whole(answer))?;
        assert_eq!(answer.status(), 429);
        Ok(answer.body().len())
    }

    #[test]
    fn an_answer_is_read_up_to_the_limit_and_no_further() {
        assert_eq!(read(""), Ok(0));
        assert_eq!(read(vec![b' '; MAX_ANSWER_BYTES]), Ok(MAX_ANSWER_BYTES));
        assert_eq!(read(vec![b' '; MAX_ANSWER_BYTES + 1]), Err(OutboundError::TooLarge));
        let endless = stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from(vec![b' '; 65_536])));
        assert_eq!(read(Body::from_stream(endless)), Err(OutboundError::TooLarge));
    }

    #[test]
    fn half_an_answer_is_none() {
        let half = [Ok(Bytes::from("half")), Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset))];
        assert_eq!(read(Body::from_stream(stream::iter(half))), Err(OutboundError::BrokenOff));
    }

    #[test]
    fn waiting_ends_with_the_answer_or_with_the_time() {
        assert_eq!(block_on(before(pending(), ready(Ok(1)))), Ok(1));
        assert_eq!(block_on(before(ready(()), ready(Ok(1)))), Ok(1));
        assert_eq!(block_on(before(ready(()), pending::<Result<u8, _>>())), Err(OutboundError::TimedOut));
    }

    #[test]
    fn a_native_build_reaches_nobody() {
        let request = Request::get("http://127.0.0.1:1/").body(Vec::new()).unwrap();
        assert!(matches!(block_on(send(request)), Err(OutboundError::Unreachable(_))));
    }
}
