//! Connections: accepted, bounded, drained at the end. Knows nothing of what is asked on them.

use crate::answer::Dispatcher;
use crate::limits::{CONNECTIONS, Limits, READ_BUFFER_BYTES, REQUEST_HEAD_BYTES};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

/// How long to wait after the system refuses a connection, for some other to end.
const ACCEPT_RETRY_MS: u64 = 50;
/// HTTP/2 streams one connection may have open.
const STREAMS_PER_CONNECTION: u32 = 128;

/// Serves until `stop` says so, then finishes what was accepted, for as long as the limits allow.
pub(crate) async fn serve(
    listener: TcpListener,
    dispatcher: Arc<Dispatcher>,
    limits: Limits,
    mut stop: watch::Receiver<bool>,
) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            _ = stop.wait_for(|stop| *stop) => break,
            _ = connections.join_next(), if !connections.is_empty() => continue,
            accepted = accept(&listener, &places) => accepted,
        };
        let Some((stream, client, place)) = accepted else {
            continue;
        };
        let connection = connection(stream, client, dispatcher.clone(), limits.clone(), stop.clone());
        connections.spawn(async move {
            connection.await;
            drop(place);
        });
    }
    drop(listener);
    // Connections that are left after the grace are cut off when the set is dropped.
    let _ =
        tokio::time::timeout(limits.shutdown_grace, async { while connections.join_next().await.is_some() {} }).await;
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit)> {
    let place = places.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, client)) => Some((stream, client, place)),
        Err(_) => {
            tokio::time::sleep(Duration::from_millis(ACCEPT_RETRY_MS)).await;
            None
        }
    }
}

async fn connection(
    stream: TcpStream,
    client: SocketAddr,
    dispatcher: Arc<Dispatcher>,
    limits: Limits,
    mut stop: watch::Receiver<bool>,
) {
    // Small answers must not wait for the client's acknowledgement of the one before. Without it they are only slow.
    let _ = stream.set_nodelay(true);
    let begun = Arc::new(AtomicBool::new(false));
    let service = service_fn({
        let begun = begun.clone();
        move |request| {
            begun.store(true, Ordering::Relaxed);
            let dispatcher = dispatcher.clone();
            async move { Ok::<_, Infallible>(dispatcher.answer(request, client).await) }
        }
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_read)
        .max_buf_size(READ_BUFFER_BYTES)
        .pipeline_flush(true);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_header_list_size(REQUEST_HEAD_BYTES as u32)
        .max_concurrent_streams(STREAMS_PER_CONNECTION);

    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    let mut first_head = pin!(tokio::time::sleep(limits.head_read));
    let mut waiting_for_first = true;
    let mut stopping = false;
    loop {
        tokio::select! {
            // A failed read or write here is a client that left, which is no error of ours.
            _ = connection.as_mut() => return,
            // Until it knows which HTTP is spoken, the protocol's own time-out is not running.
            () = first_head.as_mut(), if waiting_for_first => {
                if !begun.load(Ordering::Relaxed) {
                    return;
                }
                waiting_for_first = false;
            }
            _ = stop.wait_for(|stop| *stop), if !stopping => {
                stopping = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}
