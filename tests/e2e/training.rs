//! Stories of training: who books places, who waits for one, and the staff who run it.

mod attendance;
mod people;
mod runs;
