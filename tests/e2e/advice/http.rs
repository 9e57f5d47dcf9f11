//! What every answer has, whoever asks: methods, headers, documents, versions, and clients that misbehave on the wire.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use crate::door::{Door, story};
use crate::people::{Family, Staff, a_question};

const ENQUIRIES: &str = "/api/v1/advice/enquiries";

#[test]
fn an_unknown_path_is_not_found_and_a_wrong_method_is_told_the_right_ones() {
    story(|door| async move {
        for path in
            ["/api/v1/nothing", "/api/v1/advice/nothing", "/api/v1/desk/nothing", "/api/v1/advice/enquiries/x/y"]
        {
            door.get(path).send().await.tells(404, "not-found");
        }
        for (method, path, allowed) in [
            (Method::DELETE, ENQUIRIES, vec!["GET", "POST"]),
            (Method::PUT, "/api/v1/advice/remit", vec!["GET"]),
            (Method::GET, "/api/v1/advice/enquiries/ENQ-4K7M-95XW/thread", vec!["POST"]),
            (Method::PATCH, "/api/v1/desk/keys", vec!["GET", "POST"]),
            (Method::POST, "/api", vec!["GET"]),
        ] {
            let answer = door.ask(method.clone(), path).send().await.tells(405, "method-not-allowed");
            let allow = answer.header("allow").unwrap();
            assert!(allowed.iter().all(|method| allow.contains(method)), "{method} {path}: {allow}");
        }
    });
}

#[test]
fn every_answer_carries_the_headers_that_protect_its_reader() {
    story(|door| async move {
        for answer in [
            door.get("/health").send().await,
            door.get("/nothing").send().await,
            door.get("/api/v1/nothing").send().await,
            door.get(ENQUIRIES).send().await,
            door.get("/api/v1/advice/remit?route=adoption").send().await,
        ] {
            let policy = answer.header("content-security-policy").unwrap();
            assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
            for (name, value) in [
                ("referrer-policy", "no-referrer"),
                ("x-content-type-options", "nosniff"),
                ("cache-control", "no-store"),
                ("cross-origin-opener-policy", "same-origin"),
            ] {
                assert_eq!(answer.header(name), Some(value));
            }
            assert!(answer.header("strict-transport-security").is_some());
            assert_eq!(answer.header("x-request-id").unwrap().len(), 16);
        }
    });
}

#[test]
fn each_area_describes_itself_and_the_site_lists_the_descriptions() {
    story(|door| async move {
        let listed = door.get("/api").send().await.is(200).json().to_string();
        for area in ["advice", "desk"] {
            let path = format!("/api/v1/{area}/openapi.json");
            assert!(listed.contains(&path));
            let document = door.get(&path).send().await.is(200).json();
            assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
            assert!(!document["paths"].as_object().unwrap().is_empty());
        }
        let document = door.get("/api/v1/advice/openapi.json").send().await.json();
        let paths = document["paths"].as_object().unwrap();
        for (path, operations) in paths {
            for (method, operation) in operations.as_object().unwrap() {
                assert!(operation["summary"].is_string(), "{method} {path} says what it does");
                let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
                let path = path.replace("{reference}", "ENQ-4K7M-95XW").replace("{number}", "1");
                let answer = door.another_caller().ask(method.clone(), &path).send().await;
                assert_ne!(answer.status, 405, "{method} {path} is served");
                assert!(answer.status.is_client_error() || answer.status.is_success());
            }
        }
    });
}

#[test]
fn a_reader_who_holds_the_version_is_told_so_and_sent_nothing() {
    story(|door| async move {
        let adviser = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let family = Family::asks(&door, &a_question()).await;
        let first = adviser.opens(&family).await;
        let again =
            door.get(&family.path()).key(&adviser.key).header("if-none-match", first.etag()).send().await.is(304);
        assert_eq!((again.text.as_str(), again.etag()), ("", first.etag()));
        adviser.steps(&family, "triage", &json!({})).await.is(200);
        door.get(&family.path()).key(&adviser.key).header("if-none-match", first.etag()).send().await.is(200);
    });
}

#[test]
fn reading_with_head_sends_the_headers_alone() {
    story(|door| async move {
        let answer = door.ask(Method::HEAD, "/api/v1/advice/remit?route=adoption").send().await.is(200);
        assert_eq!(answer.text, "");
    });
}

#[test]
fn a_header_of_64_kilobytes_is_refused_and_the_next_request_is_served() {
    story(|door| async move {
        let padding = format!("x-padding: {}\r\n", "a".repeat(64 * 1024));
        let answer = talk(&door, format!("GET /health HTTP/1.1\r\nhost: x\r\n{padding}\r\n").as_bytes());
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
        door.get("/health").send().await.is(200);
    });
}

#[test]
fn pipelined_requests_are_answered_in_their_order() {
    story(|door| async move {
        let request = |path: &str, last: &str| format!("GET {path} HTTP/1.1\r\nhost: x\r\n{last}\r\n");
        let sent =
            [request("/health", ""), request("/nothing", ""), request("/health", "connection: close\r\n")].concat();
        let answers = talk(&door, sent.as_bytes());
        let statuses: Vec<&str> = answers.split("HTTP/1.1 ").skip(1).map(|answer| &answer[..3]).collect();
        assert_eq!(statuses, ["200", "404", "200"]);
    });
}

#[test]
fn a_client_that_hangs_up_half_way_leaves_nothing_behind() {
    story(|door| async move {
        let body = a_question().to_string();
        let head = format!(
            "POST {ENQUIRIES} HTTP/1.1\r\nhost: x\r\nx-forwarded-for: {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            door.another_caller().address(),
            body.len() + 10,
        );
        for _ in 0..5 {
            let mut connection = TcpStream::connect(door.authority()).unwrap();
            connection.write_all(head.as_bytes()).unwrap();
            connection.write_all(body.as_bytes()).unwrap();
        }
        Family::asks(&door, &a_question()).await;
    });
}

/// Sends bytes and reads until the other side ends or falls silent.
fn talk(door: &Door, bytes: &[u8]) -> String {
    let mut connection = TcpStream::connect(door.authority()).unwrap();
    connection.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    // A host may refuse before everything is sent.
    let _ = connection.write_all(bytes);
    let mut answer = Vec::new();
    let mut part = [0; 4096];
    while let Ok(length) = connection.read(&mut part) {
        if length == 0 {
            break;
        }
        answer.extend_from_slice(&part[..length]);
    }
    String::from_utf8_lossy(&answer).into_owned()
}
