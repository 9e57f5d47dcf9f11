//! Training as it is kept: courses, runs, bookings of places, certificates. The API and the pages are components that do the
//! same things to the same records; what they share is here. It knows no route and no words of a page.
//!
//! A run holds its places and its queue; a booking holds who is to come. They are two records, and nothing changes both at
//! once. So the run alone says who has a place, in one change that either counts or does not; a booking follows, and says of
//! itself how far. Each function here names what whoever dies in its middle leaves behind, and who goes on from there.

mod booking;
mod calendar_file;
mod charges;
mod courses;
mod crowd;
mod diary;
mod drafts;
mod due;
mod kept;
mod links;
mod opened;
mod problems;
mod register;
mod rows;
mod runs;
mod steps;
mod sweep;
mod telling;
mod template_values;
mod views;

pub use booking::{Booked, book, check_setting, code_again};
pub use calendar_file::{CALENDAR_MEDIA_TYPE, CalendarEvent, Publisher, Showing, calendar_feed, calendar_file};
pub use charges::{ChargeRow, charges, charges_csv};
pub use courses::{Made, change_course, course, courses, make_course, retire_course};
pub use diary::{VARIABLES, booking_calendar, runs_feed, service_url};
pub use drafts::{drafts, sweep_drafts};
pub use due::{Due, due};
pub use kept::{
    BookingListed, LISTS, Sent, StoredBooking, StoredCertificate, StoredCourse, StoredRun, booking_record, course_id,
    course_record, reference, run_id, run_record,
};
pub use links::{EVALUATION_LINK_DAYS, EvaluationLink, OFFER_LINK_DAYS, OfferLink};
pub use opened::{Opened, school_of};
pub use register::{
    BookingRow, Certified, Marked, SchoolBooking, averages, bookings_of, bookings_of_school, certificate, evaluate,
    mark, notify_all, rows_of,
};
pub use rows::{CourseRow, RunRow, SchoolRow, UnsentRow};
pub use runs::{RunAudit, audit, call_off, change_run, filed_runs, make_run, run, runs, to_come};
pub use steps::{Stepped, accept, cancel, cancel_for, cost_of_cancelling, decline, substitute};
pub use sweep::sweep_rows;
pub use views::RunView;

#[cfg(test)]
mod tests;
