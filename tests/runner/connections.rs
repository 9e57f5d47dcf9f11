//! Connections as real clients, and unreal ones, use them.

use crate::support::{STORE, bounds, manifest, read_to_end, serve, serve_within};
use runner::Limits;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

#[tokio::test(flavor = "multi_thread")]
async fn a_head_too_large_is_431_and_others_are_not_disturbed() {
    let served = serve(&manifest("")).await;
    let long = "x".repeat(64 * 1024);
    let head = format!("GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: {long}\r\n\r\n");
    let answer = served.raw(head).await;
    assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
    assert_eq!(served.get("/hello").await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_outlives_a_head_too_large() {
    let served = serve(&manifest("")).await;
    let long = "x".repeat(64 * 1024);
    let both = format!(
        "GET /hello HTTP/1.1\r\nHost: x\r\nX-Long: {long}\r\n\r\n\
        GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    );
    let answers = served.raw(both).await;
    assert!(answers.starts_with("HTTP/1.1 431 ") && answers.contains("HTTP/1.1 200 OK"), "{answers}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_head_within_the_bound_is_served() {
    let served = serve(&manifest("")).await;
    let answer = served.request("/hello").header("x-long", "x".repeat(16 * 1024)).send().await.unwrap();
    assert_eq!(answer.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn pipelined_requests_are_answered_in_their_order() {
    let served = serve(&manifest("")).await;
    let mut requests = String::new();
    for word in ["one", "two", "three"] {
        requests += &format!("POST /world/echo HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{word}", word.len());
    }
    requests += "GET /trouble/wait?ms=50 HTTP/1.1\r\nHost: x\r\n\r\n";
    requests += "GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let answers = served.raw(requests).await;
    let places: Vec<_> = ["one", "two", "three", "waited", "hello"]
        .map(|word| answers.find(word))
        .into_iter()
        .collect::<Option<_>>()
        .unwrap();
    assert!(places.is_sorted(), "{answers}");
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_leaves_half_way_harms_nobody() {
    let served = serve(&manifest(STORE)).await;
    for half in [
        "GET /hel",
        "POST /world/length HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nonly this",
        "GET /trouble/wait?ms=100 HTTP/1.1\r\nHost: x\r\n\r\n",
    ] {
        for _ in 0..20 {
            let mut stream = served.connect().await;
            stream.write_all(half.as_bytes()).await.unwrap();
        }
    }
    for _ in 0..20 {
        assert_eq!(served.get("/hello").await.0, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_never_finishes_its_head_is_let_go() {
    let limits = Limits { head_read: Duration::from_millis(200), ..bounds() };
    let served = serve_within(limits).await;
    for begun in ["", "P", "GET /hello HTTP/1.1\r\nHost: x\r\n"] {
        let mut stream = served.connect().await;
        stream.write_all(begun.as_bytes()).await.unwrap();
        // Comes back only because the server closes.
        let rest = read_to_end(&mut stream).await;
        assert!(!rest.contains("200 OK"), "{begun:?}: {rest}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_answer_is_not_a_slow_head() {
    let limits = Limits { head_read: Duration::from_millis(100), ..bounds() };
    let served = serve_within(limits).await;
    assert_eq!(served.get("/trouble/wait?ms=400").await, (200, "waited".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn http_2_is_spoken_without_being_negotiated() {
    let served = serve(&manifest("")).await;
    let client = reqwest::Client::builder().http2_prior_knowledge().build().unwrap();
    let answer = client.get(format!("{}/world/headers", served.running.url())).send().await.unwrap();
    assert_eq!(answer.version(), reqwest::Version::HTTP_2);
    assert!(answer.text().await.unwrap().contains("spin-client-addr: "));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_http_is_refused() {
    let served = serve(&manifest("")).await;
    let answer = served.raw("\u{0}\u{1}\u{2} nonsense\r\n\r\n").await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400 "), "{answer}");
    assert_eq!(served.get("/hello").await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_component_s_lines_come_out_whole() {
    let served = serve(&manifest("")).await;
    let long = "w".repeat(500);
    let say = format!("/world/say?line={long}");
    futures::future::join_all((0..50).map(|_| served.get(&say))).await;
    let lines = served.running.lines();
    assert_eq!(lines.len(), 50);
    assert!(lines.iter().all(|line| *line == long));
    let mut stream = served.connect().await;
    stream.write_all(b"GET /hello HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    assert!(stream.read_u8().await.is_ok());
}
