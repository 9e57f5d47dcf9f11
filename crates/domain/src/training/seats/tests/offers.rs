//! Freed seats: who is offered them, for how long, and what answers do.

use super::support::{Run, booking, capacity, moment, places};
use crate::calendar::Calendar;
use crate::training::seats::*;

#[test]
fn an_offer_is_open_for_48_hours_of_working_days() {
    let calendar = Calendar::england_and_wales();
    let later = "2027-12-31T09:00:00Z";
    for (now, starts_at, until, why) in [
        ("2026-03-03T09:00:00Z", later, "2026-03-05T09:00:00Z", "Tuesday to Thursday"),
        ("2026-03-06T16:30:00Z", later, "2026-03-10T16:30:00Z", "Friday 16:30 to Tuesday 16:30"),
        ("2026-03-08T15:00:00Z", later, "2026-03-11T00:00:00Z", "on a Sunday: from Monday 00:00"),
        ("2026-04-02T11:00:00Z", later, "2026-04-08T11:00:00Z", "over Easter: Thursday noon to Wednesday noon"),
        ("2026-03-27T16:30:00Z", later, "2026-03-31T15:30:00Z", "clocks go forward: the same time of day in London"),
        ("2026-03-29T00:30:00Z", later, "2026-03-31T23:00:00Z", "in the night in which they do"),
        ("2026-10-23T15:30:00Z", later, "2026-10-27T16:30:00Z", "clocks go back"),
        ("2026-10-25T00:30:00Z", later, "2026-10-28T00:00:00Z", "in the night in which they do"),
        ("2026-12-24T10:00:00Z", later, "2026-12-30T10:00:00Z", "Christmas, a weekend, a substitute day"),
        ("2026-03-03T09:00:00Z", "2026-03-04T10:00:00Z", "2026-03-04T10:00:00Z", "never later than the start"),
        ("2026-03-07T09:00:00Z", "2026-03-08T10:00:00Z", "2026-03-08T10:00:00Z", "nor on a weekend"),
        ("2026-03-03T09:00:00Z", "2026-03-03T08:00:00Z", "2026-03-03T08:00:00Z", "nothing is open after it"),
    ] {
        assert_eq!(offer_until(moment(now), moment(starts_at), &calendar), moment(until), "{why}");
    }
}

#[test]
fn an_office_that_never_opens_ends_the_count() {
    let from = jiff::civil::date(2026, 3, 2);
    let every_day = from.series(jiff::Span::new().days(1)).take(100).map(|day| (day, "Closed".to_owned()));
    let calendar = Calendar::england_and_wales().with_closed_days(every_day);
    let until = offer_until(moment("2026-03-02T09:00:00Z"), moment("2027-03-02T09:00:00Z"), &calendar);
    assert_eq!(until, moment("2026-04-30T23:00:00Z"));
}

#[test]
fn freed_seats_are_offered_in_the_order_asked_to_whom_they_fit() {
    let mut run = Run::of(3);
    run.asks(1, 3).asks(2, 2).asks_for_up_to(3, 2).asks(4, 1);
    run.cancels(1, &[1]).unwrap();
    assert_eq!(run.looks(), "fCC qq Oq q", "the first does not fit, the second takes fewer");
    run.cancels(1, &[2]).unwrap();
    assert_eq!(run.looks(), "ffC qq OO q", "what comes free joins the open offer");
    run.cancels(1, &[3]).unwrap();
    assert_eq!(run.looks(), "fff qq OO O");
    assert_eq!(run.seats.skipped(&booking(2)).len(), 3);
    assert_eq!(run.seats.skipped(&booking(4)).len(), 0);
}

#[test]
fn an_offer_that_grows_begins_its_time_anew_and_stays_one_offer() {
    let mut run = Run::of(2);
    run.asks(1, 2).asks_for_up_to(2, 2);
    run.cancels(1, &[1]).unwrap();
    run.at("2026-03-03T09:00:00Z").cancels(1, &[2]).unwrap();
    let offer = run.seats.party(&booking(2)).unwrap().offer().unwrap();
    assert_eq!(offer, Offer { until: moment("2026-03-05T09:00:00Z"), places: places([1, 2]) });
    assert_eq!(run.seats.next_due(), Some(offer.until));
    assert_eq!(run.accepts(2), Ok(true));
    assert_eq!(run.looks(), "ff CC");
}

