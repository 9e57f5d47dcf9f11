//! Stories of families who ask for advice and come back for it.

mod asking;
mod coming_back;
pub(crate) mod every_page;
mod failing;
mod leaving;
mod sending;
mod wrong;
