//! What is charged.

use domain::calendar::Calendar;
use domain::digest::Digest;
use domain::input::Style;
use domain::reference::Prefix;
use domain::training::booking::{About, Book};
use domain::training::course::{AboutCourse, Course};
use domain::training::requests::RunRequest;
use domain::training::seats::{Asked, EmailDigest, Nonce, PlaceNumber};
use domain::training::words::{Audience, CourseId, Exemption, RunId};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A run on 10 February 2027 with a price for designated teachers, and fees for everybody.
fn run() -> Run {
    let about = json!({
        "title": "Attachment", "summary": "Why.", "outcomes": ["Notice it"],
        "audiences": ["designated_teachers", "carers"], "minutes": 180,
    });
    let about = AboutCourse::read(&about, Style::Json).unwrap();
    let body = json!({
        "date": "2027-02-10", "start_time": "09:30", "end_time": "12:30", "mode": "in_person", "venue": "County Hall",
        "trainer": "Amara Osei", "capacity": 9,
        "prices": [{"audience": "designated_teachers", "each": {"amount": 7_550, "currency": "GBP"}}],
        "free_until_working_days": 5, "late_fee": {"amount": 4_000, "currency": "GBP"},
        "no_show_fee": {"amount": 9_000, "currency": "GBP"}, "exemptions": ["illness"],
    });
    let RunRequest { details, capacity, .. } = RunRequest::read(&body, Style::Json).unwrap();
    let course = Course { id: CourseId::draw([1; 32]), about, retired: false };
    Run::new(RunId::draw([2; 32]), &course, details, capacity)
}

/// Somebody books so many places, all of which they get.
fn books(run: &mut Run, seed: u8, places: usize, with: Value) -> Booking {
    let mut body = json!({
        "audience": "designated_teachers", "organisation": "Hill School", "urn": "100869", "name": "Robin Ashe",
        "email": "robin@hill.example", "fee_acknowledged": true, "purchase_order": "PO 17",
        "attendees": (0..places).map(|place| json!({
            "name": "Ada Ortiz", "email": format!("{place}.{seed}@hill.example"), "role": "Teacher",
        })).collect::<Vec<_>>(),
    });
    body.as_object_mut().unwrap().extend(with.as_object().unwrap().clone());
    let book = Book::read(&body, Style::Json, run, None).unwrap();
    let reference = Reference::draw(Prefix::Training, [seed; 32]);
    let asked = Asked {
        reference: reference.clone(),
        places: (0..places).map(|place| EmailDigest([seed, place.try_into().unwrap(), 0, 0, 0, 0, 0, 0])).collect(),
        takes_fewer: false,
    };
    let now = at("2026-11-22T10:00:00Z");
    let audience = book.audience;
    run.ask(&asked, audience, (&Calendar::england_and_wales(), now)).unwrap();
    Booking::asked(reference, Digest::new([0; 32]), book, About::of(run), now)
}

fn place(number: u8) -> PlaceNumber {
    PlaceNumber::new(number).unwrap()
}

fn marks(run: &mut Run, booking: &Booking, number: u8, attendance: Attendance) {
    let at = at("2027-02-10T13:00:00Z");
    let mark = (attendance, Nonce([number; 8]));
    run.mark((booking.reference(), place(number)), mark, (&Calendar::england_and_wales(), at)).unwrap();
}

/// The reasons, how many places and how many pence of each row.
fn said(rows: &[ChargeRow]) -> Vec<(ChargeFor, u32, i64)> {
    rows.iter().map(|row| (row.what, row.places, row.amount.get())).collect()
}

#[test]
fn a_place_costs_its_price_and_what_went_wrong_with_it_what_the_policy_says() {
    let mut run = run();
    let mut booking = books(&mut run, 1, 6, json!({}));
    let late = at("2027-02-08T10:00:00Z");
    let calendar = Calendar::england_and_wales();
    let cost = run.cancellation((booking.asked_at(), late), &calendar, None);
    run.cancel(booking.reference(), &[place(6)], &cost, (&calendar, late)).unwrap();
    for (number, attendance) in [
        (1, Attendance::Attended),
        (2, Attendance::PartAttended),
        (3, Attendance::DidNotAttend),
        (4, Attendance::DidNotAttend),
    ] {
        marks(&mut run, &booking, number, attendance);
    }
    booking.excuse(&[place(4)], Exemption::Illness);
    booking.excuse(&[place(3)], Exemption::Safeguarding);
    assert_eq!(
        said(&charges(&run, [&booking])),
        [(ChargeFor::Place, 3, 22_650), (ChargeFor::NoShow, 1, 9_000), (ChargeFor::LateCancellation, 1, 4_000),],
        "the fifth was not marked; illness excuses, and what the policy does not name does not"
    );
}

#[test]
fn what_costs_nothing_is_not_listed() {
    let mut run = run();
    let carer = books(
        &mut run,
        1,
        1,
        json!({"audience": "carers", "organisation": null, "urn": null,
        "fee_acknowledged": null, "purchase_order": null}),
    );
    assert_eq!(carer.book().audience, Audience::Carers);
    let early = books(&mut run, 2, 1, json!({}));
    let now = at("2026-11-23T10:00:00Z");
    let calendar = Calendar::england_and_wales();
    let cost = run.cancellation((early.asked_at(), now), &calendar, None);
    run.cancel(early.reference(), &[place(1)], &cost, (&calendar, now)).unwrap();
    assert_eq!(charges(&run, [&carer, &early]), []);
    let stranger = books(&mut self::run(), 3, 1, json!({}));
    assert_eq!(charges(&run, [&stranger]), [], "who is not on the run");
}
