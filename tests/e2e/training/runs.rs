//! Courses and runs: what everybody sees of them, and what staff do with them.

use calcard::icalendar::{ICalendar, ICalendarProperty};
use serde_json::{Value, json};

use super::people::{BOOKINGS, Booker, a_run, a_wish, day_in, makes_run};
use crate::door::{Answer, Door, house, story};
use crate::messages::mail::PostOffice;
use crate::people::Staff;

pub(super) const COURSES: &str = "/api/v1/training/courses";
pub(super) const RUNS: &str = "/api/v1/training/runs";

fn a_course() -> Value {
    json!({
        "title": "Attachment in the classroom", "summary": "How early loss shapes learning.",
        "outcomes": ["Notice a trauma response"], "audiences": ["designated_teachers", "carers"], "minutes": 180,
    })
}

/// What staff send to change a run, as they were shown it.
async fn details(staff: &Staff, run: &str) -> (String, Value) {
    let answer = staff.gets(&format!("{RUNS}/{run}/details")).await.is(200);
    (answer.etag().to_owned(), answer.json()["details"].clone())
}

/// Changes a run on a version.
async fn changes(staff: &Staff, run: &str, seen: &str, body: &Value) -> Answer {
    let ask = staff.door.ask(reqwest::Method::PUT, &format!("{RUNS}/{run}")).key(&staff.key).header("if-match", seen);
    ask.header("content-type", "application/json").body(body.to_string()).send().await
}

/// Has done what is due, until nothing is left.
pub(super) async fn does_what_is_due(door: &Door) {
    for _ in 0..20 {
        let due = door.post("/api/v1/training/due", &json!({})).key(door.admin_key()).send().await.is(200).json();
        if due["more"] == false && due["busy"] == false {
            return;
        }
    }
    panic!("there is no end to it");
}

/// All runs that a query finds, whatever page they are on.
async fn found(door: &Door, query: &str) -> Vec<String> {
    let (mut ids, mut after) = (Vec::new(), String::new());
    for _ in 0..1_000 {
        let page = door.get(&format!("{RUNS}?limit=100{query}{after}")).send().await.is(200).json();
        ids.extend(page["items"].as_array().unwrap().iter().map(|run| run["id"].as_str().unwrap().to_owned()));
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return ids,
        }
    }
    panic!("the list never ends");
}

#[test]
fn a_course_is_made_once_changed_on_the_version_that_was_seen_and_retired() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let key = format!("story-{:032x}", rand::random::<u128>());
        let make = || door.post(COURSES, &a_course()).key(&sam.key).header("idempotency-key", &key).send();
        let (first, again) = (make().await.is(201), make().await.is(201));
        assert_eq!((first.text.as_str(), again.header("idempotency-replayed")), (again.text.as_str(), Some("true")));

        let path = first.header("location").unwrap().to_owned();
        let change = |seen: &str, body: Value| {
            let ask = door.ask(reqwest::Method::PUT, &path).key(&sam.key).header("if-match", seen);
            ask.header("content-type", "application/json").body(body.to_string()).send()
        };
        let mut shorter = a_course();
        shorter["minutes"] = json!(90);
        let changed = change(first.etag(), shorter.clone()).await.is(200);
        assert_eq!(changed.json()["minutes"], 90);
        change(first.etag(), shorter).await.tells(412, "stale");
        assert_eq!(door.get(&path).send().await.is(200).json()["minutes"], 90, "anybody sees it");

        let retire = door.post(&format!("{path}/retirement"), &json!({"retired": true})).key(&sam.key);
        retire.header("if-match", changed.etag()).send().await.is(200);
        let mut run = a_run(3);
        run["course"] = first.json()["id"].clone();
        door.post(RUNS, &run).key(&sam.key).send().await.tells(409, "conflict");
    });
}

#[test]
fn only_staff_make_and_change_courses_and_runs() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let run = makes_run(&sam, &a_run(3)).await;
        for path in [COURSES.to_owned(), RUNS.to_owned(), format!("{RUNS}/{run}/cancellation")] {
            door.post(&path, &json!({})).send().await.tells(401, "unauthenticated");
        }
        for place in ["details", "bookings", "register", "evaluations", "charges", "charges.csv", "audit"] {
            door.get(&format!("{RUNS}/{run}/{place}")).send().await.tells(401, "unauthenticated");
        }
    });
}

