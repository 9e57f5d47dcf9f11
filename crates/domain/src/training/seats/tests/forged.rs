//! The second reckoning finds what is wrong: each rule is broken in turn, in a log that the first would never write.

use std::sync::Arc;

use super::support::{Run, booking, capacity, email, moment, place};
use crate::training::seats::audit::reckon;
use crate::training::seats::fact::{Fact, What};
use crate::training::seats::state::State;
use crate::training::seats::words::PlaceSet;
use crate::training::seats::*;

const NOON: &str = "2026-03-02T12:00:00Z";

/// What somebody does to the record behind the log's back.
type Forgery = fn(&mut Seats);

fn state(seats: &mut Seats) -> &mut State {
    Arc::make_mut(&mut seats.state)
}

fn asked(number: u32, confirmed: u8, free: u16, passed: u16, emails: &[u64]) -> What {
    let emails = emails.iter().map(|number| email(*number)).collect();
    What::Asked { reference: booking(number), takes_fewer: false, confirmed, free, passed, emails }
}

fn party(number: u16) -> PartyNumber {
    PartyNumber::of(number)
}

fn offered(number: u16, places: u16, until: &str, free: u16, passed: u16) -> What {
    What::Offered { party: party(number), places: PlaceSet(places), until: moment(until), free, passed }
}

fn cancelled(number: u16, places: u16) -> What {
    What::Cancelled { party: party(number), places: PlaceSet(places), lateness: Lateness::Free }
}

/// What the second reckoning says of facts that all happen at noon, on a run with two seats that starts at `starts_at`.
fn faults_at(starts_at: &str, whats: Vec<What>) -> Vec<String> {
    let starts = What::Starts { starts_at: moment(starts_at) };
    let facts: Vec<Fact> = std::iter::once(starts).chain(whats).map(|what| Fact { at: moment(NOON), what }).collect();
    reckon(capacity(2), &facts).faults
}

fn faults(whats: Vec<What>) -> Vec<String> {
    faults_at("2026-03-16T10:00:00Z", whats)
}

#[test]
fn each_broken_rule_is_found_at_the_fact_that_breaks_it() {
    let until = "2026-03-04T12:00:00Z";
    let full = || vec![asked(1, 2, 2, 0, &[1, 2]), asked(2, 0, 0, 0, &[3]), asked(3, 0, 0, 0, &[4, 5])];
    let and = |mut first: Vec<What>, more: Vec<What>| {
        first.extend(more);
        first
    };
    let one_free = || and(full(), vec![cancelled(1, 1)]);
    let swap = |number| What::Substituted { party: party(1), place: place(1), email: email(number) };
    let mark =
        What::Marked { party: party(2), place: place(1), attendance: Attendance::Attended, nonce: Nonce([0; 8]) };
    for (whats, fault) in [
        (vec![asked(1, 3, 2, 0, &[1, 2, 3])], "Fact 2 takes more seats than there are"),
        (and(full(), vec![asked(4, 1, 0, 2, &[6])]), "Fact 5 gives seats that are not free, or miscounts them"),
        (and(full(), vec![What::Capacity { capacity: capacity(1) }]), "Fact 5 takes more seats than there are"),
        (and(one_free(), vec![offered(2, 1, until, 2, 0)]), "Fact 6 gives seats that are not free, or miscounts them"),
        (
            and(one_free(), vec![asked(4, 1, 1, 2, &[6])]),
            "Fact 6 gives seats past somebody who asked before and whom they fit",
        ),
        (
            and(full(), vec![cancelled(1, 3), offered(3, 3, until, 2, 1)]),
            "Fact 6 gives seats past somebody who asked before and whom they fit",
        ),
        (and(one_free(), vec![offered(3, 1, until, 1, 1)]), "Fact 6 offers fewer places than the party can do with"),
        (vec![asked(1, 1, 2, 0, &[1, 2])], "Fact 2 gives fewer places than the party can do with"),
        (
            and(
                full(),
                vec![What::Left { party: party(2), places: PlaceSet(1) }, cancelled(1, 1), asked(4, 1, 1, 0, &[6])],
            ),
            "Fact 7 does not say how many it passes",
        ),
        (one_free(), "A free seat was not offered to somebody whom it fits"),
        (
            and(one_free(), vec![offered(2, 1, "2026-03-16T10:00:00.001Z", 1, 0)]),
            "Fact 6 makes an offer that ends at no possible time",
        ),
        (and(one_free(), vec![offered(2, 1, NOON, 1, 0)]), "Fact 6 makes an offer that ends at no possible time"),
        (and(one_free(), vec![offered(1, 2, until, 1, 0)]), "Fact 6 offers a place that does not wait"),
        (and(one_free(), vec![offered(1, 1, until, 1, 0)]), "Fact 6 offers a place that does not wait"),
        (and(full(), vec![What::Accepted { party: party(2) }]), "Fact 5 accepts an offer that was not open"),
        (and(full(), vec![What::Lapsed { party: party(2) }]), "Fact 5 ends an offer that had not run out"),
        (
            and(one_free(), vec![offered(2, 1, until, 1, 0), What::Lapsed { party: party(2) }]),
            "Fact 7 ends an offer that had not run out",
        ),
        (
            and(full(), vec![What::Declined { party: party(2), places: PlaceSet(1) }]),
            "Fact 5 ends a place that is not there to end",
        ),
        (and(one_free(), vec![cancelled(1, 1)]), "Fact 6 ends a place that is not there to end"),
        (
            and(full(), vec![What::Left { party: party(1), places: PlaceSet(1) }]),
            "Fact 5 ends a place that is not there to end",
        ),
        (and(full(), vec![cancelled(9, 1)]), "Fact 5 ends a place that is not there to end"),
        (and(full(), vec![cancelled(1, 0)]), "Fact 5 ends a place that is not there to end"),
        (and(full(), vec![asked(2, 0, 0, 0, &[6])]), "Fact 5 asks under a reference that was used before"),
        (and(full(), vec![asked(4, 0, 0, 0, &[5])]), "Fact 5 gives somebody a second place"),
        (and(full(), vec![asked(4, 0, 0, 0, &[6, 6])]), "Fact 5 gives somebody a second place"),
        (vec![asked(1, 0, 2, 0, &[])], "Fact 2 asks for a number of places for which nobody can"),
        (and(full(), vec![swap(2)]), "Fact 5 lets somebody come who may not"),
        (and(one_free(), vec![swap(6)]), "Fact 6 lets somebody come who may not"),
        (and(full(), vec![mark]), "Fact 5 marks a place that is not confirmed"),
        (and(full(), vec![What::Begun]), "Fact 5 begins a run before its start, or twice"),
        (and(full(), vec![What::RunCancelled, What::Moved]), "Fact 6 comes after the run was cancelled"),
    ] {
        let faults = faults(whats);
        assert!(faults.iter().any(|found| found == fault), "{fault}: {faults:?}");
    }
}

