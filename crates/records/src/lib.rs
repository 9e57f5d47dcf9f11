//! Keeping records safely on a bare key-value store. It never touches HTTP, a domain area, a clock of its own or an
//! operating system's randomness: what it needs of the world comes in through [`KeyValue`] and [`Environment`].

mod key_value;

pub use key_value::{Environment, KeyValue, StoreError};
