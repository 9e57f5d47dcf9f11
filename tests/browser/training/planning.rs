//! What staff prepare for stories about training, through the API: a course, a run of it, marks in its register.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::door::Door;

/// What every course of a story is called.
pub(crate) const TITLE: &str = "Attachment in the classroom";

const SECONDS_A_DAY: u64 = 24 * 60 * 60;

/// The day that is so many days from now, as `2027-02-10`.
pub(crate) fn day(days_from_now: u64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let days = i64::try_from(now / SECONDS_A_DAY + days_from_now).unwrap();
    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": days since 1970 to a day of the civil calendar.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A run in a month's time with so many places, for which designated teachers pay.
pub(crate) fn a_run(capacity: u32) -> Value {
    json!({
        "date": day(40), "start_time": "09:30", "end_time": "12:30", "mode": "in_person",
        "venue": "Larkshire House, High Street, Larkford", "access": "There is a lift.", "trainer": "Amara Osei",
        "capacity": capacity,
        "prices": [{"audience": "designated_teachers", "each": {"amount": 7_500, "currency": "GBP"}}],
        "permission": ["school_staff"],
        "free_until_working_days": 5, "late_fee": {"amount": 4_000, "currency": "GBP"},
        "no_show_fee": {"amount": 7_500, "currency": "GBP"}, "substitution_until_hours": 24,
        "exemptions": ["ofsted_visit"],
    })
}

/// A run that can be booked and whose register is open: late today, by video.
pub(crate) fn a_run_today() -> Value {
    json!({
        "date": day(0), "start_time": "23:57", "end_time": "23:59", "mode": "online",
        "link": "https://meet.larkshire.example/attachment", "trainer": "Amara Osei", "capacity": 10,
    })
}

/// Makes a course and one run of it; answers the run's id.
pub(crate) async fn plan(door: &Door, run: &Value) -> String {
    let course = json!({
        "title": TITLE, "summary": "How early loss shapes learning, and what helps.",
        "outcomes": ["Recognise a trauma response", "Plan a safe start to the day"],
        "audiences": ["designated_teachers", "school_staff", "carers"], "minutes": 180,
    });
    let made = make(door, "/api/v1/training/courses", &course).await;
    let mut run = run.clone();
    run["course"] = made["id"].clone();
    make(door, "/api/v1/training/runs", &run).await["id"].as_str().unwrap().to_owned()
}

/// Whoever holds `key` changes what staff say of a run.
pub(crate) async fn replan(door: &Door, key: &str, run: &str, body: &Value) {
    let path = format!("/api/v1/training/runs/{run}");
    let seen = door.get(&format!("{path}/details")).key(key).send().await.is(200);
    let put = door.ask(reqwest::Method::PUT, &path).key(key).header("if-match", seen.etag());
    put.header("content-type", "application/json").body(body.to_string()).send().await.is(200);
}

async fn make(door: &Door, path: &str, body: &Value) -> Value {
    door.post(path, body).key(door.admin_key()).send().await.is(201).json()
}

/// A carer's booking of one place, by somebody else; its reference and code.
pub(crate) async fn somebody_books(door: &Door, run: &str, email: &str) -> (String, String) {
    let body = json!({
        "run": run, "audience": "carers", "name": "Bo Lind", "email": email,
        "attendees": [{"name": "Bo Lind", "email": email, "role": "Foster carer"}],
    });
    let made = door.another_caller().post("/api/v1/training/bookings", &body).send().await.is(201).json();
    let text = |name: &str| made[name].as_str().unwrap().to_owned();
    (text("reference"), text("access_code"))
}

/// They give their place up.
pub(crate) async fn they_give_it_up(door: &Door, (reference, code): &(String, String)) {
    let body = json!({"access_code": code, "places": [1]});
    let path = format!("/api/v1/training/bookings/{reference}/cancellation");
    door.another_caller().post(&path, &body).send().await.is(200);
}

/// What is due by itself happens now.
pub(crate) async fn time_passes(door: &Door) {
    door.post("/api/v1/training/due", &json!({})).key(door.admin_key()).send().await.is(200);
}

/// The trainer notes that everybody named came.
pub(crate) async fn everybody_comes(door: &Door, run: &str, places: &[(&str, u32)]) {
    let marks: Vec<Value> = places
        .iter()
        .enumerate()
        .map(|(number, (reference, place))| {
            json!({"reference": reference, "place": place, "mark": "attended", "nonce": format!("{number:016x}")})
        })
        .collect();
    let path = format!("/api/v1/training/runs/{run}/register");
    door.post(&path, &json!({"marks": marks})).key(door.admin_key()).send().await.is(200);
}

/// What comes after `path` in the first link of that sort in the emails that nobody was sent.
pub(crate) async fn link_in_an_email(door: &Door, path: &str) -> String {
    let listed = door.get("/desk/messages").key(door.admin_key()).send().await.is(200).text;
    let rest = listed.split(path).nth(1).unwrap_or_else(|| panic!("no {path} in {listed}"));
    rest.chars().take_while(char::is_ascii_alphanumeric).collect()
}
