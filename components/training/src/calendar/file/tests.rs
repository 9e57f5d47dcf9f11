//! The files, as a calendar reads them that has nothing to do with who wrote them. What is kept here is a calendar that
//! does what RFC 5546 asks of one, on a reader of another author than the writer's.

use std::collections::BTreeMap;

use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarProperty, ICalendarValue, Uri};
use calcard::{Entry, Parser};

use super::*;

/// Somebody's calendar.
#[derive(Default)]
struct Diary(BTreeMap<String, Shown>);

/// What it shows.
#[derive(Debug, PartialEq)]
struct Shown {
    sequence: i64,
    starts: String,
    ends: String,
    title: String,
    place: Option<String>,
    status: String,
}

impl Diary {
    /// Opens a file. Only what is newer than what it shows changes it.
    fn opens(&mut self, file: &str) -> &mut Self {
        let read = read(file);
        let whole = read.components.first().unwrap();
        let method = text(whole, &ICalendarProperty::Method).unwrap();
        for event in read.components.iter().filter(|component| component.component_type.is_event()) {
            let uid = event.uid().unwrap().to_owned();
            let shown = shown(event);
            if self.0.get(&uid).is_some_and(|known| known.sequence >= shown.sequence) {
                continue;
            }
            match (method.as_str(), shown.status.as_str()) {
                ("CANCEL", "CANCELLED") => drop(self.0.remove(&uid)),
                ("PUBLISH", "CONFIRMED" | "TENTATIVE") => drop(self.0.insert(uid, shown)),
                other => panic!("a calendar makes nothing of {other:?}"),
            }
        }
        self
    }
}

/// Reads a file. The reader passes over what it cannot read; here every line must be something that it knows.
fn read(file: &str) -> ICalendar {
    let mut parser = Parser::new(file);
    let Entry::ICalendar(read) = parser.entry() else { panic!("no calendar: {file}") };
    assert_eq!(parser.entry(), Entry::Eof);
    let known = |name: &ICalendarProperty| !matches!(name, ICalendarProperty::Other(other) if !other.starts_with("X-"));
    let entries = read.components.iter().flat_map(|component| &component.entries).filter(|entry| known(&entry.name));
    let lines = file.split("\r\n").filter(|line| !line.starts_with(' ') && !line.is_empty()).count();
    assert_eq!(entries.count() + 2 * read.components.len(), lines, "{file}");
    read
}

fn text(component: &ICalendarComponent, name: &ICalendarProperty) -> Option<String> {
    let entry = component.property(name)?;
    assert_eq!(component.properties(name).count(), 1, "{name:?} stands there once");
    assert_eq!(entry.values.len(), 1, "{name:?} has one value");
    let value = entry.values.first()?;
    match value {
        ICalendarValue::Integer(number) => Some(number.to_string()),
        ICalendarValue::Uri(Uri::Location(uri)) => Some(uri.clone()),
        ICalendarValue::PartialDateTime(at) => {
            at.to_date_time_with_tz(calcard::common::timezone::Tz::Floating).map(|at| at.to_rfc3339())
        }
        value => value.as_text().map(str::to_owned),
    }
}

