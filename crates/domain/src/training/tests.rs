//! The rules of runs and of what is read about them, in sentences.

mod bodies;
mod reading;
mod running;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::course::{AboutCourse, Course};
use super::requests::RunRequest;
use super::run::Run;
use super::words::{CourseId, RunId};
use crate::input::Style;

pub(super) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// What staff send to make a run in the winter of 2027.
pub(super) fn run_body() -> Value {
    json!({
        "date": "2027-02-10", "start_time": "09:30", "end_time": "12:30", "mode": "in_person",
        "venue": "Larkshire House, High Street", "trainer": "Amara Osei", "capacity": 2,
        "prices": [{"audience": "designated_teachers", "each": {"amount": 7_500, "currency": "GBP"}}],
        "permission": ["school_staff"],
        "free_until_working_days": 5, "late_fee": {"amount": 4_000, "currency": "GBP"},
        "no_show_fee": {"amount": 7_500, "currency": "GBP"}, "substitution_until_hours": 24,
        "exemptions": ["ofsted_visit"],
    })
}

pub(super) fn run_of(body: &Value) -> Run {
    let about = json!({
        "title": "Attachment in the classroom", "summary": "How early loss shapes learning.", "outcomes": ["Notice it"],
        "audiences": ["designated_teachers", "school_staff", "carers"], "minutes": 180,
    });
    let about = AboutCourse::read(&about, Style::Json).unwrap();
    let course = Course { id: CourseId::draw([1; 32]), about, retired: false };
    let RunRequest { details, capacity, .. } = RunRequest::read(body, Style::Json).unwrap();
    Run::new(RunId::draw([2; 32]), &course, details, capacity)
}
