//! The reader as its callers meet it.

use serde_json::{Value, json};

use super::*;
use crate::choices;
use crate::text::LongText;
use crate::words::{EmailAddress, PersonName};

choices! {
    enum Topic {
        Admissions = "admissions", "Admissions";
        Other = "other_things", "Something else";
    }
}

const NAME: Field<PersonName> = Field::new("name", "Your name", "Enter your name");
const EMAIL: Field<EmailAddress> = Field::new("email", "Your email address", "Enter your email address");
const QUESTION: Field<LongText<20>> = Field::new("question", "Your question", "Enter your question");
const TOPICS: Field<List<Topic, 1, 3>> = Field::new("topics", "Topics", "Select at least one topic");
const AGREED: Field<bool> = Field::new("agreed", "Agreement", "Select yes if you agree");
const PLACES: Field<Whole<1, 10>> = Field::new("places", "Number of places", "Enter how many places you need");
const BORN: Field<Option<jiff::civil::Date>> = Field::new("born", "Date of birth", "Enter the child’s date of birth");
const ATTENDEES: Field<List<Object<Attendee>, 1, 2>> =
    Field::new("attendees", "Attendees", "Enter at least one attendee");

struct Attendee;

impl FromBody for Attendee {
    const BODY: &'static Body = &Body::unnamed(&[&NAME, &EMAIL]);
}

const EVERYTHING: Body = Body::unnamed(&[&NAME, &QUESTION, &TOPICS, &AGREED, &PLACES, &BORN, &ATTENDEES]);

type Everything =
    (PersonName, LongText<20>, Vec<Topic>, bool, i64, Option<jiff::civil::Date>, Vec<(PersonName, EmailAddress)>);

fn everything(body: &Value, style: Style) -> Result<Everything, Problems> {
    let mut attended = Vec::new();
    EVERYTHING.read(body, style, |r| {
        let (name, question, topics) = (r.get(&NAME), r.get(&QUESTION), r.get(&TOPICS));
        let (agreed, places, born) = (r.get(&AGREED), r.get(&PLACES), r.get(&BORN));
        let attendees = r.objects(&ATTENDEES, |r| {
            let (name, email) = (r.get(&NAME), r.get(&EMAIL));
            attended.push((name?, email?));
            Some(Attendee)
        });
        attendees?;
        Some((name?, question?, topics?, agreed?, places?.get(), born?, attended))
    })
}

fn good() -> Value {
    json!({"name": "Ada", "question": "Why?", "topics": ["admissions", "other-things", "admissions"], "agreed": true,
           "places": 2, "born": "2016-02-29", "attendees": [{"name": "Grace", "email": "g@navy.example"}]})
}

#[test]
fn json_and_a_form_read_the_same() {
    let form = form_value([
        ("name", "Ada"),
        ("question", "Why?"),
        ("topics", "admissions"),
        ("topics", "other_things"),
        ("agreed", "yes"),
        ("places", " 2 "),
        ("born[day]", "29"),
        ("born[month]", "2"),
        ("born[year]", "2016"),
        ("attendees[7][name]", "Grace"),
        ("attendees[7][email]", "g@navy.example"),
    ]);
    let read = everything(&good(), Style::Json).unwrap();
    assert!(everything(&form, Style::Form).unwrap() == read);
    assert_eq!(read.2, [Topic::Admissions, Topic::Other], "the same topic twice is one");
}

#[test]
fn nothing_at_all_names_every_required_field_in_order() {
    let problems = everything(&json!({}), Style::Json).unwrap_err();
    let details: Vec<&str> = problems.iter().map(|p| p.detail.as_str()).collect();
    assert_eq!(
        details,
        [NAME.missing, QUESTION.missing, TOPICS.missing, AGREED.missing, PLACES.missing, ATTENDEES.missing]
    );
    assert!(problems.iter().all(|p| p.code == Code::CannotBeEmpty));
}

