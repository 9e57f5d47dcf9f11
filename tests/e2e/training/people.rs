//! Who comes for training: staff who make a run of a course, and people who book places on it.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::door::{Answer, Door};
use crate::people::Staff;

pub(super) const BOOKINGS: &str = "/api/v1/training/bookings";

const DAY_SECONDS: u64 = 24 * 60 * 60;

/// A day so many days from now, as `YYYY-MM-DD` (Howard Hinnant, "chrono-compatible low-level date algorithms").
pub(super) fn day_in(days: u64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let number = i64::try_from(now / DAY_SECONDS + days).unwrap() + 719_468;
    let era = number.div_euclid(146_097);
    let of_era = number.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A run in sixty days with so many places, for carers for nothing and for designated teachers at a price.
pub(super) fn a_run(capacity: u16) -> Value {
    json!({
        "date": day_in(60), "start_time": "09:30", "end_time": "12:30",
        "mode": "online", "link": "https://meet.example/attachment", "trainer": "Amara Osei", "capacity": capacity,
        "prices": [{"audience": "designated_teachers", "each": {"amount": 7_500, "currency": "GBP"}}],
        "free_until_working_days": 5, "late_fee": {"amount": 4_000, "currency": "GBP"},
        "no_show_fee": {"amount": 7_500, "currency": "GBP"}, "substitution_until_hours": 24,
        "exemptions": ["ofsted_visit"],
    })
}

/// Staff make a course and a run of it. Gives the run's id.
pub(super) async fn makes_run(staff: &Staff, run: &Value) -> String {
    let course = json!({
        "title": "Attachment in the classroom", "summary": "How early loss shapes learning.",
        "outcomes": ["Notice a trauma response"], "audiences": ["designated_teachers", "carers"], "minutes": 180,
    });
    let course = posts(staff, "/api/v1/training/courses", &course).await.is(201).json();
    let mut run = run.clone();
    run["course"] = course["id"].clone();
    let made = posts(staff, "/api/v1/training/runs", &run).await.is(201).json();
    made["id"].as_str().unwrap().to_owned()
}

async fn posts(staff: &Staff, path: &str, body: &Value) -> Answer {
    staff.door.post(path, body).key(&staff.key).send().await
}

/// What a carer sends who wants so many places. Whoever is `who` has addresses of their own.
pub(super) fn a_wish(run: &str, who: &str, places: usize) -> Value {
    let attendees: Vec<Value> = (0..places)
        .map(|place| {
            json!({"name": "Ada Ortiz", "email": format!("{place}.{who}@family.example"), "role": "Foster carer"})
        })
        .collect();
    json!({
        "run": run, "audience": "carers", "name": "Robin Ashe", "email": format!("{who}@family.example"),
        "attendees": attendees,
    })
}

/// The same from a school.
pub(super) fn a_wish_of_a_school(run: &str, urn: &str) -> Value {
    json!({
        "run": run, "audience": "designated_teachers", "organisation": "Hill School", "urn": urn,
        "name": "Robin Ashe", "email": "robin@hill.example", "fee_acknowledged": true, "purchase_order": "PO 17",
        "attendees": [{"name": "Ada Ortiz", "email": format!("ada@{urn}.example"), "role": "Teacher"}],
    })
}

/// Somebody who has booked.
pub(super) struct Booker {
    pub(super) door: Door,
    pub(super) reference: String,
    pub(super) code: String,
}

impl Booker {
    /// Asks for so many places.
    pub(super) async fn books(door: &Door, run: &str, who: &str, places: usize) -> Self {
        let door = door.another_caller();
        let answer = door.post(BOOKINGS, &a_wish(run, who, places)).send().await.is(201);
        Self::from_receipt(door, &answer)
    }

    pub(super) fn from_receipt(door: Door, receipt: &Answer) -> Self {
        let receipt = receipt.json();
        let text = |name: &str| receipt[name].as_str().unwrap().to_owned();
        Self { door, reference: text("reference"), code: text("access_code") }
    }

    /// Sends something about the booking, with its code.
    pub(super) async fn asks(&self, step: &str, body: &Value) -> Answer {
        let mut body = body.clone();
        body["access_code"] = json!(self.code);
        self.door.post(&format!("{BOOKINGS}/{}/{step}", self.reference), &body).send().await
    }

    /// Looks at the booking.
    pub(super) async fn sees(&self) -> Value {
        self.asks("view", &json!({})).await.is(200).json()
    }

    /// How each place stands.
    pub(super) async fn stands(&self) -> Vec<String> {
        states(&self.sees().await)
    }

    /// Gives places up.
    pub(super) async fn gives_up(&self, places: &[u8]) -> Answer {
        self.asks("cancellation", &json!({"places": places})).await
    }
}

/// How each place of a booking stands.
pub(super) fn states(booking: &Value) -> Vec<String> {
    let places = booking["places"].as_array().unwrap();
    places.iter().map(|place| place["state"].as_str().unwrap().to_owned()).collect()
}
