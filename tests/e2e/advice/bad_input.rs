//! Bad input of every kind: a clear error, nothing done, and the door stays open for the next caller.

use serde_json::{Value, json};

use crate::door::{Ask, Door, story};
use crate::people::{Family, a_question, a_question_about_a_child};

const ENQUIRIES: &str = "/api/v1/advice/enquiries";

fn raw(door: &Door, body: impl Into<reqwest::Body>) -> Ask {
    let ask = door.another_caller().ask(reqwest::Method::POST, ENQUIRIES);
    ask.header("content-type", "application/json").body(body)
}

#[test]
fn what_is_not_json_is_refused_with_the_place_where_it_stops_being_json() {
    story(|door| async move {
        let nested = "[".repeat(10_000);
        let cases: &[(&[u8], &str)] = &[
            (b"", "nothing"),
            (b"{\"kind\": \"gen", "truncated"),
            (nested.as_bytes(), "nested 10,000 deep"),
            (b"{\"name\": \"\\ud800\"}", "a lone surrogate"),
            (b"{\"name\": \"\xff\xfe\"}", "not UTF-8"),
            (b"{\"name\": \"a\nb\"}", "a raw control character"),
            (b"{\"kind\":\"general\",\"kind\":\"general\"}", "a name twice"),
            (b"{} {}", "more after the end"),
            (b"{kind: general}", "no quotes"),
            (b"\xef\xbb\xbf{}", "a byte order mark"),
        ];
        for (body, why) in cases {
            let problem = raw(&door, body.to_vec()).send().await.tells(400, "malformed");
            assert!(!problem.text.contains("general"), "{why}: nothing that was sent is repeated");
            assert!(problem.json()["detail"].is_string(), "{why}");
        }
    });
}

#[test]
fn what_is_json_but_no_question_is_told_everything_at_once() {
    story(|door| async move {
        for body in [json!(null), json!([]), json!("x"), json!(7)] {
            raw(&door, body.to_string()).send().await.tells(422, "validation");
        }
        let body = json!({
            "kind": 7, "relationship": [], "route": "pigeon", "educated_in": "90", "topics": "send",
            "question": "x".repeat(3_001), "name": "", "reply": {"by": "email", "email": "robin"}, "colour": "red",
        });
        let errors = raw(&door, body.to_string()).send().await.tells(422, "validation").errors();
        let expected = [
            ("#/kind", "INVALID_FORMAT"),
            ("#/relationship", "INVALID_FORMAT"),
            ("#/route", "INVALID_VALUE"),
            ("#/educated_in", "INVALID_FORMAT"),
            ("#/topics", "INVALID_FORMAT"),
            ("#/question", "INVALID_LENGTH"),
            ("#/name", "CANNOT_BE_EMPTY"),
            ("#/reply/email", "INVALID_FORMAT"),
            ("#/colour", "UNKNOWN_FIELD"),
        ];
        let expected: Vec<_> = expected.iter().map(|(at, code)| ((*at).to_owned(), (*code).to_owned())).collect();
        assert_eq!(errors, expected);
    });
}

#[test]
fn text_that_cannot_be_seen_is_refused_and_text_in_any_script_is_kept_as_it_was_typed() {
    story(|door| async move {
        for (text, why) in [
            ("a\u{0}b", "NUL"),
            ("a\u{7}b", "a control character"),
            ("abc\u{202e}txt", "a right-to-left override"),
            ("a\u{2066}b", "an isolate"),
            ("a\u{fffd}b", "a damaged character"),
        ] {
            let mut question = a_question();
            question["question"] = json!(text);
            question["name"] = json!(text);
            let errors = raw(&door, question.to_string()).send().await.tells(422, "validation").errors();
            assert_eq!(errors.len(), 2, "{why}: {errors:?}");
        }
        let text = "Zoë asks: 為什麼? 👩‍👧 عائشة \u{200f}بنت\nand more";
        let mut question = a_question();
        question["question"] = json!(text);
        let family = Family::asks(&door, &question).await;
        assert_eq!(family.reads().await["question"], text);
    });
}

#[test]
fn a_day_that_does_not_exist_is_refused() {
    story(|door| async move {
        for day in ["2016-02-30", "2016-13-01", "16-01-01", "9999-01-01", "tomorrow", ""] {
            let mut question = a_question_about_a_child();
            question["child"]["year_group"] = Value::Null;
            question["child"]["date_of_birth"] = json!(day);
            let errors = raw(&door, question.to_string()).send().await.tells(422, "validation").errors();
            assert_eq!(errors.len(), 1, "{day}: {errors:?}");
        }
    });
}

#[test]
fn a_body_that_is_too_large_is_refused_whether_or_not_it_says_so() {
    story(|door| async move {
        let large = vec![b' '; 300 * 1024];
        raw(&door, large.clone()).send().await.tells(413, "too-large");
        let chunks = futures::stream::iter(
            large.chunks(16 * 1024).map(|c| Ok::<_, std::io::Error>(c.to_vec())).collect::<Vec<_>>(),
        );
        raw(&door, reqwest::Body::wrap_stream(chunks)).send().await.tells(413, "too-large");

        // Past what any host takes, the connection may end before the answer is read: either is a refusal.
        let huge = raw(&door, vec![b' '; 10 * 1024 * 1024]).try_send().await;
        assert!(huge.map_or(true, |answer| answer.status == 413));
        Family::asks(&door, &a_question()).await;
    });
}

#[test]
fn only_json_is_taken() {
    story(|door| async move {
        for content_type in
            ["text/plain", "application/xml", "application/x-www-form-urlencoded", "application/json; charset=utf-16"]
        {
            let ask = door.another_caller().ask(reqwest::Method::POST, ENQUIRIES);
            let answer = ask.header("content-type", content_type).body("{}").send().await;
            answer.tells(415, "unsupported-media-type");
        }
        let bare = door.another_caller().ask(reqwest::Method::POST, ENQUIRIES).body("{}").send().await;
        bare.tells(415, "unsupported-media-type");
    });
}

#[test]
fn an_idempotency_key_that_cannot_be_one_is_refused_before_anything_is_done() {
    story(|door| async move {
        for key in ["", "\"\"", "a b", "\"a", &"k".repeat(256)] {
            let ask = door.another_caller().post(ENQUIRIES, &a_question());
            ask.header("idempotency-key", key).send().await.tells(400, "malformed");
        }
    });
}
