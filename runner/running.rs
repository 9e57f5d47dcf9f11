//! From a manifest to a served application and back. Does nothing that one of the other modules could do.

use crate::answer::Application;
use crate::building::{self, BuildError};
use crate::engine::{Engine, LoadError};
use crate::host::{Grants, Output};
use crate::limits::{INSTANCE_MEMORY_BYTES, Limits};
use crate::manifest::{Component, Manifest, ManifestError};
use crate::outbound::{AllowedHost, HostError};
use crate::routes::{RouteError, Router};
use crate::store::{Data, Faults, OpenError, Store};
use crate::template::Template;
use crate::values::{self, Sources, ValueError, Values};
use crate::{server, workers};
use std::collections::{BTreeMap, HashMap};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use wasmtime_wasi_http::handler::ProxyHandler;

/// The folder, beside the records, for keys the host makes.
const KEYS_FOLDER: &str = "secrets";

/// The way in: [`Runner::builder`].
#[derive(Debug)]
pub struct Runner;

/// How an application is to be served.
#[derive(Debug)]
pub struct Builder {
    manifest: PathBuf,
    listen: SocketAddr,
    data: Data,
    variables: BTreeMap<String, String>,
    env_file: Option<PathBuf>,
    build: bool,
    quiet: bool,
    output: Output,
    faults: Faults,
    limits: Limits,
}

/// An application being served.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    routes: Vec<(String, String)>,
    output: Output,
    faults: Faults,
    stop: watch::Sender<bool>,
    server: JoinHandle<()>,
}

