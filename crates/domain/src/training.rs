//! Training: courses, their dated runs, and bookings of places. A run holds its places and its queue, so that nobody can
//! oversell it; a booking holds who is to come. Never sends, stores or charges anything.

pub mod booking;
pub mod course;
pub mod evaluation;
pub mod fields;
pub mod questionnaire;
pub mod requests;
pub mod run;
pub mod seats;
pub mod terms;
pub mod words;

#[cfg(test)]
mod tests;