#[test]
fn what_is_wrong_with_a_run_is_told_at_once() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let run = json!({"date": "2027-02-30", "start_time": "9", "mode": "online", "capacity": 501, "colour": "red"});
        let refused = door.post(RUNS, &run).key(&sam.key).send().await.tells(422, "validation");
        let expected = [
            ("#/course", "CANNOT_BE_EMPTY"),
            ("#/date", "INVALID_VALUE"),
            ("#/start_time", "INVALID_FORMAT"),
            ("#/end_time", "CANNOT_BE_EMPTY"),
            ("#/link", "CONDITIONAL_FIELD_MUST_BE_SET"),
            ("#/trainer", "CANNOT_BE_EMPTY"),
            ("#/capacity", "INVALID_VALUE"),
            ("#/colour", "UNKNOWN_FIELD"),
        ];
        let expected: Vec<_> = expected.iter().map(|(at, code)| ((*at).to_owned(), (*code).to_owned())).collect();
        assert_eq!(refused.errors(), expected);
    });
}

#[test]
fn runs_are_found_by_audience_mode_course_and_day() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let run = makes_run(&sam, &a_run(3)).await;
        let course = door.get(&format!("{RUNS}/{run}")).send().await.is(200).json()["course"].clone();
        let of = format!("&course={}", course.as_str().unwrap());
        for (query, is_there) in [
            (String::new(), true),
            ("&audience=carers&mode=online&booking=open".to_owned(), true),
            ("&audience=governors".to_owned(), false),
            ("&mode=in_person".to_owned(), false),
            (format!("&from={0}&to={0}", day_in(60)), true),
            (format!("&from={}", day_in(61)), false),
            (format!("&to={}", day_in(59)), false),
        ] {
            let expected = if is_there { vec![run.clone()] } else { Vec::new() };
            assert_eq!(found(&door, &format!("{of}{query}")).await, expected, "{query}");
        }
        assert_eq!(found(&door, &format!("{of}&filed=2027")).await, Vec::<String>::new(), "not over for long");
        let wrong = door.get(&format!("{RUNS}?audience=kings&from=tomorrow&x=1")).send().await.tells(400, "bad-query");
        assert_eq!(wrong.errors().len(), 3);
    });
}

#[test]
fn places_are_explained_and_a_full_run_offers_its_queue() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let run = makes_run(&sam, &a_run(2)).await;
        let says = async || {
            let seen = door.get(&format!("{RUNS}/{run}")).send().await.is(200).json();
            assert_eq!(seen["booking"]["state"], "open");
            seen["places"].clone()
        };
        assert_eq!(says().await["says"], "2 of 2 places are free");
        Booker::books(&door, &run, "ada", 2).await;
        Booker::books(&door, &run, "ben", 3).await;
        let full = json!({
            "capacity": 2, "confirmed": 2, "offered": 0, "queued": 3, "available": 0,
            "says": "Full: 3 places are waited for, and you can join the queue",
        });
        assert_eq!(says().await, full);
    });
}

#[test]
fn who_looks_at_what_can_be_booked_learns_nothing_of_who_did() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let mut body = a_run(2);
        body["trainer_email"] = json!("amara@trainers.example");
        let run = makes_run(&sam, &body).await;
        let booker = Booker::books(&door, &run, "ada", 2).await;
        for path in [
            RUNS.to_owned(),
            format!("{RUNS}/{run}"),
            format!("{RUNS}.json"),
            format!("{RUNS}.ics"),
            COURSES.to_owned(),
        ] {
            let seen = door.get(&path).send().await.is(200).text;
            for secret in ["Ada", "Ortiz", "Robin", "family.example", "trainers.example", "meet.example"] {
                assert!(!seen.contains(secret), "{secret} at {path}");
            }
            assert!(!seen.contains(&booker.reference), "{path}");
        }
    });
}

