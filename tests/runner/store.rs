//! Both key-value interfaces, as a component sees them.

use crate::support::{STORE, Served, manifest, serve};

async fn served() -> Served {
    serve(&manifest(STORE)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_is_written_read_and_removed() {
    let served = served().await;
    for area in ["kv", "wasi"] {
        let at = |deed: &str| format!("/{area}/{deed}?store=default&key={area}");
        assert_eq!(served.get(&at("get")).await.0, 404);
        assert_eq!(served.want(&at("exists"), "").await, "false");
        served.want(&at("set"), "first").await;
        served.want(&at("set"), "second").await;
        assert_eq!(served.want(&at("get"), "").await, "second");
        assert_eq!(served.want(&at("exists"), "").await, "true");
        served.want(&at("delete"), "").await;
        served.want(&at("delete"), "").await;
        assert_eq!(served.get(&at("get")).await.0, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_value_is_a_value() {
    let served = served().await;
    served.want("/kv/set?store=default&key=k", "").await;
    assert_eq!(served.get("/kv/get?store=default&key=k").await, (200, String::new()));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_key_is_listed() {
    let served = served().await;
    served.want("/wasi/set-many?store=default", "a=1\nb=2\nc=3").await;
    assert_eq!(served.want("/kv/keys?store=default", "").await, "a\nb\nc");
    assert_eq!(served.want("/wasi/keys?store=default", "").await, "a\nb\nc");
}

#[tokio::test(flavor = "multi_thread")]
async fn several_values_are_written_read_and_removed_at_once() {
    let served = served().await;
    served.want("/wasi/set-many?store=default", "a=1\nb=2\nc=3").await;
    assert_eq!(served.want("/wasi/get-many?store=default", "a\nmissing\nc").await, "a=1\nc=3");
    served.want("/wasi/delete-many?store=default", "a\nmissing\nb").await;
    assert_eq!(served.want("/wasi/keys?store=default", "").await, "c");
    for deed in ["get-many", "set-many", "delete-many"] {
        assert_eq!(served.want(&format!("/wasi/{deed}?store=default"), "").await, "", "{deed} of nothing");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_counter_counts() {
    let served = served().await;
    let add = |delta: i64| format!("/wasi/increment?store=default&key=n&delta={delta}");
    assert_eq!(served.want(&add(0), "").await, "0", "an absent counter is 0");
    assert_eq!(served.want("/kv/exists?store=default&key=n", "").await, "true", "and is there from then on");
    assert_eq!(served.want(&add(5), "").await, "5");
    assert_eq!(served.want(&add(-7), "").await, "-2");
    assert_eq!(served.want(&add(0), "").await, "-2");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_a_counter_is_not_counted() {
    let served = served().await;
    served.want("/kv/set?store=default&key=n", "not eight").await;
    for delta in [0, 1] {
        assert_eq!(served.get(&format!("/wasi/increment?store=default&key=n&delta={delta}")).await.0, 502);
    }
    assert_eq!(served.want("/kv/get?store=default&key=n", "").await, "not eight");
    let most = i64::MAX;
    assert_eq!(served.get(&format!("/wasi/increment?store=default&key=m&delta={most}")).await.0, 200);
    assert_eq!(served.get("/wasi/increment?store=default&key=m&delta=1").await.0, 502, "nor past its end");
}

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_callers_get_distinct_numbers() {
    let served = served().await;
    let mut calls = Vec::new();
    for _ in 0..200 {
        calls.push(served.want("/wasi/increment?store=default&key=n&delta=1", ""));
    }
    let mut numbers: Vec<u32> =
        futures::future::join_all(calls).await.iter().map(|number| number.parse().unwrap()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=200).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_swap_holds_against_whoever_came_between() {
    let served = served().await;
    served.want("/kv/set?store=default&key=k", "old").await;
    assert_eq!(served.want("/wasi/swap?store=default&key=k", "new").await, "swapped");
    let (status, words) = served.post("/wasi/swap?store=default&key=k&between=other", "newer").await;
    assert_eq!((status, words.as_str()), (502, "failed: other"));
    assert_eq!(served.want("/kv/get?store=default&key=k", "").await, "other");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_without_end_is_refused() {
    let served = served().await;
    let key = "k".repeat(5_000);
    assert_eq!(served.post(&format!("/kv/set?store=default&key={key}"), "v").await.0, 502);
    assert_eq!(served.want("/kv/keys?store=default", "").await, "");
}
