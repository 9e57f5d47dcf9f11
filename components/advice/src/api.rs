//! Advice for programs: what is asked and what is answered. What it does is done by `enquiries`.

mod bodies;
pub(crate) mod family;
mod family_call;
pub(crate) mod staff;
mod staff_call;
pub(crate) mod steps;
