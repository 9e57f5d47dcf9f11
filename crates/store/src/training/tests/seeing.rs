//! Who sees a booking: who has its code, its school, staff, who got a link. Nobody else, and nothing tells why.

use domain::access_code::AccessCode;
use domain::input::Style;
use domain::people::{Member, Membership, StaffId};
use domain::training::booking::Book;
use domain::training::seats::PlaceState;
use domain::words::{PersonName, Urn};
use futures::executor::block_on;
use serde_json::json;

use super::support::{Fixture, key, sam, sent};
use crate::training::{Booked, EvaluationLink, OfferLink, OpenError, OpenedBooking, book, bookings_of_school, run};
use domain::training::words::RunId;

fn school(urn: &str) -> Member {
    let membership = Membership::School(Urn::parse(urn).unwrap());
    Member { id: StaffId::parse("kim").unwrap(), name: PersonName::parse("Kim Lee").unwrap(), membership }
}

fn books_for_a_school(fixture: &Fixture, id: &RunId, urn: &str) -> Booked {
    let body = json!({
        "audience": "designated_teachers", "organisation": "Hill School", "urn": urn, "name": "Robin Ashe",
        "email": "robin@hill.example",
        "attendees": [{"name": "Ada Ortiz", "email": format!("ada@{urn}.example"), "role": "Teacher"}],
    });
    let database = fixture.database();
    let found = block_on(run(&database, id)).unwrap().unwrap();
    let request = Book::read(&body, Style::Json, &found.record.0, None).unwrap();
    block_on(book(&database, sent(Some(&key(urn))), &request, &found)).unwrap()
}

fn is_none(opened: &Result<OpenedBooking, OpenError>) -> bool {
    matches!(opened, Err(OpenError::NotFound))
}

#[test]
fn a_wrong_code_and_an_unknown_reference_are_told_apart_by_nothing() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(3);
    let (booked, other) = (fixture.books(&run, "ada", 1), fixture.books(&run, "ben", 1));
    assert!(fixture.opens(&booked.reference, &booked.code).is_ok());
    assert!(is_none(&fixture.opens(&booked.reference, &other.code)));
    let unknown = domain::reference::Reference::draw(domain::reference::Prefix::Training, [9; 32]);
    assert!(is_none(&fixture.opens(&unknown, &AccessCode::draw([1; 32]))));
}

#[test]
fn a_school_sees_its_own_bookings_and_another_s_are_not_there() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(3);
    let booked = books_for_a_school(&fixture, &run, "100869");
    books_for_a_school(&fixture, &run, "100870");
    let list = block_on(bookings_of_school(&fixture.database(), &Urn::parse("100869").unwrap())).unwrap();
    assert_eq!(list.len(), 1);
    assert_eq!((&list[0].row.reference, &list[0].places[..]), (&booked.reference, &[PlaceState::Confirmed][..]));
    let opens = |member: &Member| block_on(OpenedBooking::for_school(&fixture.database(), member, &booked.reference));
    assert!(opens(&school("100869")).is_ok());
    assert!(is_none(&opens(&school("100870"))));
    let provider = Membership::Desk(domain::people::Role::Adviser);
    let of_no_school = Member { membership: provider, ..school("100869") };
    assert!(is_none(&opens(&of_no_school)));
    assert!(block_on(OpenedBooking::for_staff(&fixture.database(), &sam(), &booked.reference)).is_ok());
}

#[test]
fn a_link_opens_one_booking_for_one_purpose_and_for_a_while() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(3);
    let booked = fixture.books(&run, "ada", 1);
    let database = fixture.database();
    let offer = OfferLink::new(booked.reference.clone(), database.now()).token(&database).unwrap();
    let evaluation = EvaluationLink::new(booked.reference.clone(), None, database.now()).token(&database).unwrap();
    assert_eq!(block_on(OpenedBooking::by_offer_link(&database, &offer)).unwrap().reference(), &booked.reference);
    assert!(block_on(OpenedBooking::by_evaluation_link(&database, &evaluation)).is_ok());
    assert!(is_none(&block_on(OpenedBooking::by_offer_link(&database, &evaluation))), "another purpose");
    assert!(is_none(&block_on(OpenedBooking::by_offer_link(&database, "00"))));
    fixture.pass_hours(24 * 14);
    assert!(is_none(&block_on(OpenedBooking::by_offer_link(&fixture.database(), &offer))), "too old");
}

#[test]
fn what_the_store_holds_shows_no_name_and_no_address_in_its_keys() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(3);
    books_for_a_school(&fixture, &run, "100869");
    fixture.does_what_is_due();
    let keys = fixture.store.keys().join("\n").to_lowercase();
    for secret in ["ada", "robin", "hill.example"] {
        assert!(!keys.contains(secret), "{secret}");
    }
}