fn shown(event: &ICalendarComponent) -> Shown {
    let said = |name| text(event, &name);
    Shown {
        sequence: said(ICalendarProperty::Sequence).unwrap().parse().unwrap(),
        starts: said(ICalendarProperty::Dtstart).unwrap(),
        ends: said(ICalendarProperty::Dtend).unwrap(),
        title: said(ICalendarProperty::Summary).unwrap(),
        place: said(ICalendarProperty::Location),
        status: said(ICalendarProperty::Status).unwrap(),
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

const PUBLISHER: Publisher<'static> =
    Publisher { name: "Larkshire \"Virtual\" School; all of it", email: "virtual.school@larkshire.example" };

fn event() -> CalendarEvent {
    CalendarEvent {
        uid: "TRN-4K7M-95XW@front-door.example".to_owned(),
        sequence: 2,
        starts_at: at("2027-06-10T08:30:00.5Z"),
        ends_at: at("2027-06-10T14:30:00Z"),
        title: "Attachment; trauma, and \\ learning".to_owned(),
        says: "Two places are confirmed.\nReference: TRN-4K7M-95XW".to_owned(),
        place: Some("County Hall, 1 Market Square, Larkford LK1 1AA".to_owned()),
        link: Some("https://front-door.example/training/come-back".to_owned()),
        showing: Showing::Confirmed,
    }
}

fn file(event: &CalendarEvent) -> String {
    calendar_file(event, &PUBLISHER, at("2026-11-22T10:00:00Z"))
}

#[test]
fn a_file_is_read_as_it_was_meant() {
    let file = file(&event());
    let read = read(&file);
    let [whole, event] = read.components.as_slice() else { panic!("one event: {file}") };
    for (name, value) in [
        (ICalendarProperty::Uid, "TRN-4K7M-95XW@front-door.example"),
        (ICalendarProperty::Summary, "Attachment; trauma, and \\ learning"),
        (ICalendarProperty::Description, "Two places are confirmed.\nReference: TRN-4K7M-95XW"),
        (ICalendarProperty::Location, "County Hall, 1 Market Square, Larkford LK1 1AA"),
        (ICalendarProperty::Dtstart, "2027-06-10T08:30:00+00:00"),
        (ICalendarProperty::Dtend, "2027-06-10T14:30:00+00:00"),
        (ICalendarProperty::Dtstamp, "2026-11-22T10:00:00+00:00"),
        (ICalendarProperty::Url, "https://front-door.example/training/come-back"),
        (ICalendarProperty::Organizer, "mailto:virtual.school@larkshire.example"),
    ] {
        assert_eq!(text(event, &name).as_deref(), Some(value), "{name:?}");
    }
    for (name, value) in [(ICalendarProperty::Version, "2.0"), (ICalendarProperty::Prodid, PRODUCT)] {
        assert_eq!(text(whole, &name).as_deref(), Some(value), "{name:?}");
    }
    assert!(!event.has_property(&ICalendarProperty::Attendee), "whoever publishes names none (RFC 5546 section 3.2.1)");
}

#[test]
fn an_update_changes_what_a_calendar_shows_and_a_cancellation_takes_it_away() {
    let booked = event();
    let moved = CalendarEvent { sequence: 3, starts_at: at("2027-06-11T08:30:00Z"), place: None, ..event() };
    let cancelled = CalendarEvent { sequence: 4, showing: Showing::Cancelled, ..moved.clone() };
    let (uid, mut diary) = (booked.uid.clone(), Diary::default());

    diary.opens(&file(&booked));
    assert_eq!(diary.0[&uid].starts, "2027-06-10T08:30:00+00:00");
    diary.opens(&file(&moved)).opens(&file(&booked));
    assert_eq!(diary.0.len(), 1, "the same event");
    assert_eq!((diary.0[&uid].starts.as_str(), &diary.0[&uid].place), ("2027-06-11T08:30:00+00:00", &None));
    diary.opens(&file(&cancelled));
    assert!(diary.0.is_empty());
}

#[test]
fn no_line_is_longer_than_75_bytes_and_every_line_ends_as_the_standard_says() {
    let long = "Übung für alle – 学校での支援 🎓 ".repeat(20);
    let file = file(&CalendarEvent { title: long.trim().to_owned(), says: long.replace("–", "\n"), ..event() });
    assert!(file.ends_with("\r\n") && !file.replace("\r\n", "").contains(['\r', '\n']));
    for line in file.split("\r\n") {
        assert!(line.len() <= 75, "{} bytes: {line}", line.len());
    }
    let read = read(&file);
    assert_eq!(text(read.components.last().unwrap(), &ICalendarProperty::Summary).as_deref(), Some(long.trim()));
}

#[test]
fn nothing_typed_becomes_a_line_of_its_own() {
    let sly = "Nice\nEND:VEVENT\r\nBEGIN:VEVENT\rATTENDEE:mailto:a@b.example";
    let event = CalendarEvent { title: sly.to_owned(), says: sly.to_owned(), place: Some(sly.to_owned()), ..event() };
    let file = file(&event);
    let read = read(&file);
    assert_eq!(read.components.len(), 2, "{file}");
    assert!(!read.components.last().unwrap().has_property(&ICalendarProperty::Attendee));
}

#[test]
fn a_feed_shows_every_run_and_says_whose_it_is() {
    let tentative = CalendarEvent { uid: "b@front-door.example".to_owned(), showing: Showing::Tentative, ..event() };
    let feed = calendar_feed("Training, by Larkshire", [event(), tentative], &PUBLISHER, at("2026-11-22T10:00:00Z"));
    let mut diary = Diary::default();
    diary.opens(&feed);
    assert_eq!(diary.0.len(), 2);
    let read = read(&feed);
    assert_eq!(
        text(read.components.first().unwrap(), &ICalendarProperty::Name).as_deref(),
        Some("Training, by Larkshire")
    );
    let none = calendar_feed("Training", [], &PUBLISHER, at("2026-11-22T10:00:00Z"));
    assert_eq!(Diary::default().opens(&none).0.len(), 0, "a feed of nothing is a feed");
}
