//! Bookings against a store in memory: what holds whoever repeats, comes late, or is cut off in the middle.

mod asking;
mod crowding;
mod forms;
mod house;
mod seeing;
mod stepping;
mod waiting;