#[test]
fn every_wrong_answer_is_told_at_its_own_pointer() {
    for (pointer, value, expected, why) in [
        ("/name", json!(7), "#/name INVALID_FORMAT", "a number is not text"),
        ("/name", json!(null), "#/name CANNOT_BE_EMPTY", "null is absent"),
        ("/name", json!("  "), "#/name CANNOT_BE_EMPTY", "spaces are absent"),
        ("/question", json!("x".repeat(21)), "#/question INVALID_LENGTH", "too long"),
        ("/topics", json!("admissions"), "#/topics INVALID_FORMAT", "JSON lists are lists"),
        ("/topics", json!([]), "#/topics CANNOT_BE_EMPTY", "an empty list is no answer"),
        ("/topics/1", json!("cheese"), "#/topics/1 INVALID_VALUE", "not a topic"),
        ("/topics/1", json!({"a": 1}), "#/topics/1 INVALID_FORMAT", "not text"),
        ("/agreed", json!("yes"), "#/agreed INVALID_FORMAT", "JSON has booleans"),
        ("/places", json!(11), "#/places INVALID_VALUE", "past the bound"),
        ("/places", json!(1.5), "#/places INVALID_FORMAT", "not whole"),
        ("/places", json!("2"), "#/places INVALID_FORMAT", "JSON has numbers"),
        ("/places", json!(1e300), "#/places INVALID_FORMAT", "past any integer"),
        ("/born", json!("2026-02-30"), "#/born INVALID_VALUE", "no such day"),
        ("/attendees", json!([{}, {}, {}]), "#/attendees INVALID_LENGTH", "too many"),
        ("/attendees/0", json!("Grace"), "#/attendees/0 INVALID_FORMAT", "not an object"),
        ("/attendees/0/email", json!("g"), "#/attendees/0/email INVALID_FORMAT", "nested"),
        (
            "/attendees/0",
            json!({"name": "G", "email": "g@a.example", "x": 1}),
            "#/attendees/0/* UNKNOWN_FIELD",
            "nested unknown",
        ),
    ] {
        let mut body = good();
        *body.pointer_mut(pointer).unwrap() = value;
        assert_eq!(everything(&body, Style::Json).unwrap_err().to_string(), expected, "{why}");
    }
}

#[test]
fn a_body_that_is_no_object_is_a_problem_of_the_whole() {
    for body in [json!(null), json!([1]), json!("x"), json!(true)] {
        assert_eq!(everything(&body, Style::Json).unwrap_err().to_string(), "# INVALID_FORMAT");
    }
}

#[test]
fn a_form_says_which_part_of_a_date_is_empty() {
    let born =
        |parts: &[(&str, &str)]| EVERYTHING.read(&form_value(parts.iter().copied()), Style::Form, |r| r.get(&BORN));
    let detail = |parts: &[(&str, &str)]| born(parts).unwrap_err().iter().next().unwrap().detail.clone();
    assert_eq!(
        detail(&[("born[day]", "4"), ("born[month]", ""), ("born[year]", "2016")]),
        "Date of birth must include a month"
    );
    assert_eq!(
        detail(&[("born[day]", "egg"), ("born[month]", "1"), ("born[year]", "2016")]),
        "Date of birth must be a real date, like 2026-03-27"
    );
    assert!(born(&[("born[day]", " "), ("born[month]", ""), ("born[year]", "")]).unwrap().is_none(), "untouched boxes");
}

#[test]
fn a_field_that_a_record_decides_about_is_needed_or_out_of_place() {
    const OPTIONAL: Body = Body::unnamed(&[&NAME.optional()]);
    let ask = |needed, body: &Value, style| OPTIONAL.read(body, style, |r| r.needed(Some(needed), &NAME.optional()));
    let (given, empty) = (json!({"name": "Ada"}), json!({}));
    assert_eq!(ask(true, &empty, Style::Json).unwrap_err().to_string(), "#/name CONDITIONAL_FIELD_MUST_BE_SET");
    assert_eq!(ask(false, &given, Style::Json).unwrap_err().to_string(), "#/name INVALID_VALUE");
    assert!(ask(false, &given, Style::Form).unwrap().is_none(), "a browser sends hidden questions too");
    assert!(ask(true, &given, Style::Json).unwrap().is_some());
    assert!(ask(false, &empty, Style::Json).unwrap().is_none());
}

