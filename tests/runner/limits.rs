//! One request's excess is not another's trouble.

use crate::support::{STORE, bounds, manifest, serve, serve_within};
use futures::future::join_all;
use runner::Limits;
use runner::limits::{INSTANCE_CONCURRENT_REQUESTS, INSTANCES_AT_ONCE};
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_that_computes_without_end_dies_and_others_go_on() {
    let limits = Limits { guest_spin: Duration::from_secs(1), ..bounds() };
    let served = serve_within(limits).await;
    let spun = tokio::spawn(served.request("/trouble/spin?line=spinning").send());
    // What was taken into the same instance before it looped dies with it, on every host; who comes later is not.
    served.heard("spinning").await;
    let answers = join_all((0..50).map(|_| served.get("/hello"))).await;
    assert!(answers.iter().all(|answer| answer.0 == 200), "{answers:?}");
    assert_eq!(spun.await.unwrap().unwrap().status(), 500);
    assert_eq!(served.get("/hello").await.0, 200);
    served.heard("\"guest\" died: it computed for too long").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_that_waits_for_a_value_by_looking_again_and_again_does_not_pass_for_one_that_loops() {
    let limits = Limits { guest_spin: Duration::from_millis(100), ..bounds() };
    let served = serve_within(limits).await;
    assert_eq!(served.want("/kv/watch?store=default&key=k&looks=500", "").await, "watched");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_kills_its_instance_only() {
    let served = serve(&manifest(STORE)).await;
    let (status, body) = served.get("/trouble/panic").await;
    assert_eq!(status, 500);
    assert!(body.contains("\"status\":500"), "{body}");
    assert_eq!(served.get("/hello").await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instance_has_only_so_much_memory() {
    let limits = Limits { instance_memory_bytes: 16 * 1024 * 1024, ..bounds() };
    let served = serve_within(limits).await;
    assert_eq!(served.get("/trouble/grow?bytes=4000000").await.0, 200);
    assert_eq!(served.get("/trouble/grow?bytes=20000000").await.0, 500);
    assert_eq!(served.get("/hello").await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_has_only_so_much_time() {
    let limits = Limits { request: Duration::from_millis(200), ..bounds() };
    let served = serve_within(limits).await;
    for deed in ["wait", "block"] {
        let (status, _) = served.get(&format!("/trouble/{deed}?ms=60000")).await;
        assert!([500, 504].contains(&status), "{deed}: {status}");
    }
    assert_eq!(served.get("/hello").await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn past_the_bound_requests_are_told_to_come_back() {
    let served = serve_within(Limits { requests_in_flight: 2, ..bounds() }).await;
    for line in ["first", "second"] {
        tokio::spawn(served.request(&format!("/trouble/wait?ms=600000&line={line}")).send());
        served.heard(line).await;
    }
    let answer = served.request("/hello").send().await.unwrap();
    assert_eq!(answer.status(), 503);
    assert_eq!(answer.headers()["retry-after"], "1");
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    assert_eq!(served.get("/.well-known/spin/health").await.0, 200, "which is not ill health");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_is_free_again_when_its_answer_is_out() {
    let served = serve_within(Limits { requests_in_flight: 1, ..bounds() }).await;
    for _ in 0..20 {
        assert_eq!(served.get("/hello").await.0, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_waiting_requests_do_not_wait_for_each_other() {
    let served = serve(&manifest(STORE)).await;
    let answers = join_all((0..100).map(|_| served.get("/trouble/wait?ms=300"))).await;
    assert!(answers.iter().all(|answer| answer.0 == 200));
    let answers = join_all((0..100).map(|_| served.get("/trouble/block?ms=50"))).await;
    assert!(answers.iter().all(|answer| answer.0 == 200));
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_rush_requests_share_instances_and_whoever_finds_no_room_gets_a_new_one() {
    let served = serve(&manifest(STORE)).await;
    let firsts = async |ms: u32, requests: usize| {
        let path = format!("/trouble/count?ms={ms}");
        let answers = join_all((0..requests).map(|_| served.get(&path))).await;
        assert!(answers.iter().all(|answer| answer.0 == 200), "{answers:?}");
        answers.iter().filter(|(_, count)| count == "1").count()
    };
    let instances = firsts(50, 64).await;
    assert!((1..=INSTANCES_AT_ONCE).contains(&instances), "{instances} instances for 64 requests");
    let more = firsts(1_000, (INSTANCES_AT_ONCE + 2) * INSTANCE_CONCURRENT_REQUESTS).await;
    assert!(instances + more > INSTANCES_AT_ONCE, "{instances} and {more}");
}

const MIB: usize = 1024 * 1024;

#[tokio::test(flavor = "multi_thread")]
async fn a_body_up_to_the_bound_is_passed_on() {
    let served = serve(&manifest("")).await;
    let body = "x".repeat(MIB);
    assert_eq!(served.want("/world/length", &body).await, MIB.to_string());
    assert_eq!(served.want("/world/echo", &body).await, body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_over_the_bound_is_refused_however_it_is_sent() {
    let served = serve(&manifest("")).await;
    let head = format!("POST /world/length HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n", MIB + 1);
    let told = served.raw(head).await;
    assert!(told.starts_with("HTTP/1.1 413 "), "{told}");
    assert!(told.contains("application/problem+json"), "{told}");

    let head = "POST /world/length HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
    let mut untold = head.as_bytes().to_vec();
    untold.extend(format!("{:x}\r\n", MIB + 1).into_bytes());
    untold.extend(vec![b'x'; MIB + 1]);
    untold.extend(b"\r\n0\r\n\r\n");
    let untold = served.raw(untold).await;
    assert!(untold.starts_with("HTTP/1.1 413 "), "{untold}");
    assert_eq!(served.get("/hello").await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_hears_the_answer_to_a_body_nobody_reads() {
    let served = serve(&manifest("")).await;
    for (path, length, status) in [("/world/length", 10 * MIB, 413), ("/trouble/deaf", MIB, 200)] {
        let answer = served.request(path).body(vec![b'x'; length]).send().await.unwrap();
        assert_eq!(answer.status(), status, "{path}");
    }
}
