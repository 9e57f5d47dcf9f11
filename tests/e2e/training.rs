//! Stories of training: who books places, who waits for one, and the staff who run it.

mod attendance;
mod bookings;
mod faults;
mod messages;
mod people;
mod runs;
mod rush;
mod schools;