#[test]
fn a_change_stands_on_the_version_that_was_seen_and_what_is_shown_can_be_sent_back() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let run = makes_run(&sam, &a_run(3)).await;
        let (seen, mut body) = details(&sam, &run).await;
        Booker::books(&door, &run, "ada", 1).await;
        body["capacity"] = json!(5);
        let changed = changes(&sam, &run, &seen, &body).await.is(200);
        assert_eq!(changed.json()["places"]["available"], 4, "who books meanwhile makes nobody's version stale");
        changes(&sam, &run, &seen, &body).await.tells(412, "stale");
        let without = sam.door.ask(reqwest::Method::PUT, &format!("{RUNS}/{run}")).key(&sam.key);
        let without = without.header("content-type", "application/json").body(body.to_string());
        without.send().await.tells(428, "if-match-required");
        Booker::books(&door, &run, "ben", 1).await;
        body["capacity"] = json!(1);
        let refused = changes(&sam, &run, changed.etag(), &body).await.tells(409, "conflict").json();
        assert_eq!((&refused["state"], &refused["confirmed"]), (&json!("below_taken"), &json!(2)));
    });
}

#[test]
fn who_booked_never_finds_harsher_terms_than_those_they_booked_on() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let run = makes_run(&sam, &a_run(3)).await;
        let (seen, mut body) = details(&sam, &run).await;
        let with_late_fee = |body: &mut Value, pence: u32| body["late_fee"]["amount"] = json!(pence);
        with_late_fee(&mut body, 4_500);
        let seen = changes(&sam, &run, &seen, &body).await.is(200).etag().to_owned();
        Booker::books(&door, &run, "ada", 1).await;
        with_late_fee(&mut body, 4_501);
        let refused = changes(&sam, &run, &seen, &body).await.tells(409, "conflict").json();
        assert_eq!(refused["state"], "harsher_terms");
        with_late_fee(&mut body, 2_000);
        changes(&sam, &run, &seen, &body).await.is(200);
    });
}

/// Somebody's calendar file, read by a library that has nothing to do with who wrote it: how it names the event, how new it
/// is, when it starts, and what to do with it.
async fn calendar(booker: &Booker) -> (String, i64, String, String) {
    let file = booker.asks("calendar", &json!({})).await.is(200);
    assert!(file.header("content-type").unwrap().starts_with("text/calendar"));
    let read = ICalendar::parse(&file.text).unwrap();
    let [whole, event] = read.components.as_slice() else { panic!("one event: {}", file.text) };
    let said = |name: &ICalendarProperty| {
        let text = event.property(name).or_else(|| whole.property(name)).unwrap().values.first().unwrap();
        text.as_text().map(str::to_owned).unwrap_or_default()
    };
    let starts = file.text.lines().find_map(|line| line.strip_prefix("DTSTART:")).unwrap().trim().to_owned();
    let sequence = event.property(&ICalendarProperty::Sequence).unwrap().values.first().unwrap().as_integer();
    (said(&ICalendarProperty::Uid), sequence.unwrap(), starts, said(&ICalendarProperty::Method))
}

#[test]
fn a_run_that_moves_tells_everybody_and_their_calendars_and_lets_them_cancel_for_nothing() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let door = &office.door;
        let sam = Staff::joins(door, "Sam Okoro", "adviser").await;
        let run = makes_run(&sam, &a_run(1)).await;
        let (ada, ben) = (Booker::books(door, &run, "ada", 1).await, Booker::books(door, &run, "ben", 1).await);
        does_what_is_due(door).await;
        office.delivers_all().await;
        let told_before = office.mail.emails().len();
        let before = calendar(&ada).await;

        let (seen, mut body) = details(&sam, &run).await;
        body["date"] = json!(day_in(3));
        changes(&sam, &run, &seen, &body).await.is(200);
        let after = calendar(&ada).await;
        assert_eq!((&after.0, after.3.as_str()), (&before.0, "PUBLISH"), "the same event");
        assert!(after.1 > before.1 && after.2 < before.2, "newer, and earlier: {before:?} {after:?}");

        does_what_is_due(door).await;
        office.delivers_all().await;
        let told: Vec<Value> = office.mail.emails().split_off(told_before);
        let mut to: Vec<&str> = told.iter().map(|email| email["email_address"].as_str().unwrap()).collect();
        to.sort_unstable();
        assert_eq!(to, ["ada@family.example", "ben@family.example"], "who waits too");
        let cost = ada.asks("cancellation-cost", &json!({"places": [1]})).await.is(200).json();
        assert_eq!(cost["free"], true, "three days before, which would be late: {cost}");
        assert_eq!(ben.stands().await, ["queued"]);
    });
}

