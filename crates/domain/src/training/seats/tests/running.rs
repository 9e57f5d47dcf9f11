//! The run itself: its start, its end, its moves; who is there, and the register.

use super::support::{Run, booking, capacity, email, moment, place, places};
use crate::training::seats::*;

const THE_DAY: &str = "2026-03-16T00:00:00Z";
const THE_START: &str = "2026-03-16T10:00:00Z";

#[test]
fn nothing_is_offered_asked_or_cancelled_once_the_run_has_started() {
    let mut run = Run::of(2);
    run.asks(1, 2).asks(2, 1).asks(3, 1);
    run.at("2026-03-13T10:00:00Z").cancels(1, &[1]).unwrap();
    assert_eq!(run.seats.next_due(), Some(moment(THE_START)));
    assert!(run.at(THE_START).applies_due());
    assert_eq!(run.looks(), "fC l n");
    assert!(!run.applies_due(), "once");
    assert_eq!(run.waits(3).why, WhyNoOffer::RunStarted);
    assert_eq!(run.waits(3).position, 1);
    assert_eq!(run.is_refused(4, 1), SeatsRefusal::RunStarted);
    assert_eq!(run.accepts(2), Err(SeatsRefusal::OfferExpired));
    assert_eq!(run.cancels(1, &[2]), Err(SeatsRefusal::RunStarted));
    assert_eq!(run.leaves(3, &[1]), Err(SeatsRefusal::RunStarted));
    run.change(|seats, when| seats.set_capacity(capacity(9), when)).unwrap();
    assert_eq!(run.looks(), "fC l n");
}

#[test]
fn nobody_has_two_live_places_on_one_run() {
    let mut run = Run::of(4);
    run.asks(1, 2);
    let ask = |run: &mut Run, emails: &[u64]| {
        let places = emails.iter().map(|number| email(*number)).collect();
        let asked = Asked { reference: booking(2), places, takes_fewer: false };
        run.change(|seats, when| seats.ask(&asked, when))
    };
    let refusal = SeatsRefusal::AlreadyThere { places: places([1, 3, 4]) };
    assert_eq!(ask(&mut run, &[102, 7, 7, 101]), Err(refusal), "all of them are named");
    run.cancels(1, &[2]).unwrap();
    assert!(ask(&mut run, &[102, 7]).is_ok(), "who cancelled may come with others");
    let swap = |run: &mut Run, number, to| {
        run.change(|seats, when| seats.substitute(&booking(number), place(1), email(to), when))
    };
    assert_eq!(swap(&mut run, 1, 7), Err(SeatsRefusal::AlreadyThere { places: places([1]) }));
    assert_eq!((swap(&mut run, 1, 8), swap(&mut run, 1, 8)), (Ok(true), Ok(false)));
    assert_eq!(swap(&mut run, 2, 101), Ok(true), "whose place was given to somebody else may come");
    assert_eq!(run.looks(), "Cf CC", "a place stays what it was");
    for wrong in [0, 11] {
        assert_eq!(run.is_refused(3, wrong), SeatsRefusal::WrongNumberOfPlaces { asked: wrong.into() });
    }
}

#[test]
fn cancelling_the_run_ends_everything() {
    let mut run = Run::of(2);
    run.asks(1, 2).asks(2, 1).asks(3, 1);
    run.cancels(1, &[1]).unwrap();
    assert_eq!(run.change(|seats, when| seats.cancel_run(when)), Ok(true));
    assert_eq!(run.looks(), "fx x x");
    assert!(run.seats.is_cancelled());
    assert_eq!(run.seats.next_due(), None);
    assert!(run.seats.party(&booking(2)).unwrap().offer().is_none());
    assert_eq!(run.change(|seats, when| seats.cancel_run(when)), Ok(false));
    assert!(!run.at(THE_START).applies_due());
    assert_eq!(run.is_refused(4, 1), SeatsRefusal::RunCancelled);
    assert_eq!(run.accepts(2), Err(SeatsRefusal::RunCancelled));
    assert_eq!(run.change(|seats, when| seats.moved(when)), Err(SeatsRefusal::RunCancelled));
}

