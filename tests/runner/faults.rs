//! The switch by which tests make the store fail.

use crate::support::{STORE, Served, manifest, try_serve};
use runner::{Fault, Faults, Operation, When};
use std::time::{Duration, Instant};

async fn served(faults: &Faults) -> Served {
    try_serve(&manifest(STORE), |builder| builder.faults(faults.clone())).await.unwrap()
}

const WRITE: &str = "/wasi/count-and-write?store=default";

#[tokio::test(flavor = "multi_thread")]
async fn the_nth_operation_fails_and_has_not_happened() {
    let faults = Faults::default();
    let served = served(&faults).await;
    faults.inject(When::operation(Operation::Set).nth(2), Fault::Fail);
    assert_eq!(served.post(WRITE, "a").await.0, 200);
    assert_eq!(served.post(WRITE, "b").await.0, 502);
    assert_eq!(served.post(WRITE, "c").await.0, 200);
    assert_eq!(served.want("/kv/keys?store=default", "").await, "number\nrecord/1\nrecord/3");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_has_happened() {
    let faults = Faults::default();
    let served = served(&faults).await;
    faults.inject(When::any().key_prefix("record/").nth(1), Fault::LoseAnswer);
    assert_eq!(served.post(WRITE, "a").await.0, 502);
    assert_eq!(served.want("/kv/get?store=default&key=record/1", "").await, "a");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_caller_gets_no_further_and_the_next_one_does() {
    let faults = Faults::default();
    let served = served(&faults).await;
    faults.inject(When::operation(Operation::Set), Fault::Kill);
    assert_eq!(served.post(WRITE, "a").await.0, 500);
    faults.clear();
    assert_eq!(served.want("/kv/keys?store=default", "").await, "number");
    assert_eq!(served.want(WRITE, "b").await, "2");
    assert!(served.running.lines().iter().any(|line| line.contains("killed by a test")));
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_nth_on_everything_fails_until_cleared() {
    let faults = Faults::default();
    let served = served(&faults).await;
    faults.inject(When::any().from_nth(3), Fault::Fail);
    assert_eq!(served.post(WRITE, "a").await.0, 200);
    for _ in 0..3 {
        assert_eq!(served.post(WRITE, "b").await.0, 502);
    }
    faults.clear();
    assert_eq!(served.post(WRITE, "c").await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delayed_operation_happens_later() {
    let faults = Faults::default();
    let served = served(&faults).await;
    let delay = Duration::from_millis(50);
    faults.inject(When::operation(Operation::Increment), Fault::Delay(delay));
    let begun = Instant::now();
    assert_eq!(served.post(WRITE, "a").await.0, 200);
    assert!(begun.elapsed() >= delay);
}

#[tokio::test(flavor = "multi_thread")]
async fn operations_are_recorded_with_their_keys() {
    let faults = Faults::default();
    let served = served(&faults).await;
    faults.record();
    served.want(WRITE, "a").await;
    let seen: Vec<_> = faults.recorded().into_iter().map(|seen| (seen.operation, seen.keys.join(" "))).collect();
    assert_eq!(seen, [(Operation::Increment, "number".to_owned()), (Operation::Set, "record/1".to_owned())]);
    assert_eq!(faults.recorded(), [], "each is told once");
}
