//! Bookings against a store in memory: what holds for callers that repeat, come late, or are cut off in the middle.

mod asking;
mod batching;
mod forms;
mod seeing;
mod stepping;
mod support;
mod waiting;
