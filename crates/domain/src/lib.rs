//! What is true of the Front Door's services: types, rules and state machines.
//!
//! Pure: time, randomness and identity are arguments. Never does I/O, never reads a clock, never knows HTTP, HTML or a
//! store, so that every rule is tested in microseconds.

pub mod access_code;
pub mod advice;
pub mod calendar;
pub mod choice;
pub mod clock;
mod codes;
pub mod digest;
pub mod directory;
mod draw;
pub mod input;
pub mod messages;
pub mod people;
pub mod problems;
pub mod reference;
pub mod remit;
pub mod retention;
pub mod services;
pub mod text;
pub mod training;
pub mod tripwire;
pub mod words;
