//! What a booking remembers and tells.

use jiff::Timestamp;
use serde_json::json;

use super::super::course::CourseTitle;
use super::super::seats::Happened;
use super::*;
use crate::reference::Prefix;

pub(super) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(super) fn place(number: u8) -> PlaceNumber {
    PlaceNumber::new(number).unwrap()
}

pub(super) fn attendee(name: &str) -> Attendee {
    Attendee {
        name: PersonName::parse(name).unwrap(),
        email: EmailAddress::parse("somebody@school.example").unwrap(),
        role: ShortText::parse("Designated teacher").unwrap(),
        needs: None,
    }
}

fn about() -> About {
    About { title: CourseTitle::parse("Attachment").unwrap(), starts_at: at("2027-02-10T09:30:00Z") }
}

pub(super) fn booking() -> Booking {
    let book = Book {
        run: RunId::draw([1; 32]),
        audience: Audience::Carers,
        organisation: None,
        booker: Booker {
            name: PersonName::parse("Robin Ashe").unwrap(),
            email: EmailAddress::parse("robin@family.example").unwrap(),
            phone: None,
        },
        manager: None,
        fee: None,
        takes_fewer: false,
        attendees: vec![attendee("Robin Ashe"), attendee("Sam de la Cruz")],
    };
    let reference = Reference::draw(Prefix::Training, [2; 32]);
    Booking::asked(reference, Digest::new([3; 32]), book, about(), at("2027-01-04T10:00:00Z"))
}

fn waiting(booking: &Booking) -> Vec<Kind> {
    booking.outgoing().queue().iter().map(|message| message.kind).collect()
}

#[test]
fn a_booker_is_told_the_last_of_what_happened_and_nothing_twice() {
    let mut booking = booking();
    booking.notify(&[Happened::Queued], 3, about(), at("2027-01-04T10:00:15Z"));
    assert_eq!(waiting(&booking), [Kind::PlaceQueued]);
    booking.notify(&[Happened::Queued], 3, about(), at("2027-01-04T10:00:30Z"));
    assert_eq!(waiting(&booking), [Kind::PlaceQueued], "told again by somebody who came late");
    booking.notify(&[Happened::Offered, Happened::Confirmed], 9, about(), at("2027-01-04T11:00:00Z"));
    assert_eq!(waiting(&booking), [Kind::PlaceConfirmed], "that they were queued is no longer true");
    assert_eq!((booking.seen(), booking.sequence()), (9, 1));
}

#[test]
fn a_place_remembers_who_was_to_come_before() {
    let mut booking = booking();
    booking.substitute(place(2), attendee("Kit Moor")).unwrap();
    let (now, notes) = booking.attendee(place(2)).unwrap();
    assert_eq!((now.name.as_str(), notes.before.len()), ("Kit Moor", 1));
    booking.substitute(place(2), attendee("Kit Moor")).unwrap();
    assert_eq!(booking.attendee(place(2)).unwrap().1.before.len(), 1, "the same again changes nothing");
    assert_eq!(booking.substitute(place(3), attendee("Kit Moor")), Err(BookingRefusal::NoSuchPlace));
}

#[test]
fn a_certificate_is_for_who_attended_it_all_and_said_what_they_thought() {
    let says = |useful: u8| {
        let answers = json!({"useful": useful, "well_taught": 4, "more_able": 3, "recommend": 5});
        Evaluation::read(&answers, crate::input::Style::Json, at("2027-02-10T16:00:00Z")).unwrap()
    };
    let code = CertificateCode::draw([9; 32]);
    let mut booking = booking();
    let absent = booking.evaluate(place(1), says(5), Some(Attendance::DidNotAttend), code.clone());
    assert_eq!(absent, Err(BookingRefusal::DidNotAttend));
    booking.evaluate(place(1), says(5), Some(Attendance::PartAttended), code.clone()).unwrap();
    assert_eq!(booking.attendee(place(1)).unwrap().1.certificate, None);
    booking.evaluate(place(2), says(5), Some(Attendance::Attended), code.clone()).unwrap();
    booking.evaluate(place(2), says(5), Some(Attendance::Attended), code.clone()).unwrap();
    assert_eq!(booking.attendee(place(2)).unwrap().1.certificate, Some(code.clone()));
    let other = booking.evaluate(place(2), says(1), Some(Attendance::Attended), code);
    assert_eq!(other, Err(BookingRefusal::EvaluatedAlready));
}

#[test]
fn a_certificate_shows_no_more_than_initials() {
    assert_eq!(attendee("Sam de la Cruz").initials(), "S. D. L. C.");
    assert_eq!(attendee("Éowyn").initials(), "É.");
}

#[test]
fn a_booking_that_was_refused_and_then_placed_is_not_given_up() {
    let mut booking = booking();
    booking.give_up();
    assert!(booking.is_given_up());
    booking.notify(&[Happened::Confirmed], 3, about(), at("2027-01-04T10:00:15Z"));
    assert!(!booking.is_given_up(), "the same key came again, and the run took it");
}
