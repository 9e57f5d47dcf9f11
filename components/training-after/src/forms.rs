//! What a browser asks for and sends after the training: which page is shown, and what is done in the end. The words are
//! the pages', the rules the domain's.

mod certificate;
mod check;
mod evaluation;

pub(crate) use certificate::show_certificate;
pub(crate) use check::{show_check, show_checked};
pub(crate) use evaluation::{evaluate, show_evaluation};
