//! The pages of staff who see what there is to do about training. Each is a function of what stands on it; it fetches
//! nothing and decides nothing.

mod list;
mod message;

pub(crate) use list::{List, Shown, list};
pub(crate) use message::{Message, message};
