//! A store that fails, a host that stops, and what lies on the disk.

use runner::{Fault, Operation, When};
use serde_json::json;

use crate::door::{Answer, Door, House, house};
use crate::people::{Family, Staff, a_question, a_question_about_a_child};

const ENQUIRIES: &str = "/api/v1/advice/enquiries";

/// More operations than any request makes.
const EVERY_OPERATION: usize = 20;

#[test]
fn whichever_operation_of_a_submission_fails_nothing_is_lost_and_the_retry_makes_one_enquiry() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let manager = Staff::joins(&door, "Mo Diaz", "manager").await;
        for fault in [Fault::Fail, Fault::LoseAnswer, Fault::Kill] {
            for nth in 1..=EVERY_OPERATION {
                let before = manager.lists("").await.len();
                let (caller, key) = (door.another_caller(), format!("{fault:?}-{nth}"));
                let send = || caller.post(ENQUIRIES, &a_question()).header("idempotency-key", &key).send();
                house.faults().inject(When::any().nth(nth), fault);
                let first = send().await;
                house.faults().clear();
                match first.status.as_u16() {
                    201 => {}
                    503 => assert!(first.tells(503, "unavailable").header("retry-after").is_some()),
                    // A killed instance answers nothing of its own.
                    500 => assert_eq!(fault, Fault::Kill),
                    other => panic!("{fault:?} at {nth} answered {other}"),
                }
                let family = Family::from_receipt(caller.clone(), &send().await.is(201));
                assert_eq!(family.reads().await["state"], "received");
                assert!(manager.finds(&family).await.is_some(), "{fault:?} at {nth} lost the row");
                assert_eq!(manager.lists("").await.len(), before + 1, "{fault:?} at {nth} made two");
            }
        }
        running.stop().await;
    });
}

#[test]
fn whichever_operation_of_a_message_fails_it_is_there_once_after_the_retry() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let family = Family::asks(&door, &a_question()).await;
        let mut sent = 0;
        for fault in [Fault::Fail, Fault::LoseAnswer, Fault::Kill] {
            for nth in 1..=EVERY_OPERATION {
                let (caller, key) = (door.another_caller(), format!("{fault:?}-{nth}"));
                let body = json!({"access_code": family.code, "text": key});
                let path = format!("{}/messages", family.path());
                let send = || caller.post(&path, &body).header("idempotency-key", &key).send();
                house.faults().inject(When::any().nth(nth), fault);
                let first = send().await;
                house.faults().clear();
                assert!([201, 500, 503].contains(&first.status.as_u16()), "{fault:?} at {nth}: {first:?}");
                send().await.is(201);
                sent += 1;
                let messages = family.reads().await["messages"].as_array().unwrap().len();
                assert_eq!(messages, sent, "{fault:?} at {nth}");
            }
        }
        running.stop().await;
    });
}

#[test]
fn a_store_that_fails_is_said_to_fail_and_never_looks_empty() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let manager = Staff::joins(&door, "Mo Diaz", "manager").await;
        let family = Family::asks(&door, &a_question()).await;
        house.faults().inject(When::any(), Fault::Fail);
        let failing: [Answer; 4] = [
            family.opens("thread").await,
            family.writes("Hello?").await,
            manager.gets(ENQUIRIES).await,
            manager.gets(&family.path()).await,
        ];
        for answer in failing {
            assert!(answer.tells(503, "unavailable").header("retry-after").is_some());
        }
        house.faults().clear();
        assert_eq!(family.reads().await["messages"], json!([]));
        running.stop().await;
    });
}

#[test]
fn a_look_that_cannot_be_written_down_does_not_happen() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let manager = Staff::joins(&door, "Mo Diaz", "manager").await;
        let family = Family::asks(&door, &a_question()).await;
        house.faults().inject(When::operation(Operation::SetMany), Fault::Fail);
        let refused = manager.gets(&family.path()).await.tells(503, "unavailable");
        assert!(!refused.text.contains("Pupil Premium"));
        running.stop().await;
    });
}

#[test]
fn a_restart_keeps_everything() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let manager = Staff::joins(&door, "Mo Diaz", "manager").await;
        let family = Family::asks(&door, &a_question()).await;
        manager.steps(&family, "assignment", &json!({"to": "me"})).await.is(200);
        let (thread, row) = (family.reads().await, manager.finds(&family).await);
        running.stop().await;

        let (door, running) = house.open().await;
        let family = Family { door: door.another_caller(), ..family };
        let manager = Staff { door: door.another_caller(), ..manager };
        assert_eq!(family.reads().await, thread);
        assert_eq!(manager.finds(&family).await, row);
        running.stop().await;
    });
}

