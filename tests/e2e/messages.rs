//! Messages by email: what goes out and what does not, whatever fails on the way.

mod delivery;
mod desk;
mod failures;
mod mail;
mod receipts;