#[test]
fn a_moved_run_tells_everybody_who_has_a_live_place() {
    let mut run = Run::of(2);
    run.asks(1, 2).asks(2, 1).asks(3, 1);
    run.leaves(3, &[1]).unwrap();
    run.cancels(1, &[1]).unwrap();
    let told = run.seats.facts_count();
    run.seats.set_notified(told);
    run.starts_at = moment("2026-03-03T08:00:00Z");
    run.change(|seats, when| seats.moved(when)).unwrap();
    let affected: Vec<u16> = run.seats.affected_since(told).iter().map(|party| party.number().get()).collect();
    assert_eq!(affected, [1, 2]);
    let party = run.seats.party(&booking(2)).unwrap();
    assert_eq!(party.what_happened_since(told), [Happened::Moved]);
    assert_eq!(party.what_happened_since(0), [Happened::Queued, Happened::Offered, Happened::Moved]);
    assert_eq!(party.offer().unwrap().until, run.starts_at, "no offer is open after the new start");
    run.now = run.starts_at;
    run.applies_due();
    assert_eq!(run.looks(), "fC l e");
    run.starts_at = moment(THE_START);
    run.change(|seats, when| seats.moved(when)).unwrap();
    assert!(!run.seats.has_begun(), "a run that is put off is still to come");
    run.asks(4, 1);
    assert_eq!(run.looks(), "fC l e C");
    assert_eq!(run.seats.notified(), told);
}

#[test]
fn a_run_can_be_moved_a_hundred_times_at_most_and_cancelled_after() {
    let mut run = Run::of(1);
    run.asks(1, 1);
    let moved = (0..200).take_while(|_| run.change(|seats, when| seats.moved(when)).is_ok()).count();
    assert_eq!(moved, usize::from(MAX_MOVES) - 2);
    assert_eq!(run.change(|seats, when| seats.moved(when)), Err(SeatsRefusal::LogFull));
    run.asks(2, 1);
    run.cancels(1, &[1]).unwrap();
    assert_eq!(run.looks(), "f O");
    assert_eq!(run.change(|seats, when| seats.cancel_run(when)), Ok(true));
}

#[test]
fn a_mark_counts_once_however_late_its_repeat_comes() {
    let mut run = Run::of(1);
    run.asks(1, 1).asks(2, 1);
    let mark = |run: &mut Run, number, attendance, nonce| {
        run.change(|seats, when| seats.mark(&booking(number), place(1), attendance, Nonce([nonce; 8]), when))
    };
    run.at("2026-03-15T23:59:59Z");
    assert_eq!(mark(&mut run, 1, Attendance::Attended, 1), Err(SeatsRefusal::NotBegun));
    run.at(THE_DAY);
    assert_eq!(mark(&mut run, 1, Attendance::DidNotAttend, 1), Ok(true));
    assert_eq!(mark(&mut run, 1, Attendance::PartAttended, 2), Ok(true));
    assert_eq!(mark(&mut run, 1, Attendance::DidNotAttend, 1), Ok(false));
    let came = |run: &Run| run.seats.party(&booking(1)).unwrap().places()[0].attendance;
    assert_eq!(came(&run), Some(Attendance::PartAttended));
    assert_eq!(mark(&mut run, 2, Attendance::Attended, 3), Err(SeatsRefusal::NotLive { places: places([1]) }));
    run.at("2026-03-16T09:59:59Z");
    let cancel = run.cancels(1, &[1]);
    assert_eq!(cancel, Err(SeatsRefusal::NotLive { places: places([1]) }), "who was marked was there");
    run.at("2026-03-20T10:00:00Z");
    assert_eq!(mark(&mut run, 1, Attendance::Attended, 4), Ok(true), "the register stays open");
    let swap = run.change(|seats, when| seats.substitute(&booking(1), place(1), email(9), when));
    assert_eq!(swap, Err(SeatsRefusal::NotLive { places: places([1]) }), "who was marked has been there");
}

#[test]
fn time_on_one_log_does_not_run_backwards() {
    let mut run = Run::of(1);
    run.at("2026-03-04T09:00:00Z").asks(1, 1).asks(2, 1);
    run.at("2026-03-04T08:00:00Z").cancels(1, &[1]).unwrap();
    assert_eq!(run.seats.next_due(), Some(moment("2026-03-06T09:00:00Z")));
}
