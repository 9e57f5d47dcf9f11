//! Asking for places: once, again, twice at once, cut off.

use domain::training::seats::PlaceState;
use futures::executor::block_on;

use super::support::{Fixture, key, place, refused, sent};
use crate::access::Sent;
use crate::training::book::ask;
use crate::training::booking::record_id;
use crate::training::{ACCESS, Refused, StoredBooking, TrainingError, book, run};
use domain::training::booking::{About, Booking};
use domain::training::run::{RunRefusal, Window};
use domain::training::seats::SeatsRefusal;
use records::{By, Decision, Fingerprint, Versioned};

/// A booking that somebody kept and then died, before the run was asked.
fn cut_off(fixture: &Fixture, run_id: &domain::training::words::RunId, who: &str) -> domain::reference::Reference {
    let (database, request) = (fixture.database(), fixture.request(run_id, who, 1));
    let drawn = ACCESS.draw(&database, None, 0);
    let code = ACCESS.digest(&database, &drawn.reference, &drawn.code);
    let about = About::of(&fixture.run(run_id));
    let booking = StoredBooking(Booking::asked(drawn.reference.clone(), code, request, about, database.now()));
    let decide = |_: Option<&Versioned<StoredBooking>>| Ok(Decision::Write(booking.clone()));
    let id = record_id(&drawn.reference).unwrap();
    let kept: Result<_, TrainingError> = block_on(database.change(&id, By::new("booker", "asked"), decide));
    kept.unwrap();
    drawn.reference
}

#[test]
fn who_asks_first_has_the_place_and_who_asks_next_waits() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(1);
    let (first, second) = (fixture.books(&run, "ada", 1), fixture.books(&run, "ben", 1));
    assert_eq!(fixture.states(&first), [PlaceState::Confirmed]);
    assert_eq!(fixture.states(&second), [PlaceState::Queued]);
    assert!(second.run.record.0.seats().waiting(&second.reference).is_some(), "the answer says how they wait");
}

#[test]
fn the_same_key_gets_the_same_booking_and_the_same_code_even_after_booking_closed() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(3);
    let first = fixture.books(&run, "ada", 1);
    fixture.pass_hours(24 * 40);
    let again = fixture.books_with(&run, "ada", 1, "key-of-ada").unwrap();
    assert!(!first.repeated && again.repeated);
    assert_eq!((first.reference, first.code), (again.reference, again.code));
    assert_eq!(fixture.run(&run).seats().parties().len(), 1);
}

#[test]
fn the_same_key_with_something_else_is_refused() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(3);
    fixture.books(&run, "ada", 1);
    let (database, request) = (fixture.database(), fixture.request(&run, "ben", 1));
    let found = block_on(crate::training::run(&database, &run)).unwrap().unwrap();
    let key = key("key-of-ada");
    let other = Sent { key: Some(&key), fingerprint: Fingerprint([2; 32]) };
    assert!(matches!(block_on(book(&database, other, &request, &found)), Err(TrainingError::KeyReused)));
}

#[test]
fn one_address_has_one_place_on_a_run_and_what_was_refused_shows_nowhere() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(3);
    fixture.books(&run, "ada", 1);
    let keys = fixture.store.keys().len();
    let there = SeatsRefusal::AlreadyThere { places: vec![place(1)] };
    let refused = refused(fixture.books_with(&run, "ada", 2, "another-key"));
    assert_eq!(refused, Refused::Run(RunRefusal::Seats(there)));
    assert_eq!(fixture.store.keys().len(), keys, "nothing was kept");
    assert_eq!(fixture.run(&run).seats().parties().len(), 1);
}

#[test]
fn whoever_asks_outside_the_window_is_told_so_and_nothing_is_kept() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(3);
    fixture.pass_hours(24 * 40);
    let keys = fixture.store.keys().len();
    let closed = refused(fixture.books_with(&run, "ada", 1, "k"));
    assert_eq!(closed, Refused::Run(RunRefusal::NotOpen(Window::Closed)));
    assert_eq!(fixture.store.keys().len(), keys);
}