#[test]
fn a_field_that_another_answer_decides_about_has_a_place_or_none() {
    const TOPIC: Field<Topic> = Field::new("topic", "Topic", "Select a topic");
    const ASKED: Field<bool> = AGREED.asked_when("topic", &["other_things"]);
    const NEEDED: Field<PersonName> = NAME.needed_when("topic", &["other_things"]);
    const WITHOUT: Field<EmailAddress> = EMAIL.unless("born");
    const TABLE: Body = Body::unnamed(&[&TOPIC, &ASKED, &NEEDED, &BORN, &WITHOUT]);
    let read = |body: &Value, style| {
        TABLE.read(body, style, |r| {
            let (topic, asked, needed) = (r.get(&TOPIC), r.get(&ASKED), r.get(&NEEDED));
            let (born, without) = (r.get(&BORN), r.get(&WITHOUT));
            Some((topic? == Topic::Other, asked.is_some() && needed.is_some(), born?.is_none() && without.is_some()))
        })
    };
    let told = |body: Value| read(&body, Style::Json).map_err(|problems| problems.to_string());
    assert_eq!(told(json!({"topic": "admissions", "born": "2016-02-29"})), Ok((false, false, false)));
    assert_eq!(
        told(json!({"topic": "other-things"})).unwrap_err(),
        "#/agreed CANNOT_BE_EMPTY, #/name CONDITIONAL_FIELD_MUST_BE_SET, #/email CANNOT_BE_EMPTY"
    );
    let all =
        json!({"topic": "admissions", "agreed": true, "name": "Ada", "born": "2016-02-29", "email": "a@b.example"});
    assert_eq!(told(all).unwrap_err(), "#/agreed INVALID_VALUE, #/name INVALID_VALUE, #/email INVALID_VALUE");
    let unknown = json!({"topic": "cheese", "agreed": true, "name": 7, "email": "a@b.example"});
    assert_eq!(told(unknown).unwrap_err(), "#/topic INVALID_VALUE", "one problem is enough");
    let form = form_value([("topic", "admissions"), ("name", "Ada"), ("email", "a@b.example"), ("born[day]", "")]);
    assert_eq!(read(&form, Style::Form).unwrap(), (false, false, true), "a browser sends hidden questions too");
}

#[test]
fn what_else_stands_in_an_open_body_is_not_looked_at() {
    const OPEN: Body = Body::unnamed(&[&NAME]).open();
    assert!(OPEN.read(&json!({"name": "Ada", "x": 1}), Style::Json, |r| r.get(&NAME)).is_ok());
}

#[test]
#[should_panic(expected = "not in the table")]
fn a_field_that_is_read_and_not_in_the_table_is_caught() {
    const TABLE: Body = Body::unnamed(&[&NAME]);
    let _ = TABLE.read(&json!({}), Style::Json, |r| r.get(&EMAIL));
}

#[test]
fn odd_form_names_end_as_unknown_fields_never_as_a_crash() {
    const NOTHING: Body = Body::unnamed(&[]);
    for name in ["a[", "a]", "a[b", "a[b]c", "[x]", "a[b][c][d][e][f]", "", "[]", "a[[b]]"] {
        let form = form_value([(name, "1"), (name, "2")]);
        let problems = NOTHING.read(&form, Style::Form, |_| Some(())).unwrap_err();
        assert_eq!(problems.len(), 1, "{name}");
    }
    let clash = form_value([("name", "1"), ("name[b]", "2"), ("name", "3")]);
    assert_eq!(EVERYTHING.read(&clash, Style::Form, |r| r.get(&NAME)).unwrap_err().len(), 1);
}

#[test]
fn nothing_typed_stands_in_a_problem() {
    let body = json!({"name": {"secret": 1}, "email": "secret", "born": "secret"});
    const TABLE: Body = Body::unnamed(&[&NAME, &EMAIL, &BORN]);
    let problems = TABLE.read(&body, Style::Json, |r| {
        let (name, email, born) = (r.get(&NAME), r.get(&EMAIL), r.get(&BORN));
        Some((name?, email?, born?))
    });
    assert!(!serde_json::to_string(&problems.unwrap_err()).unwrap().contains("secret"));
}
