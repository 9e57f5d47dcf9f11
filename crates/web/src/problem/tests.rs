//! Every kind of problem as it is sent.

use axum::response::IntoResponse;
use domain::problems::{Code, Problems};
use serde_json::json;

use super::{KINDS, Problem};
use crate::testing::{body_json, header};

fn wrong() -> Problems {
    let mut problems = Problems::one("#/name", Code::CannotBeEmpty, "Enter your name");
    problems.extend(Problems::one("#/child/Jasmine", Code::UnknownField, "Jasmine is not a field"));
    problems
}

#[test]
fn each_case_of_the_table_has_its_status_and_slug() {
    let cases = [
        (Problem::malformed("x"), 400, "malformed"),
        (Problem::bad_query(&wrong()), 400, "bad-query"),
        (Problem::unauthenticated(), 401, "unauthenticated"),
        (Problem::forbidden(), 403, "forbidden"),
        (Problem::cross_site(), 403, "cross-site"),
        (Problem::not_found(), 404, "not-found"),
        (Problem::method_not_allowed(), 405, "method-not-allowed"),
        (Problem::conflict("closed", "x"), 409, "conflict"),
        (Problem::gone("x"), 410, "gone"),
        (Problem::stale(), 412, "stale"),
        (Problem::too_large(), 413, "too-large"),
        (Problem::unsupported_media_type("application/json"), 415, "unsupported-media-type"),
        (Problem::validation(&wrong()), 422, "validation"),
        (Problem::idempotency_key_reused(), 422, "idempotency-key-reused"),
        (Problem::if_match_required(), 428, "if-match-required"),
        (Problem::too_many(60), 429, "too-many"),
        (Problem::internal("x"), 500, "internal"),
        (Problem::unavailable("x"), 503, "unavailable"),
    ];
    assert_eq!(cases.len(), KINDS.len(), "every kind is made by someone");
    for (problem, status, slug) in cases {
        let answer = problem.into_response();
        assert_eq!(answer.status(), status, "{slug}");
        assert_eq!(header(&answer, "content-type"), Some("application/problem+json"), "{slug}");
        let body = body_json(answer);
        assert_eq!(body["type"], format!("/problems/{slug}"));
        assert_eq!(body["status"], status, "{slug}");
        assert!(body["title"].as_str().is_some_and(|title| title.len() > 10), "{slug}");
    }
}

#[test]
fn a_validation_problem_lists_every_field() {
    let body = body_json(Problem::validation(&wrong()).into_response());
    let expected = json!({
        "type": "/problems/validation",
        "title": "There is a problem with your request",
        "status": 422,
        "errors": [
            {"pointer": "#/name", "code": "CANNOT_BE_EMPTY", "detail": "Enter your name"},
            {"pointer": "#/child/Jasmine", "code": "UNKNOWN_FIELD", "detail": "Jasmine is not a field"},
        ],
    });
    assert_eq!(body, expected);
}

#[test]
fn the_log_s_words_and_the_reader_s_words_never_meet() {
    let problem = Problem::validation(&wrong());
    assert_eq!(problem.to_string(), "422 validation: #/name CANNOT_BE_EMPTY, #/child/* UNKNOWN_FIELD");
    let body = body_json(Problem::internal("no such table").into_response()).to_string();
    assert!(!body.contains("table"), "{body}");
}

#[test]
fn what_is_said_beside_a_form_is_said_of_its_fields_or_of_what_happened() {
    assert_eq!(Problem::validation(&wrong()).sentences(), ["Enter your name", "Jasmine is not a field"]);
    assert_eq!(Problem::conflict("closed", "Reopen it first").sentences(), ["Reopen it first"]);
    assert_eq!(Problem::stale().sentences(), [Problem::stale().kind().title]);
}

#[test]
fn headers_say_what_to_do_next() {
    let cases = [
        (Problem::unauthenticated(), "www-authenticate", "Bearer realm=\"front-door\""),
        (Problem::unsupported_media_type("application/json"), "accept", "application/json"),
        (Problem::too_many(60), "retry-after", "60"),
        (Problem::unavailable("x"), "retry-after", "2"),
    ];
    for (problem, name, value) in cases {
        assert_eq!(header(&problem.into_response(), name), Some(value));
    }
}

#[test]
fn what_is_too_large_is_told_how_large_it_may_be() {
    assert_eq!(Problem::too_large().detail_text(), Some("Send at most 256 kilobytes"));
    assert_eq!(Problem::larger_than(1_024_000).detail_text(), Some("Send at most 1,000 kilobytes"));
}

#[test]
fn a_conflict_says_how_things_stand() {
    let body =
        body_json(Problem::conflict("closed", "Reopen it first").member("closed_on", "2026-11-01").into_response());
    assert_eq!(Problem::conflict("closed", "Reopen it first").state(), Some("closed"));
    assert_eq!(body["state"], "closed");
    assert_eq!(body["detail"], "Reopen it first");
    assert_eq!(body["closed_on"], "2026-11-01");
}
