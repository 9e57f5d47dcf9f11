//! Deterministic simulation of one run with hundreds of callers who book, answer, leave, swap, cancel and change its size,
//! on the store of the simulation of records: delays, failures, deaths, stalls and wrong clocks.
//!
//! `TRAINING_SEED=17 cargo test -p store --test bookings-simulation` replays one seed, `TRAINING_SEEDS=10000` makes a long run.
#![cfg(test)]

mod people;
#[path = "../../../records/tests/simulation/rng.rs"]
mod rng;
mod run;
#[path = "../../../records/tests/simulation/store.rs"]
mod store;
mod verdict;
#[path = "../../../records/tests/simulation/world.rs"]
#[expect(dead_code, reason = "the simulation of records breaks its scheme in ways that are not tried here")]
mod world;

use run::{Plan, Told, run};
use world::Faults;

/// Of each kind of run, so that all together take some ten seconds on two cores.
const SEEDS: u64 = 30;

/// Callers who sometimes fail, die or stall, with clocks that disagree.
const BAD_DAY: Faults = Faults { kill: 15, fail: 40, pause: 60, long_pause: 4, piecemeal: false };

/// The line of a rush is long, and each who dies in it holds it up for a second: few may, or it is only those who are heard of.
const BAD_MOMENT: Faults = Faults { kill: 1, fail: 0, pause: 1, long_pause: 0, piecemeal: false };

#[test]
fn nobody_oversells_loses_or_is_passed_over_in_a_rush() {
    seeds(Plan { callers: 60, faults: BAD_DAY, ..Plan::default() }, SEEDS);
}

#[test]
fn hundreds_rush_for_a_few_places_and_each_is_placed_in_the_order_of_the_answers() {
    let plan = Plan { callers: 240, rush: true, faults: BAD_MOMENT, ..Plan::default() };
    let told = seeds(plan, SEEDS / 10);
    assert!(told.booked > 600, "{told:?}");
}

#[test]
fn in_a_quiet_world_everybody_is_answered() {
    let told = seeds(Plan { callers: 80, ..Plan::default() }, SEEDS / 4);
    assert_eq!(told.unanswered, 0, "{told:?}");
    assert!(told.accepted > 0 && told.given_up > 0 && told.substituted > 0 && told.resized > 0, "{told:?}");
}

#[test]
fn deciding_on_what_was_read_before_oversells_and_is_caught() {
    let plan = Plan { callers: 60, rush: true, decides_early: true, ..Plan::default() };
    let caught = (0..50).find_map(|seed| run(seed, plan).err());
    println!("caught: {}", caught.expect("the simulation would not notice"));
}

fn seeds(plan: Plan, count: u64) -> Told {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (first, count) = match number("TRAINING_SEED") {
        Some(seed) => (seed, 1),
        None => (0, number("TRAINING_SEEDS").unwrap_or(count)),
    };
    let one = |seed| run(seed, plan).unwrap_or_else(|wrong| panic!("TRAINING_SEED={seed} {plan:?}\n{wrong}"));
    let told = (first..first + count).map(one).fold(Told::default(), Told::and);
    println!("{count} seeds: {told:?}");
    told
}
