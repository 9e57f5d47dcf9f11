//! Bodies with bounds: a request body that may not grow too long, a response body that keeps its place until it ends.

use bytes::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use tokio::sync::OwnedSemaphorePermit;
use wasmtime_wasi_http::{Error, WasiBody};

/// A bound for a body whose length was not told.
pub(crate) struct Limited {
    left: u64,
    overrun: Overrun,
}

/// Whether a body ran over its bound.
#[derive(Clone, Default)]
pub(crate) struct Overrun(Arc<AtomicBool>);

/// A request body within its bound.
pub(crate) struct LimitedBody {
    incoming: Incoming,
    limit: Limited,
}

impl Limited {
    pub(crate) fn new(bytes: u64) -> (Self, Overrun) {
        let overrun = Overrun::default();
        (
            Self {
                left: bytes,
                overrun: overrun.clone(),
            },
            overrun,
        )
    }

    pub(crate) fn around(self, incoming: Incoming) -> LimitedBody {
        LimitedBody { incoming, limit: self }
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
        let frame = match std::task::ready!(Pin::new(&mut self.incoming).poll_frame(context)) {
            Some(Ok(frame)) => frame,
            Some(Err(error)) => return Poll::Ready(Some(Err(error.into()))),
            None => return Poll::Ready(None),
        };
        let length = frame.data_ref().map_or(0, |data| data.len() as u64);
        match self.limit.left.checked_sub(length) {
            Some(left) => {
                self.limit.left = left;
                Poll::Ready(Some(Ok(frame)))
            }
            None => {
                self.limit.overrun.0.store(true, Ordering::Relaxed);
                Poll::Ready(Some(Err(Error::HttpRequestBodySize(None))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.incoming.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.incoming.size_hint()
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
