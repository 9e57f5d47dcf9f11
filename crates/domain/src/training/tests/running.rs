//! What may be done to a run, and when.

use super::super::run::{Run, RunRefusal, Window};
use super::super::seats::{Asked, Capacity, EmailDigest, Happened, PlaceNumber, SeatsRefusal};
use super::super::words::{Audience, Exemption};
use super::{at, run_body, run_of};
use crate::calendar::Calendar;
use crate::reference::{Prefix, Reference};
use crate::text::ShortText;
use crate::words::Pence;

fn reference(number: u8) -> Reference {
    Reference::draw(Prefix::Training, [number; 32])
}

fn ask(run: &mut Run, number: u8, places: u8, now: &str) -> Result<(), RunRefusal> {
    let emails = (0..places).map(|place| EmailDigest([number, place, 0, 0, 0, 0, 0, 0])).collect();
    let asked = Asked { reference: reference(number), places: emails, takes_fewer: false };
    run.ask(&asked, Audience::Carers, (&Calendar::england_and_wales(), at(now))).map(drop)
}

fn first() -> PlaceNumber {
    PlaceNumber::new(1).unwrap()
}

const BEFORE: &str = "2027-01-11T10:00:00Z";

#[test]
fn places_can_be_asked_for_from_when_booking_opens_until_it_closes() {
    let mut body = run_body();
    body["opens_on"] = "2027-01-04".into();
    body["closes_on"] = "2027-02-05".into();
    let run = run_of(&body);
    for (now, open, why) in [
        ("2027-01-03T23:59:59Z", false, "a second before"),
        ("2027-01-04T00:00:00Z", true, "as it opens"),
        ("2027-02-05T23:59:59Z", true, "the whole last day"),
        ("2027-02-06T00:00:00Z", false, "as it closes"),
    ] {
        assert_eq!(matches!(run.window(at(now)), Window::Open { .. }), open, "{why}");
        assert_eq!(ask(&mut run.clone(), 1, 1, now).is_ok(), open, "{why}");
    }
    assert!(matches!(run_of(&run_body()).window(at("2027-02-10T09:30:00Z")), Window::Closed), "at the start");
}

#[test]
fn a_run_is_for_its_audiences_only() {
    let asked = Asked { reference: reference(1), places: vec![EmailDigest([1; 8])], takes_fewer: false };
    let refused = run_of(&run_body()).ask(&asked, Audience::Governors, (&Calendar::england_and_wales(), at(BEFORE)));
    assert_eq!(refused, Err(RunRefusal::NotForThem(Audience::Governors)));
}

#[test]
fn asking_again_under_the_same_reference_is_the_same_asking_even_after_booking_closed() {
    let mut run = run_of(&run_body());
    ask(&mut run, 1, 2, BEFORE).unwrap();
    let facts = run.seats().facts_count();
    ask(&mut run, 1, 2, "2027-02-10T10:00:00Z").unwrap();
    assert_eq!(run.seats().facts_count(), facts);
}

#[test]
fn a_moved_run_tells_everybody_raises_its_revision_and_can_be_cancelled_free() {
    let calendar = Calendar::england_and_wales();
    let mut run = run_of(&run_body());
    ask(&mut run, 1, 1, BEFORE).unwrap();
    let told = run.seats().facts_count();
    let mut body = run_body();
    body["start_time"] = "10:00".into();
    let moved = run_of(&body);
    run.change(moved.details().clone(), Capacity::new(2).unwrap(), (&calendar, at("2027-02-08T10:00:00Z"))).unwrap();
    assert_eq!(run.revision(), 1);
    let affected = run.seats().affected_since(told);
    assert_eq!(affected.len(), 1);
    assert_eq!(affected[0].what_happened_since(told), [Happened::Moved]);
    let late = at("2027-02-09T10:00:00Z");
    assert!(run.cancellation((at(BEFORE), late), &calendar, None).free);
    let since = at("2027-02-08T12:00:00Z");
    assert!(!run.cancellation((since, late), &calendar, None).free, "who booked after the move knew of it");
    assert!(run.cancellation((since, late), &calendar, Some(Exemption::OfstedVisit)).free);
}

#[test]
fn a_change_that_moves_nothing_tells_nobody() {
    let calendar = Calendar::england_and_wales();
    let mut run = run_of(&run_body());
    ask(&mut run, 1, 1, BEFORE).unwrap();
    let (facts, details) = (run.seats().facts_count(), run.details().clone());
    run.change(details, Capacity::new(2).unwrap(), (&calendar, at(BEFORE))).unwrap();
    assert_eq!((run.seats().facts_count(), run.revision()), (facts, 0));
}

#[test]
fn there_cannot_be_fewer_places_than_are_taken() {
    let calendar = Calendar::england_and_wales();
    let mut run = run_of(&run_body());
    ask(&mut run, 1, 2, BEFORE).unwrap();
    let details = run.details().clone();
    let refused = run.change(details, Capacity::new(1).unwrap(), (&calendar, at(BEFORE)));
    assert_eq!(refused, Err(RunRefusal::Seats(SeatsRefusal::BelowTaken { confirmed: 2, offered: 0 })));
}

