//! Starts and stops a served application. Does nothing that one of the other modules could do.

use crate::calls;
use crate::host::{Clock, Output};
use crate::limits::{INSTANCE_MEMORY_BYTES, Limits};
use crate::loading::{self, Loaded, StartError};
use crate::server;
use crate::store::{Data, Faults};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The way in: [`Runner::builder`].
#[derive(Debug)]
pub struct Runner;

/// How an application is to be served.
#[derive(Debug)]
pub struct Builder {
    pub(crate) manifest: PathBuf,
    pub(crate) listen: SocketAddr,
    pub(crate) data: Data,
    pub(crate) variables: BTreeMap<String, String>,
    pub(crate) env_file: Option<PathBuf>,
    pub(crate) build: bool,
    pub(crate) quiet: bool,
    pub(crate) output: Output,
    pub(crate) faults: Faults,
    pub(crate) clock: Clock,
    pub(crate) limits: Limits,
}

/// An application being served.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    routes: Vec<(String, String)>,
    welcome: Option<String>,
    output: Output,
    faults: Faults,
    stop: watch::Sender<bool>,
    server: JoinHandle<()>,
}

impl Runner {
    /// Begins to say how the application of a manifest is to be served: on any free port of this machine, with its
    /// records in memory, its components built, its output to stderr.
    pub fn builder(manifest: impl Into<PathBuf>) -> Builder {
        Builder {
            manifest: manifest.into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            data: Data::Memory,
            variables: BTreeMap::new(),
            env_file: None,
            build: true,
            quiet: false,
            output: Output::default(),
            faults: Faults::default(),
            clock: Clock::default(),
            limits: Limits::default(),
        }
    }
}

impl Builder {
    /// Where to listen; port 0 is any free one.
    pub fn listen(self, listen: SocketAddr) -> Self {
        Self { listen, ..self }
    }

    /// Where the records are kept.
    pub fn data(self, data: Data) -> Self {
        Self { data, ..self }
    }

    /// Gives an application variable its value, before any other source.
    pub fn variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.variables.insert(name.into(), value.into());
        self
    }

    /// Reads further values from a file of `NAME=value` lines.
    pub fn env_file(self, file: impl Into<PathBuf>) -> Self {
        Self { env_file: Some(file.into()), ..self }
    }

    /// Whether to run the components' build commands first.
    pub fn build_components(self, build: bool) -> Self {
        Self { build, ..self }
    }

    /// Whether to show nothing but errors.
    pub fn quiet(self, quiet: bool) -> Self {
        Self { quiet, ..self }
    }

    /// Where components' lines go.
    pub fn output(self, output: Output) -> Self {
        Self { output, ..self }
    }

    /// The switch by which tests make the store fail.
    pub fn faults(self, faults: Faults) -> Self {
        Self { faults, ..self }
    }

    /// The clock that components see.
    pub fn clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// Other bounds than the ordinary ones.
    pub fn limits(self, limits: Limits) -> Self {
        let instance_memory_bytes = limits.instance_memory_bytes.min(INSTANCE_MEMORY_BYTES);
        Self { limits: Limits { instance_memory_bytes, ..limits }, ..self }
    }

    /// Builds, loads and serves; returns once connections are accepted.
    pub async fn start(self) -> Result<Running, StartError> {
        // Taken before anything slow, so that a port in use is reported at once.
        let listen = |source| StartError::Listen { address: self.listen, source };
        let listener = TcpListener::bind(self.listen).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;

        let (stop, stopped) = watch::channel(false);
        let (output, faults, limits) = (self.output.clone(), self.faults.clone(), self.limits.clone());
        let stopping = stopped.clone();
        // Building takes as long as it takes; signals must be heard meanwhile.
        let loaded = tokio::task::spawn_blocking(move || loading::load(&self, &stopping)).await;
        let Loaded { dispatcher, routes, calls, welcome } =
            loaded.map_err(|error| StartError::Engine(error.to_string()))??;
        let server = tokio::spawn(server::serve(listener, Arc::new(dispatcher), limits, stopped.clone()));
        let here = calls::reachable(address);
        for call in calls {
            tokio::spawn(calls::repeat(call, here, output.clone(), stopped.clone()));
        }
        let welcome = match welcome {
            Some(path) => calls::if_ok(here, &path).await,
            None => None,
        };
        Ok(Running { address, routes, welcome, output, faults, stop, server })
    }
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address as a URL without a closing slash.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Each route's pattern and component, in the manifest's order.
    pub fn routes(&self) -> &[(String, String)] {
        &self.routes
    }

    /// Where the operator goes first, if anything is to be done there: a URL that may hold a key.
    pub fn welcome(&self) -> Option<&str> {
        self.welcome.as_deref()
    }

    /// The lines captured so far, where the output is [`Output::captured`].
    pub fn lines(&self) -> Vec<String> {
        self.output.lines()
    }

    /// The switch by which tests make the store fail.
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Accepts no more, finishes what was accepted, and returns when that is done or the grace is over.
    pub async fn stop(self) {
        // No receiver means the server has ended already.
        let _ = self.stop.send(true);
        let _ = self.server.await;
    }
}