#[test]
fn accepting_twice_is_harmless_and_too_late_is_too_late() {
    let mut run = Run::of(1);
    run.asks(1, 1).asks(2, 1).asks(3, 1);
    assert_eq!(run.accepts(2), Err(SeatsRefusal::NoOffer));
    run.cancels(1, &[1]).unwrap();
    run.at("2026-03-04T08:59:59.999Z");
    let until = run.seats.next_due().unwrap();
    assert_eq!(until, moment("2026-03-04T09:00:00Z"));
    let mut in_time = Run { seats: run.seats.clone(), ..Run::of(1) };
    in_time.now = run.now;
    assert_eq!((in_time.accepts(2), in_time.accepts(2)), (Ok(true), Ok(false)));
    run.at("2026-03-04T09:00:00Z");
    assert_eq!(run.accepts(2), Err(SeatsRefusal::OfferExpired), "though nobody had noticed");
    assert_eq!(run.looks(), "f l O", "and the next in the queue has the seat");
    assert_eq!(run.declines(2), Err(SeatsRefusal::OfferExpired));
    assert_eq!((run.declines(3), run.declines(3)), (Ok(true), Ok(false)));
    assert_eq!(run.accepts(3), Err(SeatsRefusal::NoOffer));
    assert_eq!(run.accepts(9), Err(SeatsRefusal::Unknown));
}

#[test]
fn who_declines_keeps_the_turn_of_the_places_still_queued() {
    let mut run = Run::of(2);
    run.asks(1, 2).asks_for_up_to(2, 3).asks(3, 1);
    run.cancels(1, &[1]).unwrap();
    assert_eq!(run.looks(), "fC Oqq q");
    run.declines(2).unwrap();
    assert_eq!(run.looks(), "fC dOq q");
    run.leaves(2, &[3]).unwrap();
    run.at("2026-03-04T09:00:00Z").applies_due();
    assert_eq!(run.looks(), "fC dle O");
}

#[test]
fn more_seats_are_offered_and_fewer_than_are_taken_are_refused() {
    let mut run = Run::of(2);
    run.asks(1, 2).asks(2, 2).asks(3, 1);
    assert_eq!(run.change(|seats, when| seats.set_capacity(capacity(5), when)), Ok(true));
    assert_eq!(run.looks(), "CC OO O");
    let lower = run.change(|seats, when| seats.set_capacity(capacity(4), when));
    assert_eq!(lower, Err(SeatsRefusal::BelowTaken { confirmed: 2, offered: 3 }));
    assert_eq!(run.change(|seats, when| seats.set_capacity(capacity(5), when)), Ok(false));
    run.declines(3).unwrap();
    assert_eq!(run.change(|seats, when| seats.set_capacity(capacity(4), when)), Ok(true));
    let counts = Counts { capacity: 4, confirmed: 2, offered: 2, queued: 0, available: 0 };
    assert_eq!(run.seats.counts(), counts);
}

#[test]
fn wanting_fewer_places_may_make_a_party_fit() {
    let mut run = Run::of(2);
    run.asks(1, 1).asks(2, 2);
    assert_eq!(
        run.waits(2),
        Waiting {
            position: 1,
            places_ahead: 0,
            wanted: 2,
            why: WhyNoOffer::DoesNotFit { free: 1, wanted: 2 },
            passed: 0
        }
    );
    assert_eq!(run.leaves(2, &[1]), Ok(true));
    assert_eq!(run.looks(), "C eO");
    assert_eq!(run.leaves(2, &[1]), Ok(false), "given up already");
    assert_eq!(run.leaves(2, &[1, 2, 3]), Err(SeatsRefusal::NotLive { places: places([2, 3]) }));
    assert_eq!(run.cancels(2, &[1, 2]), Ok(true), "whatever they are");
    assert_eq!(run.looks(), "C ed");
}

#[test]
fn who_waits_sees_their_position_and_why() {
    let mut run = Run::of(2);
    run.asks(1, 2).asks(2, 2).asks_for_up_to(3, 3);
    let waiting = run.waits(3);
    assert_eq!((waiting.position, waiting.places_ahead, waiting.wanted), (2, 2, 3));
    assert_eq!(waiting.why.sentence(), "All places are taken at the moment.");
    run.cancels(1, &[2]).unwrap();
    let waiting = run.waits(3);
    assert_eq!(waiting.why, WhyNoOffer::Offered { until: moment("2026-03-04T09:00:00Z") });
    assert_eq!(waiting.why.sentence(), "We have offered you places. Accept them before 9am on Wednesday 4 March 2026.");
    assert!(run.seats.waiting(&booking(1)).is_none());
}
