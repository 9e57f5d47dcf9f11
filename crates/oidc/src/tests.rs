//! A provider made up in memory, and everything that can be wrong with what it says. Real keys, real signatures.

mod caching;
mod documents;
mod fake;
mod journey;
mod keys;
mod tokens;
