//! Training for staff and the trainers of runs: the forms that they send and the pages that they are shown.

pub(crate) mod forms;
mod news;
mod pages;
pub(crate) mod paths;
mod typed;
