//! Several people at once, and the same thing sent twice.

use std::collections::BTreeSet;

use futures::future::join_all;
use serde_json::json;

use crate::door::{Answer, story};
use crate::people::{Family, Staff, a_question};

const ENQUIRIES: &str = "/api/v1/advice/enquiries";

fn new_key() -> String {
    format!("story-{:032x}", rand::random::<u128>())
}

#[test]
fn two_staff_who_change_one_enquiry_at_once_are_not_both_told_yes() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let family = Family::asks(&door, &a_question()).await;
        sam.steps(&family, "assignment", &json!({"to": "me"})).await.is(200);
        let seen = sam.opens(&family).await.etag().to_owned();
        let texts: Vec<_> = (0..8).map(|n| json!({"text": format!("Answer {n}")})).collect();
        let answers = join_all(texts.iter().map(|text| sam.steps_on(&family, "notes", text, &seen))).await;
        let statuses: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
        assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
        assert_eq!(statuses.iter().filter(|status| **status == 412).count(), 7, "{statuses:?}");
        assert_eq!(sam.opens(&family).await.json()["notes"].as_array().unwrap().len(), 1);
    });
}

#[test]
fn a_step_without_a_version_is_asked_for_one() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let family = Family::asks(&door, &a_question()).await;
        let path = format!("{}/assignment", family.path());
        let body = json!({"to": "me"});
        door.post(&path, &body).key(&sam.key).send().await.tells(428, "if-match-required");
        for (seen, status, slug) in [("\"99\"", 412, "stale"), ("W/\"1\"", 412, "stale"), ("1", 400, "malformed")] {
            sam.steps_on(&family, "assignment", &body, seen).await.tells(status, slug);
        }
    });
}

#[test]
fn a_double_click_makes_one_enquiry_and_both_clicks_get_the_same_receipt() {
    story(|door| async move {
        let (caller, key) = (door.another_caller(), new_key());
        let clicks = (0..8).map(|_| caller.post(ENQUIRIES, &a_question()).header("idempotency-key", &key).send());
        let answers: Vec<Answer> = join_all(clicks).await.into_iter().map(|answer| answer.is(201)).collect();
        let receipts: BTreeSet<String> = answers.iter().map(|answer| answer.text.clone()).collect();
        assert_eq!(receipts.len(), 1);
        let firsts = answers.iter().filter(|answer| answer.header("idempotency-replayed").is_none()).count();
        assert_eq!(firsts, 1, "all but one are marked as replayed");

        let family = Family::from_receipt(caller.clone(), &answers[0]);
        family.writes("The code of every receipt opens it").await.is(201);
        let later = caller.post(ENQUIRIES, &a_question()).header("idempotency-key", &format!("\"{key}\"")).send().await;
        assert_eq!(later.is(201).text, answers[0].text, "quoted or not, later or not, it is the first answer");
        let other = json!({"question": "Another one"});
        let mut changed = a_question();
        changed["question"] = other["question"].clone();
        let reused = caller.post(ENQUIRIES, &changed).header("idempotency-key", &key).send().await;
        reused.tells(422, "idempotency-key-reused");
    });
}

#[test]
fn a_message_sent_twice_under_one_key_is_one_message() {
    story(|door| async move {
        let (family, key) = (Family::asks(&door, &a_question()).await, new_key());
        let path = format!("{}/messages", family.path());
        let body = json!({"access_code": family.code, "text": "Once"});
        let send = || family.door.post(&path, &body).header("idempotency-key", &key).send();
        let answers = join_all([send(), send(), send()]).await;
        assert!(answers.into_iter().all(|answer| answer.is(201).json()["messages"].as_array().unwrap().len() == 1));

        let wrong = json!({"access_code": "AAAA-AAAA-AAAA-AAAA", "text": "Once"});
        let stolen = family.door.post(&path, &wrong).header("idempotency-key", &key).send().await;
        stolen.tells(404, "not-found");
    });
}

#[test]
fn a_staff_step_sent_twice_under_one_key_is_taken_once() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let (family, key) = (Family::asks(&door, &a_question()).await, new_key());
        let seen = sam.opens(&family).await.etag().to_owned();
        let path = format!("{}/triage", family.path());
        let send = || {
            let ask = door.post(&path, &json!({})).key(&sam.key);
            ask.header("if-match", &seen).header("idempotency-key", &key).send()
        };
        assert_eq!(send().await.is(200).header("idempotency-replayed"), None);
        assert_eq!(send().await.is(200).header("idempotency-replayed"), Some("true"));
    });
}

#[test]
fn twenty_messages_at_once_are_twenty_messages() {
    story(|door| async move {
        let family = Family::asks(&door, &a_question()).await;
        let texts: Vec<String> = (0..20).map(|n| format!("Message {n}")).collect();
        for answer in join_all(texts.iter().map(|text| family.writes(text))).await {
            answer.is(201);
        }
        let said: BTreeSet<String> = family.reads().await["messages"]
            .as_array()
            .unwrap()
            .iter()
            .map(|message| message["text"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(said, texts.into_iter().collect());
    });
}

#[test]
fn forty_families_who_ask_at_once_are_all_on_the_list() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let question = a_question();
        let families = join_all((0..40).map(|_| Family::asks(&door, &question))).await;
        let listed: BTreeSet<String> =
            sam.lists("").await.iter().map(|row| row["reference"].as_str().unwrap().to_owned()).collect();
        let missing: Vec<_> = families.iter().filter(|family| !listed.contains(&family.reference)).collect();
        assert!(missing.is_empty(), "{} are missing", missing.len());
    });
}