/// Why an application is not being served.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each variant says what it wraps")]
pub enum StartError {
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    #[error(transparent)]
    Build(#[from] BuildError),
    #[error(transparent)]
    Load(#[from] LoadError),
    #[error(transparent)]
    Value(#[from] ValueError),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Route(#[from] RouteError),
    #[error("component {component:?}: {source}")]
    Host { component: String, source: HostError },
    #[error("component {component:?}: cannot fill in {template:?}")]
    Template { component: String, template: String },
    #[error("cannot read the environment file {path}: {source}")]
    EnvFile { path: PathBuf, source: std::io::Error },
    #[error("{path}:{line}: is not NAME=value")]
    EnvLine { path: PathBuf, line: usize },
    #[error("cannot listen on {address}: {source}")]
    Listen {
        address: SocketAddr,
        source: std::io::Error,
    },
    #[error("cannot start the WebAssembly engine: {0}")]
    Engine(String),
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
        Self {
            env_file: Some(file.into()),
            ..self
        }
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

    /// Other bounds than the ordinary ones.
    pub fn limits(self, limits: Limits) -> Self {
        let instance_memory_bytes = limits.instance_memory_bytes.min(INSTANCE_MEMORY_BYTES);
        Self {
            limits: Limits {
                instance_memory_bytes,
                ..limits
            },
            ..self
        }
    }

    /// Builds, loads and serves; returns once connections are accepted.
    pub async fn start(self) -> Result<Running, StartError> {
        let manifest = Manifest::read(&self.manifest)?;
        let values = self.values(&manifest)?;
        // Taken before anything slow, so that a port in use is told at once.
        let listen = |source| StartError::Listen {
            address: self.listen,
            source,
        };
        let listener = TcpListener::bind(self.listen).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;

        if self.build {
            building::build(&manifest, self.quiet)?;
        }
        let store = Arc::new(Store::open(&self.data, self.faults.clone())?);
        let components = self.load(&manifest, &values, &store)?;
        let mut router = Router::default();
        let mut routes = Vec::new();
        for trigger in manifest.triggers() {
            router.add(trigger.route.get_ref(), trigger.component.get_ref())?;
            routes.push((trigger.route.get_ref().clone(), trigger.component.get_ref().clone()));
        }

        let application = Application::new(router, components, &self.limits, self.output.clone());
        let (stop, stopped) = watch::channel(false);
        let server = tokio::spawn(server::serve(listener, Arc::new(application), self.limits, stopped));
        Ok(Running {
            address,
            routes,
            output: self.output,
            faults: self.faults,
            stop,
            server,
        })
    }

    fn values(&self, manifest: &Manifest) -> Result<Values, StartError> {
        let file = match &self.env_file {
            Some(path) => {
                let read = |source| StartError::EnvFile {
                    path: path.clone(),
                    source,
                };
                let text = std::fs::read_to_string(path).map_err(read)?;
                values::read_lines(&text).map_err(|line| StartError::EnvLine {
                    path: path.clone(),
                    line,
                })?
            }
            None => BTreeMap::new(),
        };
        // Without a folder to keep it in, a made key lives as long as the records do: no longer than this process.
        let (keys, _temporary) = match &self.data {
            Data::Folder(folder) => (folder.join(KEYS_FOLDER), None),
            Data::Memory => {
                let temporary = tempfile::tempdir().map_err(|source| OpenError::Folder(PathBuf::new(), source))?;
                (temporary.path().join(KEYS_FOLDER), Some(temporary))
            }
        };
        let sources = Sources {
            given: &self.variables,
            file: &file,
            keys: &keys,
        };
        let variables = manifest
            .variables
            .iter()
            .map(|(name, variable)| (name.get_ref().as_str(), variable));
        let made = |path: &Path| {
            let line = format!(
                "made a new secret key in {}: keep it, the records cannot be read without it",
                path.display()
            );
            if matches!(self.data, Data::Folder(_)) {
                self.output.line(line.as_bytes());
            }
        };
        Ok(values::resolve(variables, &sources, made)?)
    }

    fn load(
        &self,
        manifest: &Manifest,
        values: &Values,
        store: &Arc<Store>,
    ) -> Result<HashMap<String, workers::Workers>, StartError> {
        let sources = manifest
            .components()
            .map(|(_, component)| component.source(manifest.folder()));
        let engine = Engine::new(sources.into_iter().next().as_deref())
            .map_err(|error| StartError::Engine(format!("{error:#}")))?;
        let mut loaded = HashMap::new();
        for (id, component) in manifest.components() {
            let ready = engine.load(id, &component.source(manifest.folder()))?;
            let grants = self.grants(id, component, values, store)?;
            let component = workers::Component::new(engine.get().clone(), ready, grants, self.limits.clone());
            loaded.insert(id.to_owned(), ProxyHandler::new(component));
        }
        Ok(loaded)
    }

    fn grants(
        &self,
        id: &str,
        component: &Component,
        values: &Values,
        store: &Arc<Store>,
    ) -> Result<Grants, StartError> {
        let fill = |text: &str| {
            let unfilled = || StartError::Template {
                component: id.to_owned(),
                template: text.to_owned(),
            };
            let template = Template::parse(text).map_err(|_| unfilled())?;
            template
                .fill(|name| values.get(name).map(String::as_str))
                .map_err(|_| unfilled())
        };
        let mut variables = BTreeMap::new();
        for (name, template) in &component.variables {
            variables.insert(name.get_ref().clone(), fill(template.get_ref())?);
        }
        let mut hosts = Vec::new();
        for entry in &component.allowed_outbound_hosts {
            let entry = fill(entry.get_ref())?;
            // As in Spin, an empty variable means no host at all.
            if !["", "http://", "https://"].contains(&entry.as_str()) {
                let host = |source| StartError::Host {
                    component: id.to_owned(),
                    source,
                };
                hosts.push(AllowedHost::parse(&entry).map_err(host)?);
            }
        }
        Ok(Grants {
            component: id.to_owned(),
            stores: component.key_value_stores.clone(),
            variables,
            environment: component.environment.clone(),
            hosts: hosts.into(),
            store: store.clone(),
            output: self.output.clone(),
        })
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
