//! Compiling components and holding them ready to instantiate. Compiled code is kept beside the component, by content.

use crate::host::{Guest, link};
use crate::limits::{EPOCH_MS, INSTANCE_MEMORY_BYTES, INSTANCE_TABLE_ELEMENTS, INSTANCES_BESIDE_REQUESTS};
use std::path::{Path, PathBuf};
use std::time::Duration;
use wasmtime::component::{Component, Linker};
use wasmtime::{Cache, CacheConfig, Config, InstanceAllocationStrategy, PoolingAllocationConfig};
use wasmtime_wasi_http::p3::bindings::ServicePre;

/// The folder for compiled code, beside the components.
const CACHE_FOLDER: &str = "compiled";
/// Core instances, memories and tables come several to a component: its own code and the glue around it.
const PARTS_PER_INSTANCE: u32 = 4;
/// The stack it starts on, and the one of a request that waits. Each costs the process two of its 65,530 mappings.
const STACKS_PER_INSTANCE: u32 = 2;
/// What an instance's memory keeps mapped for the next one, instead of giving it back to the system.
const KEPT_MEMORY_BYTES: usize = 1024 * 1024;
const KEPT_TABLE_BYTES: usize = 64 * 1024;

/// The compiler and the pool that instances live in.
pub(crate) struct Engine {
    engine: wasmtime::Engine,
    linker: Linker<Guest>,
    /// Where compiled code is kept; `None` where it cannot be.
    cache: Option<Cache>,
}

/// A component ready to instantiate.
pub(crate) struct Ready {
    pub(crate) service: ServicePre<Guest>,
    /// Its code was compiled before.
    pub(crate) was_compiled: bool,
}

/// Why a component cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file is not there.
    #[error("component {component:?}: {path} is not there{remedy}")]
    Missing {
        /// The component's id.
        component: String,
        /// Its source.
        path: PathBuf,
        /// What to type, if that is known.
        remedy: String,
    },
    /// It is not a component, or imports what this host does not have.
    #[error("component {component:?}: {reason}")]
    Unusable {
        /// The component's id.
        component: String,
        /// What is wrong with it.
        reason: String,
    },
    /// It does not serve HTTP the one way this host calls it.
    #[error("component {component:?} does not export wasi:http/handler@0.3.x: only components of WASI 0.3 are served")]
    NotAHandler {
        /// The component's id.
        component: String,
    },
}

impl Engine {
    /// An engine with room for the instances of so many requests, whose compiled code is kept beside `source`.
    pub(crate) fn new(source: Option<&Path>, requests_in_flight: usize) -> wasmtime::Result<Self> {
        let instances = u32::try_from(requests_in_flight.saturating_add(INSTANCES_BESIDE_REQUESTS))?;
        // Fewer addresses than the pool reserves are no reason not to serve: instances then come one by one.
        let cache = cache(source)?;
        let engine = wasmtime::Engine::new(&config(cache.as_ref(), Some(instances)))
            .or_else(|_| wasmtime::Engine::new(&config(cache.as_ref(), None)))?;
        let mut linker = Linker::new(&engine);
        link(&mut linker)?;
        tick(&engine)?;
        Ok(Self { engine, linker, cache })
    }

    /// Compiles the component, or finds it compiled, and links it.
    pub(crate) fn load(&self, component: &str, source: &Path) -> Result<Ready, LoadError> {
        let unusable = |error: wasmtime::Error| LoadError::Unusable {
            component: component.to_owned(),
            reason: format!("{error:#}"),
        };
        let found = || self.cache.as_ref().map_or(0, Cache::cache_hits);
        let found_before = found();
        let compiled = Component::from_file(&self.engine, source).map_err(unusable)?;
        let linked = self.linker.instantiate_pre(&compiled).map_err(unusable)?;
        let not_a_handler = |_| LoadError::NotAHandler { component: component.to_owned() };
        let service = ServicePre::new(linked).map_err(not_a_handler)?;
        Ok(Ready { service, was_compiled: found() > found_before })
    }

    /// The engine itself.
    pub(crate) fn get(&self) -> &wasmtime::Engine {
        &self.engine
    }
}

fn config(cache: Option<&Cache>, pooled: Option<u32>) -> Config {
    let mut config = Config::new();
    config.wasm_component_model_async(true);
    config.epoch_interruption(true);
    if let Some(instances) = pooled {
        let mut pool = PoolingAllocationConfig::new();
        pool.total_component_instances(instances)
            .total_core_instances(instances.saturating_mul(PARTS_PER_INSTANCE * 2))
            .total_memories(instances)
            .total_tables(instances.saturating_mul(PARTS_PER_INSTANCE))
            .total_stacks(instances.saturating_mul(STACKS_PER_INSTANCE))
            .table_elements(INSTANCE_TABLE_ELEMENTS)
            .max_memory_size(INSTANCE_MEMORY_BYTES)
            .linear_memory_keep_resident(KEPT_MEMORY_BYTES)
            .table_keep_resident(KEPT_TABLE_BYTES);
        config.allocation_strategy(InstanceAllocationStrategy::Pooling(pool));
    }
    config.cache(cache.cloned());
    config
}

/// The place for compiled code. A folder that cannot be written (an installed, read-only one) costs the compiling, not
/// the service.
fn cache(source: Option<&Path>) -> std::io::Result<Option<Cache>> {
    let Some(folder) = source.and_then(Path::parent) else { return Ok(None) };
    let mut cache = CacheConfig::new();
    cache.with_directory(std::path::absolute(folder.join(CACHE_FOLDER))?);
    Ok(Cache::new(cache).ok())
}

/// Advances the engine's epoch for as long as the engine lives.
fn tick(engine: &wasmtime::Engine) -> std::io::Result<()> {
    let engine = engine.weak();
    std::thread::Builder::new().name("epochs".to_owned()).spawn(move || {
        while let Some(engine) = engine.upgrade() {
            engine.increment_epoch();
            drop(engine);
            std::thread::sleep(Duration::from_millis(EPOCH_MS));
        }
    })?;
    Ok(())
}
