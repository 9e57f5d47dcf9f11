//! Stories of families who ask for advice and the staff who answer.

mod asking;
mod bad_input;
mod desk;
mod faults;
mod http;
mod pages;
mod staff;
mod together;
