//! Seats as parties and staff meet them.

mod asking;
mod forged;
mod model;
mod offers;
mod running;
mod simulation;
mod stored;
mod support;
