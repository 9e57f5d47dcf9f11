//! Seats as parties and staff meet them.

mod asking;
mod forged;
mod offers;
mod running;
mod stored;
mod support;
