//! What a browser asks for and sends. The words are the pages', the rules the domain's.

mod importing;
mod looking;

pub(crate) use importing::{cancel, complete, send, show_import};
pub(crate) use looking::{show_found, show_search, show_setting};
