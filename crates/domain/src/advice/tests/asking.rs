//! What a family may ask, and what it is told when something is missing.

use super::*;
use crate::advice::{Age, Reply};

fn problems(body: &Value) -> Vec<(String, String)> {
    let outcome = Ask::read(body, Style::Json, london_date(maundy_thursday()));
    let problems = outcome.expect_err("it was read");
    problems.iter().map(|problem| (problem.pointer.clone(), problem.code.to_string())).collect()
}

#[track_caller]
fn refuses(body: &Value, expected: &[(&str, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(at, code)| ((*at).to_owned(), (*code).to_owned())).collect();
    assert_eq!(problems(body), expected);
}

#[test]
fn nothing_at_all_is_told_in_the_order_of_the_questions() {
    let expected = ["kind", "relationship", "route", "educated_in", "topics", "question", "name", "reply"];
    let expected: Vec<_> = expected.iter().map(|name| (format!("#/{name}"), "CANNOT_BE_EMPTY".to_owned())).collect();
    assert_eq!(problems(&json!({})), expected);
}

#[test]
fn a_general_question_names_no_child() {
    assert!(ask(&a_general_question()).child.is_none());
    let mut body = a_question_about_a_child();
    body["kind"] = json!("general");
    refuses(&body, &[("#/child", "INVALID_VALUE")]);
}

#[test]
fn a_question_about_a_child_says_as_little_as_will_do() {
    let child = ask(&a_question_about_a_child()).child.unwrap();
    assert!(matches!(child.age, Age::YearGroup(_)));

    let mut body = a_question_about_a_child();
    body["child"] = json!({});
    refuses(
        &body,
        &[
            ("#/child/parental_responsibility", "CANNOT_BE_EMPTY"),
            ("#/child/first_name", "CANNOT_BE_EMPTY"),
            ("#/child/year_group", "CANNOT_BE_EMPTY"),
            ("#/child/contact_school", "CANNOT_BE_EMPTY"),
        ],
    );
}

#[test]
fn a_birth_date_does_instead_of_a_year_group_and_must_be_a_real_day_in_the_past() {
    for (born, expected) in [
        (json!("2016-02-29"), None),
        (json!("2026-02-30"), Some("INVALID_VALUE")),
        (json!("2026-04-03"), Some("DATE_MUST_BE_IN_THE_PAST")),
        (json!(20160229), Some("INVALID_FORMAT")),
    ] {
        let mut body = a_question_about_a_child();
        body["child"]["year_group"] = Value::Null;
        body["child"]["date_of_birth"] = born;
        match expected {
            None => assert!(matches!(ask(&body).child.unwrap().age, Age::Born(_))),
            Some(code) => refuses(&body, &[("#/child/date_of_birth", code)]),
        }
    }
}

#[test]
fn a_child_may_be_named_only_by_whoever_is_responsible_or_has_their_agreement() {
    let mut body = a_question_about_a_child();
    body["child"]["parental_responsibility"] = json!("holder_agrees");
    assert!(ask(&body).child.is_some());
    body["child"]["parental_responsibility"] = json!("neither");
    refuses(&body, &[("#/child/parental_responsibility", "INVALID_VALUE")]);
}

#[test]
fn a_reply_by_phone_needs_a_number_and_whether_a_message_is_safe() {
    let mut body = a_general_question();
    body["reply"] = json!({"by": "phone"});
    refuses(
        &body,
        &[("#/reply/phone", "CONDITIONAL_FIELD_MUST_BE_SET"), ("#/reply/safe_to_leave_message", "CANNOT_BE_EMPTY")],
    );
    body["reply"] = json!({"by": "phone", "phone": "01632 960 001", "safe_to_leave_message": false});
    assert!(matches!(ask(&body).reply, Reply::Phone { safe_to_leave_message: false, .. }));
    body["reply"]["email"] = json!("robin@family.example");
    refuses(&body, &[("#/reply/email", "INVALID_VALUE")]);
}

#[test]
fn an_unknown_way_to_reply_is_one_problem() {
    let mut body = a_general_question();
    body["reply"] = json!({"by": "pigeon", "email": "robin@family.example"});
    refuses(&body, &[("#/reply/by", "INVALID_VALUE")]);
}

#[test]
fn what_nobody_should_be_asked_is_an_unknown_field() {
    for field in ["upn", "birth_name", "former_authority", "adoption_date"] {
        let mut body = a_general_question();
        body[field] = json!("x");
        refuses(&body, &[(&format!("#/{field}"), "UNKNOWN_FIELD")]);
    }
}

#[test]
fn a_long_question_is_refused_at_its_limit_and_not_before() {
    let mut body = a_general_question();
    body["question"] = json!("é".repeat(3_000));
    assert_eq!(ask(&body).question.as_str().chars().count(), 3_000);
    body["question"] = json!("é".repeat(3_001));
    refuses(&body, &[("#/question", "INVALID_LENGTH")]);
}
