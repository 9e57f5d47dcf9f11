//! A request from end to end, natively.

use std::sync::Arc;

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use futures::executor::block_on;
use http::Method;
use records::KeyValue;
use serde_json::{Value, json};

use super::{Component, World};
use crate::testing::{Bench, body_json, body_text, header, request};
use crate::{Api, App, Created, HOME, Html, JsonBody, Path, Problem, Tagged, Visit, pages, routes};

/// Reads a thing.
#[utoipa::path(get, path = "", responses((status = 200)))]
async fn read_thing(app: App, Path(id): Path<String>) -> Result<Tagged<Value>, Problem> {
    app.store().get("thing").await?;
    if id == "none" { Err(Problem::not_found()) } else { Ok(Tagged { version: 3, body: json!({"id": id}) }) }
}

/// Makes a thing.
#[utoipa::path(post, path = "", responses((status = 201)))]
async fn make_thing(body: JsonBody) -> Created<Value> {
    Created { location: "/api/things/1".to_owned(), version: 1, body: body.0, replayed: false }
}

/// A page.
#[utoipa::path(get, path = "", responses((status = 200)))]
async fn leaflet() -> Html {
    Html::new(maud::html! { "leaflet" })
}

fn table() -> Api {
    Api::new("things", "Things", "For tests.")
        .document(r#"{"openapi": "3.1.0"}"#)
        .at("/api/things", routes!(make_thing))
        .at("/api/things/{id}", routes!(read_thing))
        .at("/leaflet", routes!(leaflet))
}

fn bench() -> Bench {
    Bench::at("2026-11-21T10:00:00Z")
}

fn answer(request: Request) -> Response {
    let component = Component::new("things", table, HOME);
    let bench = bench();
    block_on(component.answer(request, World::App(bench.app()), &bench.env))
}

#[test]
fn every_answer_has_a_request_id_and_the_security_headers() {
    for uri in ["/api/things/1", "/api/things/none", "/nowhere"] {
        let answer = answer(request("GET", uri, &[("x-request-id", "mine")], ""));
        assert_eq!(header(&answer, "x-request-id"), Some("0000000000000001"), "{uri}");
        assert_eq!(header(&answer, "cache-control"), Some("no-store"), "{uri}");
        assert_eq!(header(&answer, "x-content-type-options"), Some("nosniff"), "{uri}");
    }
}

#[test]
fn an_unknown_path_is_a_404_problem() {
    for uri in ["/api", "/api/", "/api/nowhere", "/api/things/", "/api/things/1/", "/api//things", "/api/things/%ff"] {
        let answer = answer(request("GET", uri, &[], ""));
        assert_eq!(answer.status(), 404, "{uri}");
        assert_eq!(body_json(answer)["type"], "/problems/not-found", "{uri}");
    }
}

#[test]
fn where_people_are_a_problem_is_a_page() {
    for (method, uri, status) in [("GET", "/", 404), ("GET", "//api/things", 404), ("POST", "/leaflet", 405)] {
        let answer = answer(request(method, uri, &[], ""));
        assert_eq!(answer.status(), status, "{uri}");
        assert_eq!(header(&answer, "content-type"), Some("text/html; charset=utf-8"), "{uri}");
        assert_eq!(header(&answer, "allow"), (status == 405).then_some("GET,HEAD"), "{uri}");
        assert_eq!(header(&answer, "cache-control"), Some("no-store"), "{uri}");
        assert!(body_text(answer).starts_with("<!DOCTYPE html>"), "{uri}");
    }
}

#[test]
fn a_page_that_tells_a_problem_has_no_body_for_head() {
    for uri in ["/leaflet", "/nowhere"] {
        assert_eq!(body_text(answer(request("HEAD", uri, &[], ""))), "", "{uri}");
    }
}

#[test]
fn a_page_of_a_failing_instance_shows_the_code_that_is_in_the_log() {
    let component = Component::new("things", table, HOME);
    let broken = World::Broken(Problem::unavailable("the host said no"));
    let answer = block_on(component.answer(request("GET", "/leaflet", &[], ""), broken, &bench().env));
    assert_eq!((answer.status().as_u16(), header(&answer, "retry-after")), (503, Some("2")));
    let id = header(&answer, "x-request-id").unwrap().to_owned();
    let page = body_text(answer);
    assert!(page.contains(&id) && !page.contains("the host said no"));
}

#[test]
fn a_wrong_method_is_a_405_problem_that_says_which_are_right() {
    let cases = [
        ("GET", "/api/things", "POST"),
        ("POST", "/api/things/1", "GET,HEAD"),
        ("OPTIONS", "/api/things/1", "GET,HEAD"),
    ];
    for (method, uri, allow) in
        cases.into_iter().chain([("BREW", "/api/things", "POST"), ("HEAD", "/api/things", "POST")])
    {
        let answer = answer(request(method, uri, &[], ""));
        assert_eq!(answer.status(), 405, "{method} {uri}");
        assert_eq!(header(&answer, "allow"), Some(allow), "{method} {uri}");
        assert_eq!(header(&answer, "content-type"), Some("application/problem+json"), "{method} {uri}");
        let body = body_text(answer);
        assert_eq!(body.is_empty(), method == "HEAD", "{method} {uri}");
    }
}

#[test]
fn head_is_get_without_a_body() {
    let answer = answer(request("HEAD", "/api/things/1", &[], ""));
    assert_eq!(answer.status(), 200);
    assert_eq!(header(&answer, "etag"), Some("\"3\""));
    assert_eq!(header(&answer, "content-length"), Some("10"));
    assert_eq!(body_text(answer), "");
}

#[test]
fn a_reader_who_holds_the_version_gets_304() {
    for (held, status) in [("\"3\"", 304), ("\"2\"", 200), ("W/\"3\"", 304), ("*", 304)] {
        let answer = answer(request("GET", "/api/things/1", &[("if-none-match", held)], ""));
        assert_eq!(answer.status(), status, "{held}");
        assert_eq!(header(&answer, "etag"), Some("\"3\""), "{held}");
        assert_eq!(body_text(answer).is_empty(), status == 304, "{held}");
    }
}

#[test]
fn a_component_that_cannot_start_says_so_to_the_log_and_not_to_the_caller() {
    let component = Component::new("things", table, HOME);
    let problem = Problem::internal("the variable secret is not set");
    let answer =
        block_on(component.answer(request("GET", "/api/things/1", &[], ""), World::Broken(problem), &bench().env));
    assert_eq!(answer.status(), 500);
    assert!(header(&answer, "x-request-id").is_some());
    assert!(!body_text(answer).contains("secret"));
}

#[test]
fn a_failing_store_is_503() {
    let bench = bench();
    bench.store.fail(true);
    let component = Component::new("things", table, HOME);
    let answer =
        block_on(component.answer(request("GET", "/api/things/1", &[], ""), World::App(bench.app()), &bench.env));
    assert_eq!(answer.status(), 503);
    assert_eq!(header(&answer, "retry-after"), Some("2"));
}

#[test]
fn a_handler_that_wants_a_store_where_there_is_none_is_our_fault() {
    let component = Component::new("things", table, HOME);
    let answer = block_on(component.answer(
        request("GET", "/api/things/1", &[], ""),
        World::Settings(Arc::default()),
        &bench().env,
    ));
    assert_eq!(answer.status(), 500);
}

#[test]
fn the_document_holds_what_the_table_holds() {
    let document: Value = serde_json::from_str(&table().to_document().unwrap()).unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let paths: Vec<_> = document["paths"].as_object().unwrap().keys().collect();
    assert_eq!(paths, ["/api/things", "/api/things/{id}", "/leaflet"]);
    let read = &document["paths"]["/api/things/{id}"]["get"];
    assert_eq!(read["summary"], "Reads a thing.");
    assert_eq!(read["operationId"], "read_thing");
    assert_eq!(read["parameters"][0]["name"], "id");
    let problem = &read["responses"]["default"]["content"]["application/problem+json"]["schema"]["$ref"];
    assert_eq!(problem, "#/components/schemas/Problem");
    assert!(document["components"]["schemas"]["Problem"]["properties"]["errors"].is_object());
}

#[test]
fn the_document_is_served_where_the_area_is() {
    let answer = answer(request("GET", "/api/v1/things/openapi.json", &[], ""));
    assert_eq!(header(&answer, "content-type"), Some("application/vnd.oai.openapi+json;version=3.1"));
    assert_eq!(body_json(answer), json!({"openapi": "3.1.0"}));
}

#[test]
fn a_document_that_is_not_what_the_code_says_is_noticed() {
    assert!(table().is_documented("/nowhere/openapi.json").is_err());
}

#[test]
fn the_log_line_names_the_route_and_never_the_path() {
    let mut response = answer(request("GET", "/api/things/ENQ-4K7M-9PX3", &[], ""));
    let line = || crate::log::Line {
        time: "2026-11-21T10:00:00Z".parse().unwrap(),
        component: "things",
        request_id: "0000000000000001",
        method: crate::log::method_name(&Method::from_bytes(b"EVIL").unwrap()),
        route: None,
        status: 0,
        milliseconds: 1.25,
        key_value_operations: 2,
        waiting: None,
        problem: None,
        cause: None,
    };
    response.extensions_mut().insert(Problem::stale().cause("because"));
    let text = serde_json::to_value(line().answered(&response)).unwrap();
    let expected = json!({
        "time": "2026-11-21T10:00:00Z", "component": "things", "request_id": "0000000000000001", "method": "OTHER",
        "route": "/api/things/{id}", "status": 200, "milliseconds": 1.25, "key_value_operations": 2,
        "problem": "stale", "cause": "because",
    });
    assert_eq!(text, expected);

    let page = Html::new(maud::html! { "nobody" }).cause("the other host is down").into_response();
    let text = serde_json::to_value(line().answered(&page)).unwrap();
    assert_eq!((&text["problem"], &text["cause"]), (&json!(null), &json!("the other host is down")));
}

/// A page for staff.
async fn back_room(visit: Visit) -> Result<Html, Problem> {
    visit.staff().await?;
    Ok(Html::new(maud::html! { "back room" }))
}

#[test]
fn a_visitor_who_has_to_sign_in_first_is_sent_there_and_what_they_sent_is_kept() {
    let component =
        Component::new("things", || Api::undocumented().page("/room", pages!(get back_room, post back_room)), HOME);
    let bench = bench();
    let answer = |request| block_on(component.answer(request, World::App(bench.app()), &bench.env));
    let looked = answer(request("GET", "/room?a=b&c", &[], ""));
    assert_eq!(
        (looked.status().as_u16(), header(&looked, "location")),
        (303, Some("/sign-in?back=%2Froom%3Fa%3Db%26c"))
    );
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let sent = answer(request("POST", "/room", &form, "text=typed"));
    assert_eq!(sent.status(), 401);
    let html = body_text(sent);
    assert!(html.contains("name=\"text\" value=\"typed\"") && html.contains("Sign in again"), "{html}");
}
