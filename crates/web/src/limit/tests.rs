//! Limits as callers meet them.

use std::time::Duration;

use axum::response::IntoResponse;
use futures::executor::block_on;

use super::{Limit, SUBMISSIONS, WrongCodes};
use crate::caller::Caller;
use crate::problem::Problem;
use crate::testing::{TestHost, header, request};

fn from(address: &str) -> Caller {
    Caller::from_headers(request("GET", "/", &[("spin-client-addr", address)], "").headers(), 0)
}

fn count(host: &TestHost, address: &str) -> Result<(), u16> {
    block_on(SUBMISSIONS.count(&host.app(), &from(address))).map_err(|problem| problem.status().as_u16())
}

#[test]
fn thirty_pass_in_an_hour_and_the_next_is_told_when_to_come_back() {
    let host = TestHost::at("2026-11-21T10:59:00Z");
    for _ in 0..30 {
        assert_eq!(count(&host, "192.0.2.1:1"), Ok(()));
    }
    let refused = block_on(SUBMISSIONS.count(&host.app(), &from("192.0.2.1:1"))).unwrap_err().into_response();
    assert_eq!(refused.status(), 429);
    assert_eq!(header(&refused, "retry-after"), Some("60"));
    assert_eq!(header(&refused, "ratelimit"), Some("\"submissions\";r=0;t=60"));
    assert_eq!(header(&refused, "ratelimit-policy"), Some("\"submissions\";q=30;w=3600"));

    assert_eq!(count(&host, "192.0.2.2:1"), Ok(()), "another caller has its own count");
    host.env.pass(Duration::from_secs(59));
    assert_eq!(count(&host, "192.0.2.1:1"), Err(429), "the hour is not over");
    host.env.pass(Duration::from_secs(1));
    assert_eq!(count(&host, "192.0.2.1:1"), Ok(()), "a new hour");
}

#[test]
fn one_ipv6_network_is_one_caller() {
    let host = TestHost::at("2026-11-21T10:00:00Z");
    for last in 0..30 {
        assert_eq!(count(&host, &format!("[2001:db8::{last}]:1")), Ok(()));
    }
    assert_eq!(count(&host, "[2001:db8::ffff]:1"), Err(429));
    assert_eq!(count(&host, "[2001:db8:0:1::]:1"), Ok(()), "the network beside it");
}

#[test]
fn a_count_costs_one_operation_and_leaves_one_key() {
    let host = TestHost::at("2026-11-21T10:00:00Z");
    let app = host.app();
    for hour in 0..5 {
        block_on(SUBMISSIONS.count(&app, &from("192.0.2.1:1"))).unwrap();
        block_on(SUBMISSIONS.count(&app, &from("192.0.2.1:1"))).unwrap();
        assert_eq!(app.store().operations(), 3 * (hour + 1), "two counts and a deletion of the hour before");
        host.env.pass(Duration::from_secs(3600));
    }
    assert_eq!(host.store.keys().len(), 1);
}

#[test]
fn no_address_stands_in_a_key() {
    let host = TestHost::at("2026-11-21T10:00:00Z");
    count(&host, "192.0.2.1:1").unwrap();
    assert!(host.store.keys().iter().all(|key| key.starts_with("limit/submissions/") && !key.contains("192.0.2")));
}

#[test]
fn what_cannot_be_counted_does_not_pass() {
    let host = TestHost::at("2026-11-21T10:00:00Z");
    host.store.fail(true);
    assert_eq!(count(&host, "192.0.2.1:1"), Err(503));
}

#[test]
fn a_limit_without_a_window_or_before_the_epoch_does_no_harm() {
    let host = TestHost::at("1969-12-31T23:59:59Z");
    let odd = Limit { name: "odd", max: 1, window_seconds: 0 };
    assert!(block_on(odd.count(&host.app(), &from("192.0.2.1:1"))).is_ok());
    assert_eq!(SUBMISSIONS.window(&host.app()).seconds_left, 1);
}

const ENQUIRY: &str = "ENQ-4K7M-9PX3";

fn admitted(host: &TestHost, address: &str, reference: &str) -> u16 {
    let app = host.app();
    block_on(WrongCodes::of(&app, &from(address), reference).admit()).map_or_else(status, |()| 200)
}

fn failed(host: &TestHost, address: &str, reference: &str) -> u16 {
    let app = host.app();
    status(block_on(WrongCodes::of(&app, &from(address), reference).failed()))
}

fn status(problem: Problem) -> u16 {
    problem.status().as_u16()
}

#[test]
fn after_ten_wrong_codes_even_the_right_one_is_refused_there_for_the_hour() {
    let host = TestHost::at("2026-11-21T10:00:00Z");
    for _ in 0..10 {
        assert_eq!(admitted(&host, "192.0.2.1:1", ENQUIRY), 200);
        assert_eq!(failed(&host, "192.0.2.1:1", ENQUIRY), 404);
    }
    assert_eq!(admitted(&host, "192.0.2.1:1", ENQUIRY), 429);
    assert_eq!(failed(&host, "192.0.2.1:1", ENQUIRY), 429, "one that was admitted before the stop");
    assert_eq!(admitted(&host, "192.0.2.2:1", ENQUIRY), 200, "the family itself, elsewhere");
    assert_eq!(admitted(&host, "192.0.2.1:1", "ENQ-2222-2222"), 200, "another enquiry");
    host.env.pass(Duration::from_secs(3600));
    assert_eq!(admitted(&host, "192.0.2.1:1", ENQUIRY), 200, "the next hour");
}

#[test]
fn a_hundred_wrong_codes_on_any_references_stop_a_network() {
    let host = TestHost::at("2026-11-21T10:00:00Z");
    for number in 0..100 {
        assert_eq!(failed(&host, "192.0.2.1:1", &format!("ENQ-{number}")), 404);
    }
    assert_eq!(admitted(&host, "192.0.2.1:1", "ENQ-never-tried"), 429);
    assert_eq!(failed(&host, "192.0.2.1:1", "ENQ-never-tried"), 429);
    assert_eq!(admitted(&host, "192.0.2.2:1", "ENQ-never-tried"), 200);
}

#[test]
fn a_reader_with_the_right_code_costs_one_operation_and_writes_nothing() {
    let host = TestHost::at("2026-11-21T10:00:00Z");
    let app = host.app();
    block_on(WrongCodes::of(&app, &from("192.0.2.1:1"), ENQUIRY).admit()).unwrap();
    assert_eq!(app.store().operations(), 1);
    assert!(host.store.keys().is_empty());
}

#[test]
fn a_wrong_code_costs_two_operations_more_and_the_first_of_an_hour_clears_the_hour_before() {
    let host = TestHost::at("2026-11-21T10:00:00Z");
    for _ in 0..11 {
        failed(&host, "192.0.2.1:1", ENQUIRY);
    }
    host.env.pass(Duration::from_secs(3600));
    failed(&host, "192.0.2.1:1", ENQUIRY);
    assert_eq!(host.store.keys().len(), 2, "{:?}", host.store.keys());

    let app = host.app();
    block_on(WrongCodes::of(&app, &from("192.0.2.1:1"), ENQUIRY).failed());
    assert_eq!(app.store().operations(), 2);
}

#[test]
fn a_store_that_fails_answers_503_and_not_404() {
    let host = TestHost::at("2026-11-21T10:00:00Z");
    host.store.fail(true);
    assert_eq!(admitted(&host, "192.0.2.1:1", ENQUIRY), 503);
    assert_eq!(failed(&host, "192.0.2.1:1", ENQUIRY), 503);
}