#[test]
fn a_restart_forgives_no_wrong_codes() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let family = Family::asks(&door, &a_question()).await;
        let guesser =
            Family { code: "AAAA-AAAA-AAAA-AAAA".into(), door: door.another_caller(), reference: family.reference };
        for _ in 0..10 {
            guesser.opens("thread").await.tells(404, "not-found");
        }
        running.stop().await;
        let (door, running) = house.open().await;
        let guesser = Family { door: door.seen_from(guesser.door.address()), ..guesser };
        guesser.opens("thread").await.tells(429, "too-many");
        running.stop().await;
    });
}

#[test]
fn what_lies_on_the_disk_shows_nothing_that_was_typed() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let manager = Staff::joins(&door, "Mo Diaz", "manager").await;
        let mut question = a_question_about_a_child();
        question["child"]["first_name"] = json!("Jasminder");
        question["needs"] = json!("A Punjabi interpreter");
        let family = Family::asks(&door, &question).await;
        family.writes("We live in Quarry Lane").await.is(201);
        manager.steps(&family, "notes", &json!({"text": "Rang the SENCO"})).await.is(200);
        manager.steps(&family, "flags", &json!({"concern": "Frightened of somebody"})).await.is(200);
        manager.lists("").await;
        let lines = running.lines();
        running.stop().await;

        let disk = house.bytes_on_disk();
        let code = family.code.replace('-', "");
        let typed = [
            "Robin",
            "Ashe",
            "robin@family",
            "Jasminder",
            "Punjabi",
            "Pupil Premium",
            "Quarry",
            "SENCO",
            "Frightened",
            "Diaz",
            &family.code,
            &code,
            &manager.key,
        ];
        for word in typed {
            assert!(!contains(&disk, word), "{word} lies open on the disk");
            assert!(!lines.iter().any(|line| line.contains(word)), "{word} stands in the log");
        }
        assert!(contains(&disk, "spin_key_value"), "this looked at the right file");
    });
}

#[test]
fn each_request_makes_no_more_store_operations_than_it_may() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let first = Family::asks(&door, &a_question()).await;
        sam.steps(&first, "triage", &json!({})).await.is(200);

        // A caller's second submission of the hour: the first one starts the hour's counter.
        let submission = counted(&house, || async { Family::asks_as(&first.door, &a_question()).await }).await;
        assert!(submission <= 6 + 1, "six, and one for the limit: {submission}");
        assert_eq!(counted(&house, || async { first.reads().await }).await, 2 + 1, "two, and one for the limit");
        let written = counted(&house, || async { first.writes("More").await.is(201) }).await;
        assert!(written <= 8 + 2, "eight, one for each limit: {written}");
        let seen = sam.opens(&first).await.etag().to_owned();
        let key = 2;
        assert_eq!(
            counted(&house, || async { sam.opens(&first).await }).await,
            key + 2 + 2,
            "the enquiry and who looked"
        );
        let step =
            counted(&house, || async { sam.steps_on(&first, "assignment", &json!({"to": "me"}), &seen).await.is(200) });
        let step = step.await;
        assert!(step <= key + 8 + 2, "the key, the change, who looked: {step}");
        running.stop().await;
    });
}

async fn counted<T, F: Future<Output = T>>(house: &House, act: impl FnOnce() -> F) -> usize {
    house.faults().record();
    act().await;
    let seen = house.faults().recorded().len();
    house.faults().clear();
    seen
}

#[test]
fn each_request_leaves_one_line_in_the_log_and_names_nobody() {
    house(|house| async move {
        let (door, running) = house.open().await;
        // Those of the runner's own request at the start.
        let before = running.lines().len();
        let family = Family::asks(&door, &a_question()).await;
        family.reads().await;
        door.get("/nothing").send().await;
        let lines: Vec<serde_json::Value> =
            running.lines().iter().skip(before).filter_map(|line| serde_json::from_str(line).ok()).collect();
        let told: Vec<_> =
            lines.iter().map(|line| (line["method"].clone(), line["route"].clone(), line["status"].clone())).collect();
        assert_eq!(
            told,
            [
                (json!("POST"), json!(ENQUIRIES), json!(201)),
                (json!("POST"), json!(format!("{ENQUIRIES}/{{reference}}/thread")), json!(200)),
                (json!("GET"), json!(null), json!(404)),
            ]
        );
        for line in &lines {
            for name in ["time", "milliseconds", "key_value_operations", "request_id"] {
                assert!(!line[name].is_null(), "{line} has {name}");
            }
            assert!(!line.to_string().contains(&family.reference), "the route's pattern, not the path");
        }
        running.stop().await;
    });
}

fn contains(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn a_misconfigured_secret_is_said_in_the_log_and_not_to_the_caller() {
    house(|house| async move {
        let running = house.builder().variable("secret", "too short").start().await.unwrap();
        let door = Door::at(running.url());
        let answer = door.get("/api/v1/advice/remit?route=adoption").send().await.tells(500, "internal");
        assert!(!answer.text.contains("secret"));
        assert!(running.lines().iter().any(|line| line.contains("the variable secret")));
        running.stop().await;
    });
}
