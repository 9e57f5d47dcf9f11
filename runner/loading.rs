//! Everything between a manifest and an application that can answer: values, components, grants, routes.
//! Opens no port.

use crate::answer::Dispatcher;
use crate::building::{self, BuildError};
use crate::calls::{self, Call};
use crate::engine::{Engine, LoadError, Ready};
use crate::host::Grants;
use crate::manifest::{Component, Manifest, ManifestError, Variable};
use crate::outbound::{AllowedHost, HostError};
use crate::progress::Progress;
use crate::routes::{RouteError, Router};
use crate::running::Builder;
use crate::store::{Data, OpenError, Store};
use crate::template::Template;
use crate::values::{self, Sources, ValueError, Values};
use crate::workers::{InstanceSource, Workers};
use std::collections::{BTreeMap, HashMap};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::watch;
use wasmtime_wasi_http::handler::ProxyHandler;

/// The folder, beside the records, for keys the host makes.
const KEYS_FOLDER: &str = "secrets";

/// An application that can answer.
pub(crate) struct Loaded {
    pub(crate) dispatcher: Dispatcher,
    /// Each route's pattern and component, in the manifest's order.
    pub(crate) routes: Vec<(String, String)>,
    /// The requests to repeat.
    pub(crate) calls: Vec<Call>,
    /// Where the operator may have to go first.
    pub(crate) welcome: Option<String>,
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
    #[error("[application.tool.runner]: cannot make a request of {template:?}")]
    Call { template: String },
    #[error("cannot read the environment file {path}: {source}")]
    EnvFile { path: PathBuf, source: std::io::Error },
    #[error("{path}:{line}: is not NAME=value")]
    EnvLine { path: PathBuf, line: usize },
    #[error("cannot listen on {address}: {source}")]
    Listen { address: SocketAddr, source: std::io::Error },
    #[error("cannot start the WebAssembly engine: {0}")]
    Engine(String),
}

/// Builds and loads what `builder` says.
pub(crate) fn load(builder: &Builder, stopping: &watch::Receiver<bool>) -> Result<Loaded, StartError> {
    let manifest = Manifest::read(&builder.manifest)?;
    let values = builder.values(&manifest)?;
    let progress = Progress::new(builder.output.clone(), builder.quiet);
    if builder.build {
        building::build(&manifest, &progress)?;
    }
    let store = Arc::new(Store::open(&builder.data, builder.faults.clone())?);
    let components = builder.components(&manifest, &values, &store, stopping, &progress)?;
    let mut router = Router::default();
    let mut routes = Vec::new();
    for trigger in manifest.triggers() {
        router.add(trigger.route.get_ref(), trigger.component.get_ref())?;
        routes.push((trigger.route.get_ref().clone(), trigger.component.get_ref().clone()));
    }
    let dispatcher = Dispatcher::new(router, components, &builder.limits, builder.output.clone());
    let calls = calls::every(&manifest, &values)?;
    let welcome = calls::welcome(&manifest, &values)?;
    Ok(Loaded { dispatcher, routes, calls, welcome })
}

impl Builder {
    fn values(&self, manifest: &Manifest) -> Result<Values, StartError> {
        let file = match &self.env_file {
            Some(path) => {
                let read = |source| StartError::EnvFile { path: path.clone(), source };
                let text = std::fs::read_to_string(path).map_err(read)?;
                values::read_lines(&text).map_err(|line| StartError::EnvLine { path: path.clone(), line })?
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
        let make = manifest.application.tool.runner.make.iter().map(|name| name.get_ref().as_str()).collect();
        let sources = Sources { given: &self.variables, file: &file, make: &make, keys: &keys };
        let variables = manifest.variables.iter().map(|(name, variable)| (name.get_ref().as_str(), variable));
        let made = |variable: &Variable, path: &Path| {
            let worth = if variable.required { ": keep it, the records cannot be read without it" } else { "" };
            let line = format!("made a new secret key in {}{worth}", path.display());
            if matches!(self.data, Data::Folder(_)) {
                self.output.line(line.as_bytes());
            }
        };
        Ok(values::resolve(variables, &sources, made)?)
    }

    fn components(
        &self,
        manifest: &Manifest,
        values: &Values,
        store: &Arc<Store>,
        stopping: &watch::Receiver<bool>,
        progress: &Progress,
    ) -> Result<HashMap<String, Workers>, StartError> {
        let mut step = progress.step("Loading", manifest.components().count());
        let mut up_to_date = 0;
        let sources = manifest.components().map(|(_, component)| component.source(manifest.folder()));
        let engine = Engine::new(sources.into_iter().next().as_deref(), self.limits.requests_in_flight)
            .map_err(|error| StartError::Engine(format!("{error:#}")))?;
        let mut loaded = HashMap::new();
        for (id, component) in manifest.components() {
            let source = component.source(manifest.folder());
            if !source.is_file() {
                return Err(self.not_there(id, component, source).into());
            }
            let Ready { service, was_compiled } = engine.load(id, &source)?;
            if was_compiled {
                up_to_date += 1;
            } else {
                step.done(id, "compiled");
            }
            let grants = self.grants(id, component, values, store)?;
            let source =
                InstanceSource::new(engine.get().clone(), service, grants, self.limits.clone(), stopping.clone());
            loaded.insert(id.to_owned(), ProxyHandler::new(source));
        }
        step.up_to_date(up_to_date);
        Ok(loaded)
    }

    fn not_there(&self, id: &str, component: &Component, path: PathBuf) -> LoadError {
        let command = component.build.as_ref().and_then(|build| build.command.last());
        let remedy = match command {
            Some(command) if self.build => format!(", although `{command}` went well"),
            Some(command) => format!(": run `{command}`, or start without --no-build"),
            None => String::new(),
        };
        LoadError::Missing { component: id.to_owned(), path, remedy }
    }

    fn grants(
        &self,
        id: &str,
        component: &Component,
        values: &Values,
        store: &Arc<Store>,
    ) -> Result<Grants, StartError> {
        let fill = |text: &str| {
            let unfilled = || StartError::Template { component: id.to_owned(), template: text.to_owned() };
            let template = Template::parse(text).map_err(|_| unfilled())?;
            template.fill(|name| values.get(name).map(String::as_str)).map_err(|_| unfilled())
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
                let host = |source| StartError::Host { component: id.to_owned(), source };
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
            clock: self.clock.clone(),
        })
    }
}