#[test]
fn nobody_who_booked_finds_harsher_terms_later() {
    let calendar = Calendar::england_and_wales();
    let mut run = run_of(&run_body());
    let capacity = run.seats().capacity();
    let with_late_fee = |run: &mut Run, pence: i64, now: &str| {
        let mut details = run.details().clone();
        details.policy.late_fee = Pence::new(pence).unwrap();
        run.change(details, capacity, (&calendar, at(now)))
    };
    assert_eq!(with_late_fee(&mut run, 6_000, BEFORE), Ok(()), "nobody has booked yet");
    ask(&mut run, 1, 1, BEFORE).unwrap();
    assert_eq!(with_late_fee(&mut run, 6_001, BEFORE), Err(RunRefusal::HarsherTerms));
    assert_eq!(with_late_fee(&mut run, 5_000, BEFORE), Ok(()));
    assert_eq!(run.details().policy.late_fee, Pence::new(5_000).unwrap());

    let late = "2027-02-09T09:00:00Z";
    let gives_up = |run: &mut Run, number: u8, now: &str| {
        let cost = run.cancellation((at(BEFORE), at(now)), &calendar, None);
        run.cancel(&reference(number), &[first()], &cost, (&calendar, at(now))).unwrap();
    };
    let mut free = run.clone();
    gives_up(&mut free, 1, BEFORE);
    assert_eq!(with_late_fee(&mut free, 6_000, BEFORE), Ok(()), "whoever gave their place up early pays nothing");
    gives_up(&mut run, 1, late);
    assert_eq!(with_late_fee(&mut run, 6_000, late), Err(RunRefusal::HarsherTerms), "they pay what they were told");
}

#[test]
fn somebody_else_may_come_until_the_policy_says_no() {
    let calendar = Calendar::england_and_wales();
    let mut run = run_of(&run_body());
    ask(&mut run, 1, 1, BEFORE).unwrap();
    let other = EmailDigest([9; 8]);
    assert!(run.substitute(&reference(1), first(), other, (&calendar, at("2027-02-09T09:30:00Z"))).unwrap());
    let until = at("2027-02-09T09:30:00Z");
    let late = run.substitute(&reference(1), first(), EmailDigest([8; 8]), (&calendar, at("2027-02-09T09:30:01Z")));
    assert_eq!(late, Err(RunRefusal::TooLateToSubstitute { until }));
}

#[test]
fn a_run_that_was_called_off_stays_so() {
    let calendar = Calendar::england_and_wales();
    let mut run = run_of(&run_body());
    ask(&mut run, 1, 1, BEFORE).unwrap();
    run.call_off(ShortText::parse("The trainer is ill").unwrap(), (&calendar, at(BEFORE))).unwrap();
    assert_eq!((run.revision(), run.window(at(BEFORE))), (1, Window::Cancelled));
    assert_eq!(ask(&mut run, 2, 1, BEFORE), Err(RunRefusal::NotOpen(Window::Cancelled)));
    let again = run.call_off(ShortText::parse("Again").unwrap(), (&calendar, at(BEFORE)));
    assert_eq!(again, Err(RunRefusal::CalledOff));
}

#[test]
fn a_run_is_changed_and_called_off_only_while_it_is_to_come() {
    let calendar = Calendar::england_and_wales();
    let mut run = run_of(&run_body());
    let (starts_at, details, capacity) = (run.details().starts_at, run.details().clone(), run.seats().capacity());
    let begun = (&calendar, starts_at);
    assert_eq!(run.to_come(starts_at), Err(RunRefusal::Begun));
    assert_eq!(run.change(details.clone(), capacity, begun), Err(RunRefusal::Begun));
    assert_eq!(run.call_off(ShortText::parse("Too late").unwrap(), begun), Err(RunRefusal::Begun));
    assert_eq!(run.to_come(at(BEFORE)), Ok(()));
    run.call_off(ShortText::parse("The trainer is ill").unwrap(), (&calendar, at(BEFORE))).unwrap();
    assert_eq!(run.to_come(at(BEFORE)), Err(RunRefusal::CalledOff));
    assert_eq!(run.change(details, capacity, (&calendar, at(BEFORE))), Err(RunRefusal::CalledOff));
}

#[test]
fn a_run_is_filed_thirty_days_after_its_end_once_everybody_was_told() {
    let calendar = Calendar::england_and_wales();
    let mut run = run_of(&run_body());
    ask(&mut run, 1, 1, BEFORE).unwrap();
    run.apply_due((&calendar, at("2027-03-12T12:29:59Z")));
    assert!(!run.is_filed(), "a second too early");
    run.apply_due((&calendar, at("2027-03-12T12:30:00Z")));
    assert!(!run.is_filed(), "somebody is still to be told");
    run.note_notified(run.seats().facts_count());
    assert!(run.apply_due((&calendar, at("2027-03-12T12:30:01Z"))) && run.is_filed());
}

#[test]
fn a_run_is_stored_and_read_back() {
    let mut run = run_of(&run_body());
    ask(&mut run, 1, 2, BEFORE).unwrap();
    ask(&mut run, 2, 1, BEFORE).unwrap();
    let stored = serde_json::to_string(&run).unwrap();
    let read: Run = serde_json::from_str(&stored).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), stored);
    assert_eq!(read.seats().counts(), run.seats().counts());
}
