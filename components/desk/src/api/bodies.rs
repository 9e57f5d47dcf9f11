//! What the API of the desk takes and answers. It decides nothing and fetches nothing.

mod directory;
mod people;

pub(crate) use directory::*;
pub(crate) use people::*;
