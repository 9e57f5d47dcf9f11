//! The runner, tried through a real component (`tests/guest`) and real connections. Knows nothing of the application.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on stops where it stands")]

mod building;
mod calls;
mod command_line;
mod connections;
mod durability;
mod faults;
mod grants;
mod headers;
mod keys;
mod limits;
mod manifest;
mod progress;
mod routes;
mod shutdown;
mod spin_compatibility;
mod store;
mod support;
mod values;
