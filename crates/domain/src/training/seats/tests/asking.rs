//! Who gets a seat, who waits, and who may pass whom.

use super::support::{Run, booking};
use crate::training::seats::*;

#[test]
fn seats_go_in_the_order_asked() {
    for (seats, asked, looks, why) in [
        (3, &[(1, false), (2, false)][..], "C CC", "room for both"),
        (2, &[(1, false), (2, false)], "C qq", "a group that takes all or nothing waits"),
        (2, &[(1, false), (2, true)], "C Cq", "one that takes fewer takes what there is"),
        (2, &[(2, false), (1, false), (2, true)], "CC q qq", "full is not an error"),
        (2, &[(1, false), (2, false), (1, false)], "C qq C", "a smaller one passes who does not fit"),
        (3, &[(2, false), (2, true), (1, false)], "CC Cq q", "nobody passes who fits"),
    ] {
        let mut run = Run::of(seats);
        for (number, (wanted, takes_fewer)) in (1..).zip(asked) {
            if *takes_fewer {
                run.asks_for_up_to(number, *wanted)
            } else {
                run.asks(number, *wanted)
            };
        }
        assert_eq!(run.looks(), looks, "{why}");
    }
}

#[test]
fn each_pass_is_known_to_whom_it_passed() {
    let mut run = Run::of(2);
    run.asks(1, 1).asks(2, 2).asks(3, 1);
    let skipped = run.seats.skipped(&booking(2));
    assert_eq!(skipped.len(), 1);
    assert_eq!((skipped[0].by.get(), skipped[0].free, skipped[0].wanted), (3, 1, 2));
    assert_eq!(run.waits(2).passed, 1);
    assert_eq!(run.waits(2).why, WhyNoOffer::Full);
    run.cancels(1, &[1]).unwrap();
    assert_eq!(run.waits(2).why, WhyNoOffer::DoesNotFit { free: 1, wanted: 2 });
    assert_eq!(run.waits(2).why.sentence(), "One place is free, but you need 2 together.");
    run.cancels(3, &[1]).unwrap();
    assert_eq!(run.looks(), "f OO f");
}

#[test]
fn asking_again_under_the_same_reference_is_the_same_asking() {
    let mut run = Run::of(2);
    run.asks(1, 1);
    let before = run.seats.clone();
    run.asks(1, 1);
    assert_eq!(run.seats, before);
}
