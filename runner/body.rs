//! Bodies with bounds: a request body that may not grow too long, a response body that keeps its place until it ends.

use crate::limits::{UNWANTED_BODY_BYTES, UNWANTED_BODY_MS};
use bytes::Bytes;
use http::Request;
use http::header::EXPECT;
use http_body_util::BodyExt;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;
use wasmtime_wasi_http::{Error, WasiBody};

/// A request body within its bound.
pub(crate) struct LimitedBody {
    incoming: Option<Incoming>,
    left: u64,
    overrun: Overrun,
    /// Its sender waits for `100 Continue`, so there is nothing to take in unless it is asked for.
    waits: bool,
}

/// Whether a body ran over its bound.
#[derive(Clone, Default)]
pub(crate) struct Overrun(Arc<AtomicBool>);

impl LimitedBody {
    /// The body of `request`, at most `bytes` long, and whether it was longer.
    pub(crate) fn of(request: Request<Incoming>, bytes: u64) -> (Request<Self>, Overrun) {
        let overrun = Overrun::default();
        let waits = request.headers().contains_key(EXPECT);
        let request =
            request.map(|incoming| Self { incoming: Some(incoming), left: bytes, overrun: overrun.clone(), waits });
        (request, overrun)
    }
}

impl Overrun {
    pub(crate) fn happened(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Body for LimitedBody {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        self.waits = false;
        let Some(incoming) = &mut self.incoming else { return Poll::Ready(None) };
        let frame = match ready!(Pin::new(incoming).poll_frame(context)) {
            Some(Ok(frame)) => frame,
            Some(Err(error)) => return Poll::Ready(Some(Err(error.into()))),
            None => return Poll::Ready(None),
        };
        let length = frame.data_ref().map_or(0, |data| data.len() as u64);
        match self.left.checked_sub(length) {
            Some(left) => {
                self.left = left;
                Poll::Ready(Some(Ok(frame)))
            }
            None => {
                self.overrun.0.store(true, Ordering::Relaxed);
                Poll::Ready(Some(Err(Error::HttpRequestBodySize(None))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.incoming.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.incoming.as_ref().map(Body::size_hint).unwrap_or_default()
    }
}

impl Drop for LimitedBody {
    fn drop(&mut self) {
        // Closing a connection on a client that is still sending makes its system throw away the answer unread.
        if let Some(incoming) = self.incoming.take()
            && !self.waits
            && !incoming.is_end_stream()
            && let Ok(runtime) = Handle::try_current()
        {
            let unwanted = Duration::from_millis(UNWANTED_BODY_MS);
            runtime.spawn(async move { timeout(unwanted, take_in(incoming)).await });
        }
    }
}

/// Reads and drops an unread body, within bounds, so that its sender is not cut off.
pub(crate) async fn take_in(mut incoming: Incoming) {
    let mut taken = 0;
    while taken < UNWANTED_BODY_BYTES
        && let Some(Ok(frame)) = incoming.frame().await
    {
        taken += frame.data_ref().map_or(0, |data| data.len() as u64);
    }
}

/// A response body that holds its request's place among those in flight.
pub(crate) struct Held {
    body: WasiBody,
    _place: OwnedSemaphorePermit,
}

impl Held {
    pub(crate) fn new(body: WasiBody, place: OwnedSemaphorePermit) -> Self {
        Self { body, _place: place }
    }
}

impl Body for Held {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
