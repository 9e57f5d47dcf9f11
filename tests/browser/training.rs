//! Stories of bookers, attendees and schools: every page about training they come to, in every way that they come.

mod afterwards;
mod booking;
mod changing;
mod every_page;
mod finding;
pub(crate) mod planning;
mod queueing;
mod school;
