//! What is shown of who is on a run, to whoever may see it. It decides nothing and fetches nothing.

mod accounts;
mod bodies;
mod people;

pub(crate) use accounts::*;
pub(crate) use bodies::*;
pub(crate) use people::*;
