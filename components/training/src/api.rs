//! Training for programs: what is asked and what is answered. What it does is done by `store::training`.

pub(crate) mod attendance;
mod bodies;
mod booking_call;
pub(crate) mod booking_steps;
pub(crate) mod bookings;
pub(crate) mod certificates;
pub(crate) mod charges;
pub(crate) mod courses;
pub(crate) mod due;
pub(crate) mod evaluations;
pub(crate) mod messages;
pub(crate) mod planning;
mod run_call;
pub(crate) mod runs;
mod staff_call;
