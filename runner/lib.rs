//! Serves a Spin application on one machine over an embedded store. Knows `spin.toml`, nothing about schools.
//!
//! One request's way: `server` accepts its connection, `answer` bounds and routes it, `workers` hands it to an
//! instance, whose imports `host` answers from `store`.

mod answer;
mod body;
mod building;
mod calls;
mod engine;
mod headers;
mod host;
pub mod limits;
mod loading;
mod manifest;
mod outbound;
mod problem;
mod progress;
mod routes;
mod running;
mod secrets;
mod server;
mod store;
mod template;
mod values;
mod workers;

pub use building::BuildError;
pub use engine::LoadError;
pub use host::{Clock, Output};
pub use limits::Limits;
pub use loading::StartError;
pub use manifest::{Manifest, ManifestError};
pub use outbound::{AllowedHost, HostError};
pub use routes::{Matched, RouteError, Router};
pub use running::{Builder, Runner, Running};
pub use store::{Data, Fault, Faults, OpenError, Operation, Seen, Store, StoreError, When, database};
pub use values::ValueError;