#[test]
fn a_booking_that_was_cut_off_has_no_place_and_is_asked_for_after_a_while() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(3);
    let reference = cut_off(&fixture, &run, "ada");
    assert_eq!(fixture.does_what_is_due().completed, 0, "whoever sent it may still be at it");
    assert!(fixture.run(&run).seats().party(&reference).is_none());
    fixture.env.pass(std::time::Duration::from_secs(120));
    let due = fixture.does_what_is_due();
    assert_eq!((due.completed, due.notified), (1, 1));
    assert!(fixture.run(&run).seats().party(&reference).is_some());
    assert_eq!(fixture.mail(&reference), [domain::messages::Kind::PlaceConfirmed]);
    assert_eq!(fixture.does_what_is_due(), crate::training::Due::default());
}

#[test]
fn a_booking_that_was_cut_off_and_cannot_be_asked_for_any_more_is_let_go() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(3);
    let reference = cut_off(&fixture, &run, "ada");
    fixture.pass_hours(24 * 40);
    fixture.does_what_is_due();
    assert!(fixture.booking(&reference).is_given_up());
    assert!(fixture.run(&run).seats().parties().is_empty());
    assert_eq!(fixture.does_what_is_due().completed, 0);
}

#[test]
fn a_booking_that_was_cut_off_does_not_get_a_second_place_for_whoever_booked_again() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(3);
    let reference = cut_off(&fixture, &run, "ada");
    fixture.books(&run, "ada", 1);
    fixture.pass_hours(1);
    fixture.does_what_is_due();
    assert!(fixture.run(&run).seats().party(&reference).is_none());
    assert!(fixture.booking(&reference).is_given_up());
}

#[test]
fn two_who_go_on_with_the_same_booking_ask_once() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(3);
    let reference = cut_off(&fixture, &run, "ada");
    let booking = fixture.booking(&reference);
    for _ in 0..2 {
        block_on(ask(&fixture.database(), &booking)).unwrap();
    }
    assert_eq!(fixture.run(&run).seats().counts().confirmed, 1);
}

#[test]
fn what_failed_on_the_way_can_be_sent_again_with_the_same_key() {
    let fixture = Fixture::new();
    let run_id = fixture.makes_run(3);
    let (database, request) = (fixture.database(), fixture.request(&run_id, "ada", 1));
    let found = block_on(run(&database, &run_id)).unwrap().unwrap();
    let key = key("ada");
    fixture.store.fail(true);
    let failed = block_on(book(&database, sent(Some(&key)), &request, &found));
    assert!(matches!(failed, Err(TrainingError::Records(_))));
    fixture.store.fail(false);
    block_on(book(&database, sent(Some(&key)), &request, &found)).unwrap();
    assert_eq!(fixture.run(&run_id).seats().counts().confirmed, 1);
}

#[test]
fn asking_takes_so_many_operations_of_the_store() {
    let fixture = Fixture::new();
    let run_id = fixture.makes_run(30);
    fixture.books(&run_id, "ada", 1);
    let (database, request) = (fixture.database(), fixture.request(&run_id, "ben", 1));
    let before = fixture.store.operations();
    let found = block_on(run(&database, &run_id)).unwrap().unwrap();
    assert_eq!(fixture.store.operations() - before, 2, "reading the run");
    block_on(book(&database, sent(Some(&key("ben"))), &request, &found)).unwrap();
    let operations = fixture.store.operations() - before;
    assert!(operations <= 2 + 6 + 8, "keeping the booking, and changing the run: {operations}");
    let before = fixture.store.operations();
    block_on(book(&database, sent(Some(&key("ben"))), &request, &found)).unwrap();
    let operations = fixture.store.operations() - before;
    assert!(operations <= 8, "a repeat: {operations}");
}
