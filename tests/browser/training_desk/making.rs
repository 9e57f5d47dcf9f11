//! Courses, runs and bookings for stories that are about something else, made through the API. It looks at no page.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::door::Door;
use crate::people::Staff;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A day so many days from now, as year, month and day, by the clock of Greenwich.
pub(crate) fn in_days(days: u32) -> [u32; 3] {
    let day = (SystemTime::now() + DAY * days).duration_since(UNIX_EPOCH).unwrap().as_secs() / DAY.as_secs();
    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": civil_from_days.
    let day = u32::try_from(day).unwrap() + 719_468;
    let (era, of_era) = (day / 146_097, day % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    [year + era * 400 + u32::from(month <= 2), month, day]
}

/// A run in so many days, in the morning, with so many places; who comes for whom they care pays nothing.
pub(crate) fn a_run(days: u32, capacity: u32) -> Value {
    let [year, month, day] = in_days(days);
    json!({
        "date": format!("{year}-{month:02}-{day:02}"), "start_time": "09:30", "end_time": "12:30",
        "mode": "in_person", "venue": "Committee Room 2, County Hall, Larkford LK1 1AA",
        "access": "Step-free from the car park. There is a hearing loop.",
        "trainer": "Jo Bell", "capacity": capacity, "minimum": 2,
        "permission": [], "exemptions": [], "prices": [],
    })
}

impl Staff {
    /// Makes a course of this title, for carers and designated teachers, and answers with its id.
    pub(crate) async fn makes_a_course(&self, title: &str) -> String {
        let course = json!({
            "title": title,
            "summary": "How early loss shapes learning, and what adults at school can do about it.",
            "outcomes": ["Recognise a trauma response", "Respond to it calmly"],
            "audiences": ["designated_teachers", "carers"],
            "minutes": 180,
        });
        self.makes("/api/v1/training/courses", &course).await
    }

    /// Makes a run of a course, and answers with its id.
    pub(crate) async fn makes_a_run(&self, course: &str, run: &Value) -> String {
        let mut run = run.clone();
        run["course"] = json!(course);
        self.makes("/api/v1/training/runs", &run).await
    }

    async fn makes(&self, path: &str, body: &Value) -> String {
        let made = self.door.post(path, body).key(&self.key).send().await.is(201).json();
        made["id"].as_str().unwrap().to_owned()
    }
}

/// Books a place on a run for each of these people, who are carers.
pub(crate) async fn books(door: &Door, run: &str, names: &[&str]) {
    let attendee = |name: &&str| {
        let address = name.to_lowercase().replace(' ', ".");
        json!({"name": name, "email": format!("{address}@family.example"), "role": "Foster carer"})
    };
    let attendees: Vec<Value> = names.iter().map(attendee).collect();
    let body = json!({
        "run": run, "audience": "carers", "organisation": "Larkshire Foster Carers",
        "name": "Alex Booker", "email": "alex@family.example", "attendees": attendees,
    });
    asks(door, &body).await;
}

/// Asks for the places that a body says, and answers with the booking.
pub(crate) async fn asks(door: &Door, body: &Value) -> Value {
    door.another_caller().post("/api/v1/training/bookings", body).send().await.is(201).json()
}

/// Says for the attendee of a booking's place what they thought of it.
pub(crate) async fn thinks(door: &Door, booking: &Value, place: u8, scores: [u8; 4], comment: &str) {
    let [useful, well_taught, more_able, recommend] = scores;
    let body = json!({
        "reference": booking["reference"], "access_code": booking["access_code"], "place": place, "useful": useful,
        "well_taught": well_taught, "more_able": more_able, "recommend": recommend, "most_useful": comment,
    });
    door.another_caller().post("/api/v1/training/evaluations", &body).send().await.is(200);
}
