//! The pages of whoever has attended, and of whoever checks that they have. Each is a function of what stands on it; it
//! fetches nothing and decides nothing.

mod certificate;
mod check;
mod evaluation;
mod unknown;

pub(crate) use certificate::{Certified, certificate};
pub(crate) use check::{check, checked};
pub(crate) use evaluation::{Evaluating, evaluated, evaluation, wanted};
pub(crate) use unknown::unknown;
