//! Deterministic simulation of the whole scheme under delays, failures, deaths, stalls and wrong clocks.
//!
//! `RECORDS_SEED=17 cargo test -p records --test simulation` replays one seed, `RECORDS_SEEDS=100000` makes a long run.
#![cfg(test)]

mod checks;
mod list_rush;
mod order;
mod record_rush;
mod rng;
mod run;
mod store;
mod workload;
mod world;

use std::ops::Range;

use run::{Counted, Plan, run};
use world::{Breakage, Faults};

/// What reading a list costs while no caller writes to it: of each shard the counter and an entry.
const LIST_OPERATIONS: u64 = 2 * records::SHARDS as u64;

/// Where a stalled caller lands between two other stalled ones, a slot may stay that is looked for in vain.
const CROSSED_STALLS: u64 = 2;

/// A slot whose writer died, or whose writing failed, is looked for in vain, and a shard whose top is such a slot is read upwards again.
const OPERATIONS_FOR_EACH_LOST: u64 = 3;

/// Of each kind of run, so that all together take less than a minute on two cores.
const SEEDS: u64 = 2_500;

/// A rush at a list is many callers, so of those there are so many times fewer.
const RUSHES_FEWER: u64 = 25;

#[test]
fn nothing_acknowledged_is_lost_and_the_list_agrees_without_repair() {
    seeds(Plan::default());
}

#[test]
fn a_record_that_moves_between_lists_is_never_missing_from_its_own() {
    seeds(Plan { moves: true, ..Plan::default() });
}

#[test]
fn a_store_that_dies_in_the_middle_of_a_batch_costs_repairs_but_no_change() {
    seeds(Plan { piecemeal: true, moves: true, ..Plan::default() });
}

#[test]
fn a_lease_has_one_holder_while_clocks_agree_and_ends_with_its_window() {
    seeds(Plan { leases: true, ..Plan::default() });
}

/// The seeds asked for, or the usual ones.
fn chosen() -> Range<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    match number("RECORDS_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("RECORDS_SEEDS").unwrap_or(SEEDS),
    }
}

fn seeds(plan: Plan) {
    let chosen = chosen();
    let count = chosen.end - chosen.start;
    let one = |seed| run(seed, plan).unwrap_or_else(|wrong| panic!("RECORDS_SEED={seed} {plan:?}\n{wrong}"));
    let all = chosen.map(one).fold(Counted::default(), Counted::and);
    println!("{count} seeds: {all:?}");
}

/// How many seeds it takes until a broken scheme is caught, or none within the limit.
fn caught(plan: Plan) -> Option<(u64, String)> {
    (0..20_000).find_map(|seed| run(seed, plan).err().map(|wrong| (seed, wrong)))
}

#[test]
fn the_simulation_catches_broken_schemes() {
    let list = Plan::default();
    let lease = Plan { leases: true, ..Plan::default() };
    for (breakage, plan, why) in [
        (Breakage::NoCheck, list, "acknowledging without looking for skip notices"),
        (Breakage::SkipSilently, list, "skipping without notice"),
        (Breakage::NoticeLate, list, "giving notice after looking again"),
        (Breakage::BlindList, list, "a list that is one key every writer overwrites"),
        (Breakage::NoWindowRule, lease, "a lease without the window rule"),
    ] {
        let (seed, wrong) = caught(Plan { breakage, ..plan }).unwrap_or_else(|| panic!("not caught: {why}"));
        println!("{why}: caught by seed {seed}: {wrong}");
    }
}

#[test]
fn rows_by_arrival_disagree_with_their_record_and_rows_by_version_do_not() {
    assert!((0..200).all(|seed| order::agrees(seed, true)));
    assert!((0..200).any(|seed| !order::agrees(seed, false)), "the simulation would not notice");
}

#[test]
fn three_hundred_callers_at_one_record_are_all_served_with_few_operations() {
    let rush = record_rush::rush(1, 300, Faults::default());
    println!("{rush:?}");
    assert_eq!((rush.acknowledged, rush.wrong.len()), (300, 0), "{rush:?}");
    assert!(rush.operations_each < 40 && rush.seconds < 8.0, "{rush:?}");
}

#[test]
fn a_dead_caller_in_a_rush_costs_the_line_a_second_and_no_caller_a_second_try() {
    let rushes: Vec<_> =
        (0..8).map(|seed| record_rush::rush(seed, 100, Faults { kill: 4, ..Faults::default() })).collect();
    for rush in &rushes {
        println!("{rush:?}");
        assert!(rush.contended == 0 && rush.wrong.is_empty() && rush.acknowledged + rush.dead == 100, "{rush:?}");
        assert!(rush.seconds < 2.5 + 1.2 * rush.dead as f64, "{rush:?}");
    }
    assert!(rushes.iter().any(|rush| rush.dead > 0), "no caller died");
}

fn rushes() -> Range<u64> {
    let chosen = chosen();
    if chosen.end - chosen.start == 1 { chosen } else { 0..chosen.end / RUSHES_FEWER }
}

#[test]
fn a_list_costs_no_more_to_read_after_a_rush_than_before() {
    for seed in rushes() {
        for (callers, changes) in [(64, 1), (64, 5), (200, 1)] {
            let left = list_rush::rush(seed, callers, changes, Faults::default());
            assert_eq!((left.acknowledged, left.wrong.len()), (callers * changes, 0), "{seed}: {left:?}");
            assert!(left.reading <= LIST_OPERATIONS, "{seed}: {left:?}");
        }
    }
}

#[test]
fn a_list_costs_no_more_to_read_after_stalls_that_no_caller_died_of() {
    for seed in rushes() {
        let faults = Faults { pause: 200, long_pause: 50, ..Faults::default() };
        let left = list_rush::rush(seed, 32, 2, faults);
        assert!(left.wrong.is_empty() && left.reading <= LIST_OPERATIONS + CROSSED_STALLS, "{seed}: {left:?}");
    }
}

#[test]
fn a_list_is_exactly_right_after_a_rush_in_which_callers_stall_and_die() {
    for seed in rushes() {
        let faults = Faults { kill: 50, fail: 50, pause: 100, long_pause: 50, ..Faults::default() };
        let left = list_rush::rush(seed, 64, 2, faults);
        let most = LIST_OPERATIONS + OPERATIONS_FOR_EACH_LOST * left.lost as u64;
        assert!(left.wrong.is_empty() && left.reading <= most, "{seed}: {left:?}");
    }
}
