//! Training as it is kept: courses, runs, bookings of places, certificates. It knows no route and no words of a page.
//!
//! A run holds its places and its queue; a booking holds who is to come. They are two records, and nothing changes both at
//! once. So the run alone says who has a place, in one change that either counts or does not; a booking follows, and says of
//! itself how far. Each function here names what a caller that dies in its middle leaves behind, and who goes on from there.

mod batch;
mod book;
mod booking;
mod booking_lists;
mod catch_up;
mod certificates;
mod charges;
mod courses;
mod drafts;
mod due;
mod evaluations;
mod links;
mod lists;
mod notices;
mod opened;
mod refused;
mod register;
mod rows;
mod run_tab;
mod runs;
mod steps;
mod sweep;
mod template_values;

pub use book::{Booked, book, code_again};
pub use booking::{ACCESS, BookingListed, LISTS, StoredBooking, reference};
pub use booking_lists::{BookingRow, SchoolBooking, bookings_of, bookings_of_school, rows_of};
pub use certificates::{Certified, certificate};
pub use charges::{ChargeRow, charges};
pub use courses::{Made, StoredCourse, change_course, course, course_id, courses, make_course, retire_course};
pub use drafts::{drafts, sweep_drafts};
pub use due::{Due, due};
pub use evaluations::{averages, evaluate};
pub use links::{EVALUATION_LINK_DAYS, EvaluationLink, OFFER_LINK_DAYS, OfferLink};
pub use notices::notify_all;
pub use opened::{OpenError, OpenedBooking};
pub use refused::{Refused, TrainingError};
pub use register::{Marked, mark};
pub use rows::{CourseRow, RunRow, SchoolRow, UnsentRow};
pub use run_tab::RunTab;
pub use runs::{RunAudit, StoredRun, audit, call_off, change_run, filed_runs, make_run, run, run_id, runs};
pub use steps::{Stepped, accept, cancel, cancel_for, cost_of_cancelling, decline, substitute};
pub use sweep::sweep_rows;

#[cfg(test)]
mod tests;
