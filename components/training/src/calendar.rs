//! What a calendar shows of a booking and of the runs that are open. It names no attendee.

mod file;

use domain::calendar::moment_in_words;
use domain::training::run::{Delivery, Window};
use domain::training::seats::PlaceStateName;
use domain::training::words::Mode;
use jiff::Timestamp;
use store::training::{OpenedBooking, RunRow};
use web::Council;

pub(crate) use self::file::CALENDAR_MEDIA_TYPE;
use self::file::{CalendarEvent, Publisher, Showing, calendar_feed, calendar_file};

/// A booking as a calendar file. Made anew after each change, a calendar takes it for an update of what it shows, or, when
/// nothing is held or waited for any more, for its cancellation. `url` is where people reach this service.
pub(crate) fn booking_calendar(council: &Council, url: &str, now: Timestamp, opened: &OpenedBooking) -> String {
    let (run, details) = (opened.run(), opened.run().details());
    let confirmed = opened.how_many(PlaceStateName::Confirmed);
    let waiting = opened.how_many(PlaceStateName::Queued) + opened.how_many(PlaceStateName::Offered);
    let (showing, standing) = match (confirmed, waiting) {
        (0, 0) => (Showing::Cancelled, "You have no places on this training.".to_owned()),
        (0, _) => (Showing::Tentative, format!("You wait for {}.", places(waiting))),
        (_, 0) => (Showing::Confirmed, format!("You have {}.", places(confirmed))),
        (_, _) => (Showing::Confirmed, format!("You have {}, and wait for {}.", places(confirmed), places(waiting))),
    };
    let mut says = vec![standing, format!("Reference: {}", opened.reference())];
    let place = match &details.delivery {
        Delivery::InPerson { venue, access } => {
            says.extend(access.iter().map(|access| access.as_str().to_owned()));
            Some(venue.as_str().to_owned())
        }
        Delivery::Online { link } => {
            says.extend(opened.is_confirmed().then(|| format!("Join: {}", link.as_str())));
            Some("Online".to_owned())
        }
    };
    let event = CalendarEvent {
        uid: format!("{}@{}", opened.reference(), host(url)),
        // What happened to this booking is numbered, and what happens later has a higher number.
        sequence: opened.party().map_or(0, |party| party.changed_at_fact()),
        starts_at: details.starts_at,
        ends_at: details.ends_at,
        title: run.title().as_str().to_owned(),
        says: says.join("\n"),
        place,
        link: Some(format!("{url}/training/come-back")),
        showing,
    };
    calendar_file(&event, &publisher(council), now)
}

/// The runs among `rows` that can be booked now, as a file that calendars look for again and again.
pub(crate) fn runs_feed(council: &Council, url: &str, now: Timestamp, rows: &[RunRow]) -> String {
    let open = rows.iter().filter(|row| matches!(row.window(now), Window::Open { .. }));
    let events = open.map(|row| event_of(row, url));
    let name = format!("Training by {}", council.virtual_school);
    calendar_feed(&name, events, &publisher(council), now)
}

fn event_of(row: &RunRow, url: &str) -> CalendarEvent {
    let counts = row.counts;
    let left = match counts.available {
        0 => "All places are taken. You can join the queue.".to_owned(),
        available => format!("{} left of {}.", places(available), counts.capacity),
    };
    let closes = row.closes_at.map(|at| format!("Book before {}.", moment_in_words(at)));
    CalendarEvent {
        uid: format!("{}@{}", row.id.as_str(), host(url)),
        sequence: row.revision,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        title: row.title.as_str().to_owned(),
        says: [Some(left), closes].into_iter().flatten().collect::<Vec<_>>().join("\n"),
        place: match row.mode {
            Mode::Online => Some("Online".to_owned()),
            Mode::InPerson => row.venue.as_ref().map(|venue| venue.as_str().to_owned()),
        },
        link: Some(format!("{url}/training/runs/{}", row.id.as_str())),
        showing: Showing::Tentative,
    }
}

fn publisher(council: &Council) -> Publisher<'_> {
    Publisher { name: &council.virtual_school, email: council.contact.email.as_str() }
}

fn places(count: u16) -> String {
    if count == 1 { "1 place".to_owned() } else { format!("{count} places") }
}

/// The host of an address, as a calendar's names end in one.
fn host(url: &str) -> &str {
    let host = url.split_once("://").map_or(url, |(_, host)| host);
    host.split(['/', ':']).next().unwrap_or(host)
}
