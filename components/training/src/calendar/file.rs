//! Calendar files (RFC 5545, and RFC 5546 for what an update and a cancellation are): what somebody's calendar shows of
//! training. They name no attendee and hold no code.
//!
//! Of the library no more is used than its content lines, which are what is easily done wrong: escaping and folding. Its
//! calendars and events bring a clock and a source of chance of their own, which we have ourselves.

use icalendar::Property;
use jiff::Timestamp;

/// Who made the file (RFC 5545 section 3.7.3).
const PRODUCT: &str = "-//Front Door//Training//EN";

/// How often a calendar looks for news of a feed (RFC 7986 section 5.7): every four hours.
const REFRESH: &str = "PT4H";

/// The media type of what is made here.
pub(crate) const CALENDAR_MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

/// Something that a calendar shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CalendarEvent {
    /// The same for as long as it exists; by this a calendar finds what it shows already.
    pub(super) uid: String,
    /// Higher whenever something changed that a calendar shows.
    pub(super) sequence: u32,
    /// When it starts.
    pub(super) starts_at: Timestamp,
    /// When it ends.
    pub(super) ends_at: Timestamp,
    /// What it is called.
    pub(super) title: String,
    /// What else there is to say, on lines of its own.
    pub(super) says: String,
    /// Where.
    pub(super) place: Option<String>,
    /// A page about it.
    pub(super) link: Option<String>,
    /// How sure it is.
    pub(super) showing: Showing,
}

/// How a calendar shows something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Showing {
    /// It takes place, with the owner of the calendar.
    Confirmed,
    /// It may.
    Tentative,
    /// It does not: a calendar takes it away.
    Cancelled,
}

/// Whose events they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Publisher<'a> {
    /// What they call themselves.
    pub(super) name: &'a str,
    /// How to write to them.
    pub(super) email: &'a str,
}

/// A file with one event: made anew after each change, a calendar takes it for an update of what it shows, or for its
/// cancellation.
#[must_use]
pub(super) fn calendar_file(event: &CalendarEvent, publisher: &Publisher<'_>, now: Timestamp) -> String {
    let method = if event.showing == Showing::Cancelled { "CANCEL" } else { "PUBLISH" };
    let mut file = begun(method);
    write_event(&mut file, event, publisher, now);
    ended(file)
}

/// A file of all `events`, for calendars that look for it again and again. What is not in it any more goes from them too.
#[must_use]
pub(super) fn calendar_feed(
    name: &str,
    events: impl IntoIterator<Item = CalendarEvent>,
    publisher: &Publisher<'_>,
    now: Timestamp,
) -> String {
    let mut file = begun("PUBLISH");
    // The first is what calendars of today read, the second what the standard came to call it.
    write_line(&mut file, "X-WR-CALNAME", name);
    let mut named = Property::new("NAME", plain(name));
    // Said to be text, it is escaped as such.
    write(&mut file, named.add_parameter("VALUE", "TEXT"));
    write(&mut file, Property::new("REFRESH-INTERVAL", REFRESH).add_parameter("VALUE", "DURATION"));
    for event in events {
        write_event(&mut file, &event, publisher, now);
    }
    ended(file)
}

fn begun(method: &str) -> String {
    let mut file = String::new();
    let lines = [("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", PRODUCT), ("METHOD", method)];
    for (name, value) in lines {
        write_line(&mut file, name, value);
    }
    file
}

fn ended(mut file: String) -> String {
    write_line(&mut file, "END", "VCALENDAR");
    file
}

fn write_event(file: &mut String, event: &CalendarEvent, publisher: &Publisher<'_>, now: Timestamp) {
    let (status, transparency) = match event.showing {
        Showing::Confirmed => ("CONFIRMED", "OPAQUE"),
        Showing::Tentative => ("TENTATIVE", "TRANSPARENT"),
        Showing::Cancelled => ("CANCELLED", "TRANSPARENT"),
    };
    write_line(file, "BEGIN", "VEVENT");
    write_line(file, "UID", &event.uid);
    write_line(file, "SEQUENCE", &event.sequence.to_string());
    write_line(file, "DTSTAMP", &moment(now));
    write_line(file, "DTSTART", &moment(event.starts_at));
    write_line(file, "DTEND", &moment(event.ends_at));
    write_line(file, "SUMMARY", &event.title);
    write_line(file, "DESCRIPTION", &event.says);
    if let Some(place) = &event.place {
        write_line(file, "LOCATION", place);
    }
    if let Some(link) = &event.link {
        write_line(file, "URL", link);
    }
    write_line(file, "STATUS", status);
    write_line(file, "TRANSP", transparency);
    // What publishes or cancels has one (RFC 5546 sections 3.2.1 and 3.2.5). A quotation mark has no way to be written.
    let mut organiser = Property::new("ORGANIZER", format!("mailto:{}", publisher.email));
    write(file, organiser.add_parameter("CN", &plain(publisher.name).replace(['"', '\n'], "'")));
    write_line(file, "END", "VEVENT");
}

fn write_line(file: &mut String, name: &str, value: &str) {
    write(file, &Property::new(name, plain(value)));
}

/// Without what no line can hold (RFC 5545 section 3.1): a line break is written otherwise, other controls not at all.
fn plain(value: &str) -> String {
    value.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

fn write(file: &mut String, property: &Property) {
    // Writing into a text never fails.
    let line: String = property.clone().try_into().unwrap_or_default();
    file.push_str(&line);
}

/// In UTC, to the second: `20261123T093000Z` (RFC 5545 section 3.3.5).
fn moment(at: Timestamp) -> String {
    let at = Timestamp::from_second(at.as_second()).unwrap_or(at);
    at.to_string().chars().filter(|c| !matches!(c, '-' | ':')).collect()
}

#[cfg(test)]
mod tests;
