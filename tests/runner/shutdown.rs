//! A stop finishes what was accepted and takes nothing new.

use crate::support::{STORE, bounds, manifest, read_to_end, serve, serve_within};
use runner::Limits;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

#[tokio::test(flavor = "multi_thread")]
async fn accepted_requests_are_finished_and_later_ones_refused() {
    let served = serve(&manifest(STORE)).await;
    let address = served.running.address();
    let mut waiting = served.connect().await;
    waiting.write_all(b"GET /trouble/wait?ms=500&line=begun HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    served.heard("begun").await;
    let mut idle = served.connect().await;
    // Connections are taken in turn: an answer on a later one shows that the idle one was taken.
    assert_eq!(served.get("/hello").await.0, 200);

    served.running.stop().await;
    assert!(read_to_end(&mut waiting).await.contains("waited"));
    assert_eq!(read_to_end(&mut idle).await, "");
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wait_for_them_is_bounded() {
    let served = serve_within(Limits { shutdown_grace: Duration::from_millis(100), ..bounds() }).await;
    let mut waiting = served.connect().await;
    waiting.write_all(b"GET /trouble/wait?ms=600000&line=begun HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    served.heard("begun").await;
    served.running.stop().await;
    assert_eq!(read_to_end(&mut waiting).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_served_one_after_another_is_gone_without_waiting() {
    const HOSTS: usize = 60;
    let before = engines();
    for _ in 0..HOSTS {
        let served = serve(&manifest("")).await;
        assert_eq!(served.get("/hello").await.0, 200);
        served.running.stop().await;
    }
    // Other tests in this process have theirs.
    let after = engines();
    assert!(after < before + HOSTS / 2, "{before} engines before, {after} after {HOSTS} hosts");
}

/// How many engines live in this process: each has a thread that interrupts what computes in it.
fn engines() -> usize {
    let threads = std::fs::read_dir("/proc/self/task").unwrap();
    threads
        .filter_map(|thread| std::fs::read_to_string(thread.ok()?.path().join("comm")).ok())
        .filter(|name| name == "epochs\n")
        .count()
}
