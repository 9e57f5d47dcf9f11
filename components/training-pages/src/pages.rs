//! The pages of what there is. Each is a function of what stands on it; it fetches nothing and decides nothing.

mod catalogue;
mod run;
mod school;
mod sent;
mod settings;

pub(crate) use catalogue::{Catalogue, Filters, catalogue, month_name};
pub(crate) use run::{Shown, run};
pub(crate) use school::school;
pub(crate) use sent::{Receipt, saved, sent, sent_before};
pub(crate) use settings::{found, settings};
