//! Training as it is kept: courses, runs, bookings. The API and the pages are components that do the same things to the
//! same records; what they share is here. It knows no route and no words of a page.

mod calendar_file;
mod charges;

pub use calendar_file::{CalendarEvent, Publisher, Showing, calendar_feed, calendar_file};
pub use charges::{ChargeRow, charges, charges_csv};
