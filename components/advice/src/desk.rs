//! Advice for staff: the forms that they send and the pages that they are shown.

pub(crate) mod forms;
mod pages;
mod step_form;
