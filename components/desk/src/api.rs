//! The desk for programs: people, keys, and the directory of settings.

mod bodies;
pub(crate) mod imports;
pub(crate) mod keys;
pub(crate) mod people;
pub(crate) mod settings;
