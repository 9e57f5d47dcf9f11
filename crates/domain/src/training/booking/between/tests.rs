//! A substitution is applied when the run says so, whatever comes in between.

use super::super::tests::{at, attendee, booking, place};
use super::*;

const NOW: &str = "2027-01-04T10:00:00Z";

fn name(booking: &Booking, number: u8) -> String {
    booking.attendee(place(number)).unwrap().0.name.as_str().to_owned()
}

#[test]
fn somebody_else_comes_only_once_the_run_says_so() {
    let mut booking = booking();
    booking.note_substitution(place(2), attendee("Kit Moor")).unwrap();
    booking.apply_substitutions(|_, _| false);
    assert_eq!(name(&booking, 2), "Sam de la Cruz", "the run does not know of it yet");
    booking.apply_substitutions(|number, attendee| number == place(2) && attendee.name.as_str() == "Kit Moor");
    assert_eq!(name(&booking, 2), "Kit Moor");
    assert_eq!(booking.attendee(place(2)).unwrap().1.before.len(), 1);
}

#[test]
fn of_two_who_are_named_at_once_the_one_comes_whom_the_run_took_last() {
    let mut booking = booking();
    booking.note_substitution(place(2), attendee("Kit Moor")).unwrap();
    booking.note_substitution(place(2), attendee("Lee Park")).unwrap();
    booking.apply_substitutions(|_, attendee| attendee.name.as_str() == "Kit Moor");
    booking.apply_substitutions(|_, attendee| attendee.name.as_str() == "Lee Park");
    assert_eq!(name(&booking, 2), "Lee Park");
}

#[test]
fn a_substitution_is_refused_for_a_place_that_is_not_there_and_so_many_are_remembered() {
    let mut booking = booking();
    assert_eq!(booking.note_substitution(place(3), attendee("Kit Moor")), Err(BookingRefusal::NoSuchPlace));
    for number in 0..=MAX_PENDING_SUBSTITUTIONS {
        booking.note_substitution(place(1), attendee(&format!("Kit Moor {}", "I".repeat(number + 1)))).unwrap();
    }
    assert_eq!(booking.pending_substitutions.len(), MAX_PENDING_SUBSTITUTIONS);
    booking
        .forget_substitution(place(1), &attendee(&format!("Kit Moor {}", "I".repeat(MAX_PENDING_SUBSTITUTIONS + 1))));
    assert_eq!(booking.pending_substitutions.len(), MAX_PENDING_SUBSTITUTIONS - 1);
}

#[test]
fn evaluations_are_asked_for_once() {
    let mut booking = booking();
    assert!(booking.ask_for_evaluations(at(NOW)));
    assert!(!booking.ask_for_evaluations(at(NOW)));
    assert_eq!(booking.outgoing().queue().len(), 1);
}
