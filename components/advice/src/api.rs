//! Advice for programs: what is asked and what is answered. What it does is done by `store::advice`.

mod bodies;
pub(crate) mod family;
mod family_call;
pub(crate) mod staff;
pub(crate) mod steps;
