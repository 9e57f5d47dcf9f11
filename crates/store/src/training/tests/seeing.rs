//! Who sees a booking: whoever has its code, its school, staff, whoever got a link. Nobody else, and nothing tells why.

use domain::access_code::AccessCode;
use domain::input::Style;
use domain::people::{Member, Membership, StaffId};
use domain::training::booking::Book;
use domain::training::seats::PlaceState;
use domain::words::{PersonName, Urn};
use futures::executor::block_on;
use serde_json::json;

use super::house::{House, key, sam, sent};
use crate::training::{Booked, EvaluationLink, OfferLink, Opened, book, bookings_of_school, run};
use domain::training::words::RunId;

fn school(urn: &str) -> Member {
    let membership = Membership::School(Urn::parse(urn).unwrap());
    Member { id: StaffId::parse("kim").unwrap(), name: PersonName::parse("Kim Lee").unwrap(), membership }
}

fn books_for_a_school(house: &House, id: &RunId, urn: &str) -> Booked {
    let body = json!({
        "audience": "designated_teachers", "organisation": "Hill School", "urn": urn, "name": "Robin Ashe",
        "email": "robin@hill.example",
        "attendees": [{"name": "Ada Ortiz", "email": format!("ada@{urn}.example"), "role": "Teacher"}],
    });
    let app = house.app();
    let found = block_on(run(&app, id)).unwrap();
    let wish = Book::read(&body, Style::Json, &found.record.0, None).unwrap();
    block_on(book(&app, sent(Some(&key(urn))), &wish, &found)).unwrap()
}

#[test]
fn a_wrong_code_an_unknown_reference_and_too_many_tries_are_told_apart_by_nothing_but_the_limit() {
    let house = House::new();
    let run = house.makes_run(3);
    let (booked, other) = (house.books(&run, "ada", 1), house.books(&run, "ben", 1));
    assert!(house.opens(&booked.reference, &booked.code).is_ok());
    for _ in 0..10 {
        assert_eq!(house.opens(&booked.reference, &other.code).err().unwrap().status(), 404);
    }
    assert_eq!(house.opens(&booked.reference, &booked.code).err().unwrap().status(), 429, "even the right one");
    let unknown = domain::reference::Reference::draw(domain::reference::Prefix::Training, [9; 32]);
    assert_eq!(house.opens(&unknown, &AccessCode::draw([1; 32])).err().unwrap().status(), 404);
}

#[test]
fn a_school_sees_its_own_bookings_and_another_s_are_not_there() {
    let house = House::new();
    let run = house.makes_run(3);
    let booked = books_for_a_school(&house, &run, "100869");
    books_for_a_school(&house, &run, "100870");
    let list = block_on(bookings_of_school(&house.app(), &Urn::parse("100869").unwrap())).unwrap();
    assert_eq!(list.len(), 1);
    assert_eq!((&list[0].row.reference, &list[0].places[..]), (&booked.reference, &[PlaceState::Confirmed][..]));
    let opens = |member: &Member| block_on(Opened::for_school(&house.app(), member, &booked.reference));
    assert!(opens(&school("100869")).is_ok());
    assert_eq!(opens(&school("100870")).err().unwrap().status(), 404);
    let provider = Membership::Desk(domain::people::Role::Adviser);
    let of_no_school = Member { membership: provider, ..school("100869") };
    assert_eq!(opens(&of_no_school).err().unwrap().status(), 403);
    assert!(block_on(Opened::for_staff(&house.app(), &sam(), &booked.reference)).is_ok());
}

#[test]
fn a_link_opens_one_booking_for_one_purpose_and_for_a_while() {
    let house = House::new();
    let run = house.makes_run(3);
    let booked = house.books(&run, "ada", 1);
    let app = house.app();
    let offer = OfferLink::new(booked.reference.clone(), app.now()).token(app.database()).unwrap();
    let evaluation = EvaluationLink::new(booked.reference.clone(), None, app.now()).token(app.database()).unwrap();
    assert_eq!(block_on(Opened::by_offer_link(&app, &offer)).unwrap().reference(), &booked.reference);
    assert!(block_on(Opened::by_evaluation_link(&app, &evaluation)).is_ok());
    assert_eq!(block_on(Opened::by_offer_link(&app, &evaluation)).err().unwrap().status(), 404, "another purpose");
    assert_eq!(block_on(Opened::by_offer_link(&app, "00")).err().unwrap().status(), 404);
    house.pass_hours(24 * 14);
    assert_eq!(block_on(Opened::by_offer_link(&house.app(), &offer)).err().unwrap().status(), 404, "too old");
}

#[test]
fn what_the_store_holds_shows_no_name_and_no_address_in_its_keys() {
    let house = House::new();
    let run = house.makes_run(3);
    books_for_a_school(&house, &run, "100869");
    house.does_what_is_due();
    let keys = house.store.keys().join("\n").to_lowercase();
    for secret in ["ada", "robin", "hill.example"] {
        assert!(!keys.contains(secret), "{secret}");
    }
}