#[test]
fn a_run_that_is_called_off_is_called_off_for_everybody_and_in_their_calendars() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let door = &office.door;
        let sam = Staff::joins(door, "Sam Okoro", "adviser").await;
        let run = makes_run(&sam, &a_run(1)).await;
        let (ada, ben) = (Booker::books(door, &run, "ada", 1).await, Booker::books(door, &run, "ben", 1).await);
        let before = calendar(&ada).await;
        let (seen, _) = details(&sam, &run).await;
        let cancel = || {
            let ask = sam.door.post(&format!("{RUNS}/{run}/cancellation"), &json!({"reason": "The trainer is ill"}));
            ask.key(&sam.key).header("if-match", &seen).send()
        };
        assert_eq!(cancel().await.is(200).json()["cancelled"], "The trainer is ill");
        cancel().await.tells(412, "stale");
        for booker in [&ada, &ben] {
            assert_eq!(booker.stands().await, ["run_cancelled"]);
        }
        let after = calendar(&ada).await;
        assert_eq!((&after.0, after.3.as_str(), after.1 > before.1), (&before.0, "CANCEL", true));
        does_what_is_due(door).await;
        office.delivers_all().await;
        assert_eq!(office.mail.emails().len(), 2, "one to each: what was true before is not told any more");
        let late = door.another_caller().post(BOOKINGS, &a_wish(&run, "cy", 1)).send().await.tells(409, "conflict");
        assert_eq!(late.json()["state"], "run_cancelled");
        let seen = door.get(&format!("{RUNS}/{run}")).send().await.is(200).json();
        assert_eq!(
            (&seen["booking"]["state"], &seen["cancelled"]),
            (&json!("cancelled"), &json!("The trainer is ill"))
        );
    });
}

#[test]
fn what_can_be_booked_can_be_subscribed_to() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let open = makes_run(&sam, &a_run(3)).await;
        let mut later = a_run(3);
        later["opens_on"] = json!(day_in(30));
        let later = makes_run(&sam, &later).await;
        let answer = door.get(&format!("{RUNS}.ics")).send().await.is(200);
        assert_eq!(answer.header("content-type"), Some("text/calendar; charset=utf-8"));
        let read = ICalendar::parse(&answer.text).unwrap();
        assert!(read.uids().any(|uid| uid.starts_with(&open)) && !read.uids().any(|uid| uid.starts_with(&later)));
        let feed = door.get(&format!("{RUNS}.json")).send().await.is(200);
        assert_eq!(feed.header("content-type"), Some("application/feed+json"));
        let feed = feed.json();
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        let ids: Vec<&str> =
            feed["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
        assert!(ids.contains(&open.as_str()) && !ids.contains(&later.as_str()));
    });
}

#[test]
fn what_is_due_is_done_for_a_scheduler_and_administrators_and_nobody_else() {
    house(|house| async move {
        let key = "the-key-of-the-scheduler-of-these-tests";
        let running = house.builder().variable("tasks_key", key).start().await.unwrap();
        let door = Door::at(running.url());
        let manager = Staff::joins(&door, "Mo Diaz", "manager").await;
        let due = |key: &str| door.post("/api/v1/training/due", &json!({})).key(key).send();
        due(key).await.is(200);
        due(door.admin_key()).await.is(200);
        due(&manager.key).await.tells(403, "forbidden");
        door.post("/api/v1/training/due", &json!({})).send().await.tells(401, "unauthenticated");
        let sweep = |key: &str| door.post("/api/v1/training/sweep", &json!({})).key(key).send();
        sweep(&manager.key).await.tells(403, "forbidden");
        makes_run(&manager, &a_run(3)).await;
        let swept = sweep(door.admin_key()).await.is(200).json();
        assert_eq!((&swept["rows"], &swept["repaired"]), (&json!(2), &json!(0)), "a course and a run");
    });
}
