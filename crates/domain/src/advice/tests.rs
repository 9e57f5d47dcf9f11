//! The rules of advice, told as sentences.

mod asking;
mod bodies;
mod journey;
mod list;
mod replies;
mod telling;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Ask, Enquiry, MessageText, Promises};
use crate::calendar::london_date;
use crate::digest::Digest;
use crate::input::Style;
use crate::people::{Role, StaffId, StaffMember};
use crate::reference::{Prefix, Reference};
use crate::words::PersonName;

/// Thursday 2 April 2026, 9am in London: the day before Good Friday.
fn maundy_thursday() -> Timestamp {
    at("2026-04-02T08:00:00Z")
}

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

fn staff(id: &str, role: Role) -> StaffMember {
    StaffMember { id: StaffId::parse(id).unwrap(), role, name: PersonName::parse("Sam Okoro").unwrap() }
}

fn text(words: &str) -> MessageText {
    MessageText::parse(words).unwrap()
}

fn a_general_question() -> Value {
    json!({
        "kind": "general",
        "relationship": "adoptive_parent",
        "route": "adoption",
        "educated_in": "900",
        "topics": ["pupil_premium_plus"],
        "question": "How does the school spend Pupil Premium Plus?",
        "name": "Robin Ashe",
        "reply": {"by": "email", "email": "robin@family.example"},
    })
}

fn a_question_about_a_child() -> Value {
    let mut body = a_general_question();
    body["kind"] = json!("about_a_child");
    body["child"] = json!({
        "first_name": "J",
        "year_group": "4",
        "parental_responsibility": "mine",
        "contact_school": false,
    });
    body
}

fn ask(body: &Value) -> Ask {
    Ask::read(body, Style::Json, london_date(maundy_thursday())).unwrap()
}

fn received() -> Enquiry {
    let reference = Reference::draw(Prefix::Enquiry, [7; 32]);
    let ask = ask(&a_question_about_a_child());
    Enquiry::received(reference, Digest::new([1; 32]), ask, &Promises::default(), maundy_thursday())
}
