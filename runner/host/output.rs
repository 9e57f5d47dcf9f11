//! What components write to stdout and stderr, as whole lines. Never mixes two instances' lines.

use crate::limits::OUTPUT_LINE_BYTES;
use bytes::Bytes;
use std::io::Write;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use tokio::io::AsyncWrite;
use wasmtime_wasi::cli::{IsTerminal, StdoutStream};
use wasmtime_wasi::p2::{OutputStream, Pollable, StreamResult};

/// Where components' lines go. Clones share one place.
#[derive(Debug, Clone, Default)]
pub enum Output {
    /// To this process's stderr.
    #[default]
    Stderr,
    /// Into memory, for a test to look at.
    Captured(Arc<Mutex<Vec<String>>>),
}

impl Output {
    /// A place in memory.
    pub fn captured() -> Self {
        Self::Captured(Arc::default())
    }

    /// The lines captured so far.
    pub fn lines(&self) -> Vec<String> {
        match self {
            Self::Stderr => Vec::new(),
            Self::Captured(lines) => lines.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }

    /// Writes one line, given without its end.
    pub(crate) fn line(&self, line: &[u8]) {
        match self {
            Self::Stderr => {
                let whole = [line, b"\n"].concat();
                // With stderr gone there is nowhere left to say so.
                let _ = std::io::stderr().lock().write_all(&whole);
            }
            Self::Captured(lines) => {
                let line = String::from_utf8_lossy(line).into_owned();
                lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
            }
        }
    }

    pub(super) fn stream(&self) -> Stream {
        Stream { output: self.clone(), begun: Arc::default() }
    }
}

/// One instance's stdout or stderr.
#[derive(Clone)]
pub(super) struct Stream {
    output: Output,
    begun: Arc<Mutex<Vec<u8>>>,
}

impl Stream {
    fn take(&self, bytes: &[u8]) {
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            begun.extend_from_slice(piece.strip_suffix(b"\n").unwrap_or(piece));
            if piece.ends_with(b"\n") || begun.len() >= OUTPUT_LINE_BYTES {
                self.output.line(&begun);
                begun.clear();
            }
        }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // The last words of an instance that dies often lack their line end.
        let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        if Arc::strong_count(&self.begun) == 1 && !begun.is_empty() {
            self.output.line(&begun);
        }
    }
}

impl IsTerminal for Stream {
    fn is_terminal(&self) -> bool {
        false
    }
}

impl StdoutStream for Stream {
    fn async_stream(&self) -> Box<dyn AsyncWrite + Send + Sync> {
        Box::new(self.clone())
    }

    fn p2_stream(&self) -> Box<dyn OutputStream> {
        Box::new(self.clone())
    }
}

impl OutputStream for Stream {
    fn write(&mut self, bytes: Bytes) -> StreamResult<()> {
        self.take(&bytes);
        Ok(())
    }

    fn flush(&mut self) -> StreamResult<()> {
        Ok(())
    }

    fn check_write(&mut self) -> StreamResult<usize> {
        Ok(OUTPUT_LINE_BYTES)
    }
}

#[wasmtime_wasi::async_trait]
impl Pollable for Stream {
    async fn ready(&mut self) {}
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<std::io::Result<usize>> {
        self.take(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
