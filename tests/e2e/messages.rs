//! Messages by email: what goes out and what does not, whatever fails on the way.

mod delivery;
mod desk;
mod failures;
pub(crate) mod mail;
mod receipts;