#[test]
fn nothing_may_be_given_from_the_start_on() {
    let gives = || vec![asked(1, 1, 2, 0, &[1])];
    assert!(!faults_at("2026-03-02T12:00:00.001Z", gives()).iter().any(|fault| fault.contains("after the start")));
    for starts_at in [NOON, "2026-03-02T11:00:00Z"] {
        let found = faults_at(starts_at, gives());
        assert!(found.contains(&"Fact 2 gives seats after the start".to_owned()), "{found:?}");
    }
    let later = What::Starts { starts_at: moment("2026-03-17T10:00:00Z") };
    let put_off = faults_at(NOON, vec![What::Begun, What::Moved, later, asked(1, 1, 2, 0, &[1])]);
    assert!(put_off.is_empty(), "a run that is put off is still to come: {put_off:?}");
}

#[test]
fn time_that_runs_backwards_is_found() {
    let facts = [("2026-03-02T12:00:00Z", What::Moved), ("2026-03-02T11:59:59Z", What::Moved)];
    let facts: Vec<Fact> = facts.into_iter().map(|(at, what)| Fact { at: moment(at), what }).collect();
    assert_eq!(reckon(capacity(1), &facts).faults, ["Fact 2 is older than the one before"]);
}

#[test]
fn what_does_not_follow_from_the_facts_is_found() {
    let mut run = Run::of(2);
    run.asks(1, 1).asks(2, 2).asks(3, 1).asks(4, 1);
    run.cancels(3, &[1]).unwrap();
    assert!(run.seats.audit().holds);
    let forgeries: [(Forgery, &str); 7] = [
        (|seats| state(seats).facts += 1, "8 facts are known, and 7 can be read"),
        (|seats| state(seats).confirmed = 0, "The counts do not follow from the facts"),
        (|seats| state(seats).capacity = capacity(3), "The counts do not follow from the facts"),
        (|seats| drop(state(seats).parties.pop()), "4 parties asked, and 3 are known"),
        (|seats| drop(state(seats).parties[1].places.pop()), "The places of party 2 do not follow from the facts"),
        (
            |seats| state(seats).parties[0].places[0].state = PlaceState::Queued,
            "The places of party 1 do not follow from the facts",
        ),
        (|seats| seats.notified = 100, "More facts are noted as told than there are"),
    ];
    for (forge, fault) in forgeries {
        let mut forged = run.seats.clone();
        forge(&mut forged);
        assert_eq!(forged.audit().faults, [fault]);
        assert!(!forged.audit().holds);
    }
}

#[test]
fn a_log_beyond_reading_is_not_answered_by_a_longer_one() {
    assert_eq!(faults(vec![What::Begun; 200]).len(), MAX_FAULTS);
}
