//! Asking for places: once, again, twice at once, cut off.

use domain::training::seats::PlaceState;
use futures::executor::block_on;

use super::house::{House, key, sent, state};
use crate::training::booking::ask;
use crate::training::kept::Drawn;
use crate::training::{StoredBooking, book, booking_record, run};
use domain::training::booking::{About, Booking};
use records::{By, Decision, Versioned};

/// A booking that somebody kept and then died, before the run was asked.
fn cut_off(house: &House, run_id: &domain::training::words::RunId, who: &str) -> domain::reference::Reference {
    let (app, wish) = (house.app(), house.wish(run_id, who, 1));
    let drawn = Drawn::new(&app, None, 0);
    let about = About::of(&house.run(run_id));
    let booking = StoredBooking(Booking::asked(drawn.reference.clone(), drawn.digest(&app), wish, about, app.now()));
    let mut decide = |_: Option<&Versioned<StoredBooking>>| Ok(Decision::Write(booking.clone()));
    block_on(app.change(&booking_record(&drawn.reference).unwrap(), By::new("booker", "asked"), &mut decide)).unwrap();
    drawn.reference
}

#[test]
fn who_asks_first_has_the_place_and_who_asks_next_waits() {
    let house = House::new();
    let run = house.makes_run(1);
    let (first, second) = (house.books(&run, "ada", 1), house.books(&run, "ben", 1));
    assert_eq!(house.states(&first), [PlaceState::Confirmed]);
    assert_eq!(house.states(&second), [PlaceState::Queued]);
    assert!(second.run.record.0.seats().waiting(&second.reference).is_some(), "the answer says how they wait");
}

#[test]
fn the_same_key_gets_the_same_booking_and_the_same_code_even_after_booking_closed() {
    let house = House::new();
    let run = house.makes_run(3);
    let first = house.books(&run, "ada", 1);
    house.pass_hours(24 * 40);
    let again = house.books_with(&run, "ada", 1, "key-of-ada").unwrap();
    assert!(!first.repeated && again.repeated);
    assert_eq!((first.reference, first.code), (again.reference, again.code));
    assert_eq!(house.run(&run).seats().parties().len(), 1);
}

#[test]
fn the_same_key_with_something_else_is_refused() {
    let house = House::new();
    let run = house.makes_run(3);
    house.books(&run, "ada", 1);
    let (app, wish) = (house.app(), house.wish(&run, "ben", 1));
    let found = block_on(crate::training::run(&app, &run)).unwrap();
    let key = key("key-of-ada");
    let other = crate::training::Sent { key: Some(&key), fingerprint: web::Fingerprint([2; 32]) };
    assert_eq!(block_on(book(&app, other, &wish, &found)).err().unwrap().status(), 422);
}

#[test]
fn one_address_has_one_place_on_a_run_and_what_was_refused_shows_nowhere() {
    let house = House::new();
    let run = house.makes_run(3);
    house.books(&run, "ada", 1);
    let keys = house.store.keys().len();
    let refused = house.books_with(&run, "ada", 2, "another-key").err().unwrap();
    assert_eq!(state(&refused), (409, "already_there".to_owned()));
    assert_eq!(refused.to_json()["places"], serde_json::json!([1]));
    assert_eq!(house.store.keys().len(), keys, "nothing was kept");
    assert_eq!(house.run(&run).seats().parties().len(), 1);
}

#[test]
fn whoever_asks_outside_the_window_is_told_so_and_nothing_is_kept() {
    let house = House::new();
    let run = house.makes_run(3);
    house.pass_hours(24 * 40);
    let keys = house.store.keys().len();
    assert_eq!(state(&house.books_with(&run, "ada", 1, "k").err().unwrap()), (409, "closed".to_owned()));
    assert_eq!(house.store.keys().len(), keys);
}

#[test]
fn a_booking_that_was_cut_off_has_no_place_and_is_asked_for_after_a_while() {
    let house = House::new();
    let run = house.makes_run(3);
    let reference = cut_off(&house, &run, "ada");
    assert_eq!(house.does_what_is_due().completed, 0, "whoever sent it may still be at it");
    assert!(house.run(&run).seats().party(&reference).is_none());
    house.env.pass(std::time::Duration::from_secs(120));
    let due = house.does_what_is_due();
    assert_eq!((due.completed, due.told), (1, 1));
    assert!(house.run(&run).seats().party(&reference).is_some());
    assert_eq!(house.mail(&reference), [domain::messages::Kind::PlaceConfirmed]);
    assert_eq!(house.does_what_is_due(), crate::training::Due::default());
}

#[test]
fn a_booking_that_was_cut_off_and_cannot_be_asked_for_any_more_is_let_go() {
    let house = House::new();
    let run = house.makes_run(3);
    let reference = cut_off(&house, &run, "ada");
    house.pass_hours(24 * 40);
    house.does_what_is_due();
    assert!(house.booking(&reference).is_given_up());
    assert!(house.run(&run).seats().parties().is_empty());
    assert_eq!(house.does_what_is_due().completed, 0);
}

#[test]
fn a_booking_that_was_cut_off_does_not_get_a_second_place_for_whoever_booked_again() {
    let house = House::new();
    let run = house.makes_run(3);
    let reference = cut_off(&house, &run, "ada");
    house.books(&run, "ada", 1);
    house.pass_hours(1);
    house.does_what_is_due();
    assert!(house.run(&run).seats().party(&reference).is_none());
    assert!(house.booking(&reference).is_given_up());
}

#[test]
fn two_who_go_on_with_the_same_booking_ask_once() {
    let house = House::new();
    let run = house.makes_run(3);
    let reference = cut_off(&house, &run, "ada");
    let booking = house.booking(&reference);
    for _ in 0..2 {
        block_on(ask(&house.app(), &booking)).unwrap();
    }
    assert_eq!(house.run(&run).seats().counts().confirmed, 1);
}

#[test]
fn what_failed_on_the_way_can_be_sent_again_with_the_same_key() {
    let house = House::new();
    let run_id = house.makes_run(3);
    let (app, wish) = (house.app(), house.wish(&run_id, "ada", 1));
    let found = block_on(run(&app, &run_id)).unwrap();
    let key = key("ada");
    house.store.fail(true);
    assert_eq!(block_on(book(&app, sent(Some(&key)), &wish, &found)).err().unwrap().status(), 503);
    house.store.fail(false);
    block_on(book(&app, sent(Some(&key)), &wish, &found)).unwrap();
    assert_eq!(house.run(&run_id).seats().counts().confirmed, 1);
}

#[test]
fn asking_takes_so_many_operations_of_the_store() {
    let house = House::new();
    let run_id = house.makes_run(30);
    house.books(&run_id, "ada", 1);
    let (app, wish) = (house.app(), house.wish(&run_id, "ben", 1));
    let found = block_on(run(&app, &run_id)).unwrap();
    assert_eq!(app.store().operations(), 2, "reading the run");
    block_on(book(&app, sent(Some(&key("ben"))), &wish, &found)).unwrap();
    let operations = app.store().operations();
    assert!(operations <= 2 + 6 + 8, "keeping the booking, and changing the run: {operations}");
    let app = house.app();
    block_on(book(&app, sent(Some(&key("ben"))), &wish, &found)).unwrap();
    assert!(app.store().operations() <= 8, "a repeat: {}", app.store().operations());
}
