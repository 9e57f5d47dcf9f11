//! A component's instances: each serves many requests, several at once, until it is used up, idle or dead.
//! Knows nothing of routes or connections.

use crate::host::{Grants, Guest, Output};
use crate::limits::{
    EPOCH_MS, INSTANCE_CONCURRENT_REQUESTS, INSTANCE_IDLE_MS, INSTANCE_POLL_MS, INSTANCE_REUSE_REQUESTS,
    INSTANCE_WAIT_MS, INSTANCES_AT_ONCE, Limits,
};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::sync::{Notify, watch};
use tokio::time::{Sleep, timeout};
use wasmtime::component::GuestTaskId;
use wasmtime::{Result, Store, StoreContextMut};
use wasmtime_wasi_http::WasiHttpView;
use wasmtime_wasi_http::handler::{
    HandlerState, Instance, InstantiationError, Proxy, ProxyHandler, Request, Response, ShouldAccept, WorkerExpiration,
    WorkerState, WorkerStatus,
};
use wasmtime_wasi_http::p3::bindings::ServicePre;

/// One component, ready to answer.
pub(crate) type Workers = ProxyHandler<InstanceSource>;

/// What every instance of a component is made from.
pub(crate) struct InstanceSource {
    engine: wasmtime::Engine,
    service: ServicePre<Guest>,
    grants: Arc<Grants>,
    limits: Limits,
    stopping: watch::Receiver<bool>,
    /// One for each of its instances that lives.
    live: Arc<()>,
    /// Whether one more may be made although there are enough.
    wanted: AtomicBool,
    /// Notified whenever an instance may have room.
    room: Arc<Notify>,
}

/// There are enough instances for the moment: one of them will have room shortly.
#[derive(Debug, thiserror::Error)]
#[error("there are enough instances")]
struct Enough;

/// Answers a request; see [`ProxyHandler::handle`]. Where there are some instances already, it waits a little for room in
/// one of them before another is made: otherwise a rush would make one for each request, and requests would share nothing.
pub(crate) async fn handle(workers: &Workers, mut request: Request) -> Result<Response> {
    let began = Instant::now();
    while began.elapsed() < workers.state().limits.request {
        if began.elapsed() >= Duration::from_millis(INSTANCE_WAIT_MS) {
            // The first request to see this makes the instance; if that is another one, the next poll asks again.
            workers.state().wanted.store(true, Ordering::Relaxed);
        }
        let error = match workers.handle((), request).await {
            Err(error) if is_enough(&error) => error,
            answered => return answered,
        };
        let error = error.downcast::<InstantiationError<()>>()?;
        request = error.request.into_inner().unwrap_or_else(PoisonError::into_inner);
        // Tries again after either: a notification may have gone to another request.
        let _ = timeout(Duration::from_millis(INSTANCE_POLL_MS), workers.state().room.notified()).await;
    }
    Err(Enough.into())
}

fn is_enough(error: &wasmtime::Error) -> bool {
    let refused = error.downcast_ref::<InstantiationError<()>>();
    refused.is_some_and(|refused| refused.error.is::<Enough>())
}

impl InstanceSource {
    pub(crate) fn new(
        engine: wasmtime::Engine,
        service: ServicePre<Guest>,
        grants: Grants,
        limits: Limits,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        Self {
            engine,
            service,
            grants: Arc::new(grants),
            limits,
            stopping,
            live: Arc::default(),
            wanted: AtomicBool::new(false),
            room: Arc::default(),
        }
    }
}

impl HandlerState for InstanceSource {
    type StoreData = Guest;
    type WorkerExpiration = Expiry;
    type WorkerState = Worker;

    async fn instantiate(&self) -> Result<Instance<Guest, Expiry, Worker>> {
        let live = Arc::clone(&self.live);
        // Two of the references are no instance's: the source's own, and this one.
        if Arc::strong_count(&live) > INSTANCES_AT_ONCE + 1 && !self.wanted.swap(false, Ordering::Relaxed) {
            return Err(Enough.into());
        }
        let mut store = Store::new(&self.engine, Guest::new(self.grants.clone(), &self.limits));
        Guest::confine(&mut store, &self.limits, Duration::from_millis(EPOCH_MS));
        let service = self.service.instantiate_async(&mut store).await?;
        Ok(Instance {
            store,
            proxy: Proxy::P3(service),
            view: WasiHttpView::http,
            expiration: Expiry {
                request: self.limits.request,
                sleep: Box::pin(tokio::time::sleep(Duration::MAX)),
                stopped: Box::pin(stopped(self.stopping.clone())),
            },
            state: Worker {
                component: self.grants.component.clone(),
                output: self.grants.output.clone(),
                request: self.limits.request,
                stopping: self.stopping.clone(),
                room: Arc::clone(&self.room),
                _live: live,
            },
        })
    }
}

/// Returns when the host stops, or is no more.
async fn stopped(mut stopping: watch::Receiver<bool>) {
    let _ = stopping.wait_for(|stopping| *stopping).await;
}

/// When an instance has lived long enough. One with nothing to do goes with its host, and the pool with it: a process
/// that serves one application after another has room for few pools.
pub(crate) struct Expiry {
    request: Duration,
    sleep: Pin<Box<Sleep>>,
    stopped: Pin<Box<dyn Future<Output = ()> + Send + Sync>>,
}

impl WorkerExpiration for Expiry {
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>, status: WorkerStatus, since: Instant) -> Poll<()> {
        let allowed = match status {
            WorkerStatus::Idle => Duration::from_millis(INSTANCE_IDLE_MS),
            WorkerStatus::Requests | WorkerStatus::PostReturn => self.request,
        };
        let deadline = (since + allowed).into();
        if self.sleep.deadline() != deadline {
            self.sleep.as_mut().reset(deadline);
        }
        // Being ready ends the instance, so neither is asked again after it.
        if status == WorkerStatus::Idle && self.stopped.as_mut().poll(context).is_ready() {
            return Poll::Ready(());
        }
        self.sleep.as_mut().poll(context)
    }
}

/// One instance at work.
pub(crate) struct Worker {
    component: String,
    output: Output,
    request: Duration,
    stopping: watch::Receiver<bool>,
    room: Arc<Notify>,
    /// Held to be counted among the component's instances that live.
    _live: Arc<()>,
}

impl WorkerState for Worker {
    type StoreData = Guest;
    type RequestData = ();

    fn should_accept_request(&self, now: usize, ever: usize) -> ShouldAccept {
        if ever >= INSTANCE_REUSE_REQUESTS {
            ShouldAccept::Never
        } else if now >= INSTANCE_CONCURRENT_REQUESTS {
            ShouldAccept::No
        } else {
            // Called whenever this instance comes to rest, so a waiting request may find room now.
            self.room.notify_one();
            ShouldAccept::Yes
        }
    }

    fn on_request_start(
        &self,
        mut store: StoreContextMut<'_, Guest>,
        (): (),
        _task: GuestTaskId,
    ) -> Pin<Box<dyn Future<Output = ()> + 'static + Send + Sync>> {
        store.data_mut().reset_computing();
        Box::pin(tokio::time::sleep(self.request))
    }

    fn drop(&self, store: Store<Guest>, result: Result<()>) {
        drop(store);
        // At the end of the process its instances end with it; that is no death to report.
        if *self.stopping.borrow() || self.stopping.has_changed().is_err() {
            return;
        }
        if let Err(error) = result {
            // The cause alone: the rest is a stack of addresses.
            let line = format!("component {:?} died: {}", self.component, error.root_cause());
            self.output.line(line.as_bytes());
        }
    }
}
