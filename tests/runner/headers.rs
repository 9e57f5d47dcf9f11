//! What a component is told about how it was reached.

use crate::support::{Served, serve, with_routes};
use std::collections::HashMap;

async fn told(served: &Served, path: &str, more: &[(&str, &str)]) -> HashMap<String, Vec<String>> {
    let mut request = served.request(path);
    for (name, value) in more {
        request = request.header(*name, *value);
    }
    let text = request.send().await.unwrap().text().await.unwrap();
    let mut told: HashMap<String, Vec<String>> = HashMap::new();
    for line in text.lines() {
        let (name, value) = line.split_once(": ").unwrap();
        told.entry(name.to_owned()).or_default().push(value.to_owned());
    }
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn a_component_is_told_what_spin_would_tell_it() {
    let served = serve(&with_routes(&["/a/:Kind/..."], "")).await;
    let told = told(&served, "/a/tea/world/headers?with=milk", &[]).await;
    let authority = served.running.address().to_string();
    for (name, expected) in [
        ("spin-path-info", "/world/headers".to_owned()),
        ("spin-full-url", format!("http://{authority}/a/tea/world/headers?with=milk")),
        ("spin-matched-route", "/a/:Kind/...".to_owned()),
        ("spin-base-path", "/".to_owned()),
        ("spin-raw-component-route", "/a/:Kind/...".to_owned()),
        ("spin-component-route", "/a/:Kind".to_owned()),
        ("spin-path-match-kind", "tea".to_owned()),
    ] {
        assert_eq!(told[name], [expected], "{name}");
    }
    let client: std::net::SocketAddr = told["spin-client-addr"][0].parse().unwrap();
    assert_eq!(client.ip(), served.running.address().ip());
    assert_ne!(client.port(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_cannot_forge_them() {
    let served = serve(&with_routes(&["/..."], "")).await;
    let forged = [
        ("spin-client-addr", "10.0.0.1:1"),
        ("Spin-Full-Url", "https://elsewhere/"),
        ("SPIN-PATH-MATCH-ROLE", "admin"),
        ("spin-anything-else", "x"),
    ];
    let told = told(&served, "/world/headers", &forged).await;
    assert_eq!(told["spin-client-addr"].len(), 1);
    assert!(!told["spin-client-addr"][0].starts_with("10."));
    assert_eq!(told["spin-full-url"], [format!("{}/world/headers", served.running.url())]);
    assert!(!told.contains_key("spin-path-match-role"));
    assert!(!told.contains_key("spin-anything-else"));
}

#[tokio::test(flavor = "multi_thread")]
async fn other_headers_pass_even_twice() {
    let served = serve(&with_routes(&["/..."], "")).await;
    let told = told(&served, "/world/headers", &[("x-other", "one"), ("x-other", "two")]).await;
    assert_eq!(told["x-other"], ["one", "two"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_different_hosts_are_a_bad_request() {
    let served = serve(&with_routes(&["/..."], "")).await;
    let answer =
        served.raw("GET http://a.example/hello HTTP/1.1\r\nHost: b.example\r\nConnection: close\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    let answer = served.raw("GET /hello HTTP/1.1\r\nConnection: close\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
}
