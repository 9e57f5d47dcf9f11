//! What is read of staff and bookers, and every problem with it.

use serde_json::{Value, json};

use super::super::booking::Book;
use super::super::requests::{Cancel, CancelPlaces, Marks, RunRequest, Substitute};
use super::super::run::Delivery;
use super::{at, run_body, run_of};
use crate::input::{Request, Style, form_value};
use crate::problems::Problems;
use crate::words::Urn;

fn with(mut body: Value, more: &Value) -> Value {
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

#[test]
fn the_times_of_a_run_are_those_of_london() {
    let read = |more: Value| RunRequest::read(&with(run_body(), &more), Style::Json).map(|run| run.details);
    let winter = read(json!({})).unwrap();
    assert_eq!((winter.starts_at, winter.ends_at), (at("2027-02-10T09:30:00Z"), at("2027-02-10T12:30:00Z")));
    let summer = read(json!({"date": "2027-06-10", "start_time": "9.30", "end_date": "2027-06-11"})).unwrap();
    assert_eq!((summer.starts_at, summer.ends_at), (at("2027-06-10T08:30:00Z"), at("2027-06-11T11:30:00Z")));
}

#[test]
fn all_that_is_wrong_with_a_run_is_said_at_once() {
    for (more, problems) in [
        (json!({"start_time": "25:00"}), "#/start_time INVALID_FORMAT"),
        (json!({"end_time": "09:30"}), "#/end_time INVALID_VALUE"),
        (json!({"date": "2027-03-28", "start_time": "01:30"}), "#/start_time INVALID_VALUE"),
        (json!({"mode": "online", "link": "http://a.example"}), "#/venue INVALID_VALUE, #/link INVALID_FORMAT"),
        (json!({"mode": "online", "venue": null}), "#/link CONDITIONAL_FIELD_MUST_BE_SET"),
        (json!({"capacity": 501, "late_fee": 40}), "#/capacity INVALID_VALUE, #/late_fee INVALID_FORMAT"),
        (json!({"opens_on": "2027-02-06", "closes_on": "2027-02-05"}), "#/opens_on INVALID_VALUE"),
        (json!({"exemptions": ["holiday"], "seats": 3}), "#/exemptions/0 INVALID_VALUE, #/* UNKNOWN_FIELD"),
    ] {
        let read = RunRequest::read(&with(run_body(), &more), Style::Json);
        assert_eq!(read.map(drop).unwrap_err().to_string(), problems, "{more}");
    }
}

#[test]
fn a_form_says_the_same_in_pounds_and_rows() {
    let form = form_value([
        ("date[day]", "10"),
        ("date[month]", "2"),
        ("date[year]", "2027"),
        ("start_time", "0930"),
        ("end_time", "12:30"),
        ("mode", "online"),
        ("venue", "left from before"),
        ("link", "https://meet.example/abc"),
        ("trainer", "Amara Osei"),
        ("capacity", "20"),
        ("prices[0][audience]", "carers"),
        ("prices[0][each]", "£12.50"),
        ("late_fee", ""),
    ]);
    let run = RunRequest::read(&form, Style::Form).unwrap();
    assert_eq!(run.details.prices[0].each.get(), 1_250);
    assert!(matches!(run.details.delivery, Delivery::Online { .. }));
}

fn booking() -> Value {
    json!({
        "run": "abcdefghjk", "audience": "designated_teachers", "organisation": "Lark Primary", "urn": "100869",
        "name": "Robin Ashe", "email": "robin@lark.example", "fee_acknowledged": true, "purchase_order": "PO 17",
        "attendees": [{"name": "Kit Moor", "email": "kit@lark.example", "role": "Teacher"}],
    })
}

fn read(more: &Value) -> Result<Book, Problems> {
    Book::read(&with(booking(), more), Style::Json, &run_of(&run_body()), None)
}

#[test]
fn who_books_says_what_the_run_asks_of_them() {
    let book = read(&json!({})).unwrap();
    assert_eq!(book.fee.unwrap().each.get(), 7_500);
    let free = read(&json!({"audience": "carers", "organisation": null, "urn": null, "purchase_order": null})).unwrap();
    assert_eq!((free.fee, free.organisation), (None, None));
}

#[test]
fn all_that_is_wrong_with_a_booking_is_said_at_once() {
    let twice = json!([
        {"name": "Kit Moor", "email": "kit@lark.example", "role": "Teacher"},
        {"name": "Kit M", "email": "KIT@lark.example", "role": "Teacher"},
    ]);
    for (more, problems) in [
        (json!({"audience": "governors", "urn": null}), "#/audience INVALID_VALUE"),
        (json!({"urn": null}), "#/urn CONDITIONAL_FIELD_MUST_BE_SET"),
        (json!({"fee_acknowledged": false}), "#/fee_acknowledged CONDITIONAL_FIELD_MUST_BE_SET"),
        (json!({"purchase_order": ""}), "#/purchase_order CONDITIONAL_FIELD_MUST_BE_SET"),
        (json!({"attendees": []}), "#/attendees CANNOT_BE_EMPTY"),
        (json!({"attendees": twice}), "#/attendees INVALID_VALUE"),
        (
            json!({"audience": "school_staff", "purchase_order": null, "attendees": [{"name": "Kit Moor", "email": "kit"}]}),
            "#/manager CONDITIONAL_FIELD_MUST_BE_SET, #/attendees/0/email INVALID_FORMAT, #/attendees/0/role CANNOT_BE_EMPTY",
        ),
    ] {
        let found = read(&more).map(drop).unwrap_err().to_string();
        assert!(found.starts_with(problems), "{more}: {found}");
    }
}

#[test]
fn who_is_signed_in_for_a_school_books_for_that_school() {
    let own = Urn::parse("101000").unwrap();
    let book = Book::read(&booking(), Style::Json, &run_of(&run_body()), Some(&own)).unwrap();
    assert_eq!(book.organisation.unwrap().urn, Some(own));
}

#[test]
fn changes_to_a_booking_name_its_places() {
    let cancel = CancelPlaces::read(&json!({"places": [2, 1, 2], "access_code": "x"}), Style::Json).unwrap();
    assert_eq!(cancel.places.iter().map(|place| place.get()).collect::<Vec<_>>(), [2, 1]);
    let refused = CancelPlaces::read(&json!({"places": [0, 11, "1"]}), Style::Json).unwrap_err().to_string();
    assert_eq!(refused, "#/places/0 INVALID_VALUE, #/places/1 INVALID_VALUE, #/places/2 INVALID_FORMAT");
    let cancel = CancelPlaces::read(&json!({"places": "2"}), Style::Form).unwrap();
    assert_eq!(cancel.places.iter().map(|place| place.get()).collect::<Vec<_>>(), [2], "a form says it in text");
    let other = json!({"place": 11, "name": "Kit Moor", "email": "kit@lark.example"});
    let refused = Substitute::read(&other, Style::Json).unwrap_err().to_string();
    assert_eq!(refused, "#/place INVALID_VALUE, #/role CANNOT_BE_EMPTY");
}

#[test]
fn what_a_place_was_said_to_cost_is_read_where_it_is_said() {
    let read = |body: serde_json::Value, style| {
        let read = Cancel::read(&body, style);
        read.map(|cancel| cancel.agreed.map(crate::words::Pence::get)).map_err(|problems| problems.to_string())
    };
    assert_eq!(
        read(json!({"each": {"amount": 4_000, "currency": "GBP"}, "places": [1]}), Style::Json),
        Ok(Some(4_000))
    );
    assert_eq!(read(json!({"each": "40.00", "places": "1"}), Style::Form), Ok(Some(4_000)));
    for body in [json!({"places": [1]}), json!({"places": [1], "each": null})] {
        assert_eq!(read(body, Style::Json), Ok(None));
    }
    assert_eq!(read(json!({"each": 40, "places": [1]}), Style::Json), Err("#/each INVALID_FORMAT".to_owned()));
}

#[test]
fn a_mark_has_a_nonce_of_sixteen_hexadecimal_digits() {
    let mark = |nonce: &str| {
        let marks = json!({"marks": [{"reference": "nonsense", "place": 1, "mark": "attended", "nonce": nonce}]});
        Marks::read(&marks, Style::Json).map(drop).unwrap_err().to_string()
    };
    assert_eq!(mark("00ff00ff00ff00ff"), "#/marks/0/reference INVALID_FORMAT");
    assert_eq!(mark("+0ff00ff00ff00ff"), "#/marks/0/reference INVALID_FORMAT, #/marks/0/nonce INVALID_FORMAT");
}
