//! The pages of staff about what becomes of a run. Each is a function of what stands on it; it fetches nothing and decides
//! nothing.

mod cancel;
mod certificates;
mod charges;
mod evaluations;

pub(crate) use cancel::{Calling, call_off};
pub(crate) use certificates::certificates;
pub(crate) use charges::{Charges, charges};
pub(crate) use evaluations::{Evaluations, evaluations};
