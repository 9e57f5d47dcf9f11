//! What a browser asks for: which page is shown, and what stands on it.

mod catalogue;
mod school;
mod sent;
mod settings;

pub(crate) use catalogue::{show_catalogue, show_run};
pub(crate) use school::show_school;
pub(crate) use sent::{save, show_sent};
pub(crate) use settings::{show_found, show_settings};
