//! A mail service that fails, dawdles and forgets to answer; a store that fails at each step; senders that die.

use std::collections::BTreeMap;

use futures::future::join_all;
use runner::{Fault, When};
use serde_json::{Value, json};

use super::mail::{Mood, PostOffice};
use crate::door::house;
use crate::people::{Family, Staff, a_question};

const ENQUIRIES: &str = "/api/v1/advice/enquiries";

/// More operations than a delivery of one message makes.
const EVERY_OPERATION: usize = 45;

/// How many emails about each enquiry were taken.
fn emails_by_reference(office: &PostOffice) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for email in office.mail.emails() {
        let reference = email["personalisation"]["reference"].as_str().unwrap().to_owned();
        *counted.entry(reference).or_default() += 1;
    }
    counted
}

#[test]
fn what_the_mail_service_does_not_take_now_is_tried_again_later() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        Family::asks(&office.door, &a_question()).await;
        office.mail.is_in(&[Mood::Refuses(500), Mood::Refuses(429), Mood::Refuses(403)]);
        // A minute, five, fifteen: a little later each time, so that it is due.
        for minutes in [0, 2, 6] {
            office.waits(minutes);
            assert_eq!(office.delivers().await["put_off"], 1, "after {minutes} minutes");
            assert_eq!(office.delivers().await["put_off"], 0, "not at once");
        }
        office.waits(16);
        assert_eq!(office.delivers().await["sent"], 1);
        assert_eq!(office.mail.emails().len(), 1);
    });
}

#[test]
fn an_email_that_was_taken_without_our_hearing_of_it_is_not_sent_twice() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        for mood in [Mood::TakesAndFails, Mood::TakesAndDawdles] {
            let before = office.mail.emails().len();
            Family::asks(&office.door, &a_question()).await;
            office.mail.is_in(&[mood]);
            assert_eq!(office.delivers().await["put_off"], 1, "{mood:?}");
            office.waits(2);
            let looks = office.mail.looks();
            assert_eq!(office.delivers().await["sent"], 1, "{mood:?}");
            assert_eq!((office.mail.emails().len(), office.mail.looks()), (before + 1, looks + 1), "{mood:?}");
        }
    });
}

#[test]
fn whichever_operation_of_a_delivery_fails_each_email_goes_out_once() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let mut asked = Vec::new();
        for fault in [Fault::Fail, Fault::LoseAnswer, Fault::Kill] {
            for nth in (1..=EVERY_OPERATION).step_by(3).chain(EVERY_OPERATION - 20..=EVERY_OPERATION) {
                asked.push(Family::asks(&office.door, &a_question()).await.reference);
                house.faults().inject(When::any().nth(nth), fault);
                let answer = office.tries_to_deliver().await;
                house.faults().clear();
                assert!([200, 500, 503].contains(&answer.status.as_u16()), "{fault:?} at {nth}: {answer:?}");
                // Claims and locks of whoever died run out.
                office.waits(4);
                office.delivers_all().await;
                let counted = emails_by_reference(&office);
                let last = asked.last().unwrap();
                assert_eq!(counted.get(last), Some(&1), "{fault:?} at {nth}");
            }
        }
        let expected: BTreeMap<String, usize> = asked.into_iter().map(|reference| (reference, 1)).collect();
        assert_eq!(emails_by_reference(&office), expected);
    });
}

#[test]
fn whichever_operation_of_a_submission_fails_its_email_goes_out_once_and_a_buried_one_tells_nobody() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let mut kept = BTreeMap::new();
        for fault in [Fault::Fail, Fault::LoseAnswer, Fault::Kill] {
            for nth in 1..=12 {
                let (caller, key) = (office.door.another_caller(), format!("{fault:?}-{nth}"));
                let send = || caller.post(ENQUIRIES, &a_question()).header("idempotency-key", &key).send();
                house.faults().inject(When::any().nth(nth), fault);
                send().await;
                house.faults().clear();
                let receipt = send().await.is(201).json();
                kept.insert(receipt["reference"].as_str().unwrap().to_owned(), 1);
            }
        }
        office.delivers_all().await;
        assert_eq!(emails_by_reference(&office), kept);
    });
}

#[test]
fn ten_who_send_at_once_send_each_email_once() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let families: Vec<Family> =
            join_all((0..12).map(|_| async { Family::asks(&office.door, &a_question()).await })).await;
        let delivered = join_all((0..10).map(|_| office.delivers())).await;
        assert!(delivered.iter().any(|delivered| delivered["sent"].as_u64().unwrap() > 0));
        office.delivers_all().await;
        let expected: BTreeMap<String, usize> = families.into_iter().map(|family| (family.reference, 1)).collect();
        assert_eq!(emails_by_reference(&office), expected);
    });
}

#[test]
fn what_cannot_be_sent_is_listed_with_its_reason_and_goes_again_when_somebody_says_so() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let manager = Staff::joins(&office.door, "Mo Diaz", "manager").await;
        let adviser = Staff::joins(&office.door, "Sam Okoro", "adviser").await;
        let family = Family::asks(&office.door, &a_question()).await;
        office.mail.is_in(&[Mood::Refuses(400)]);
        assert_eq!(office.delivers().await["failed"], 1);
        office.waits(24 * 60);
        assert_eq!(office.delivers().await["sent"], 0, "not by itself");

        let page = manager.gets("/api/v1/messages").await.is(200).json();
        let failed = &page["items"][0];
        assert_eq!(failed["about"], family.reference);
        assert_eq!((&failed["kind"], &failed["reason"]), (&json!("received"), &json!("refused")));
        assert_eq!((&failed["to"], &failed["may_retry"]), (&json!("robin@family.example"), &json!(true)));
        adviser.gets("/api/v1/messages").await.tells(403, "forbidden");

        let retry = format!("/api/v1/messages/{}/retry", failed["id"].as_str().unwrap());
        let act = |path: String, who: &Staff| office.door.post(&path, &json!({})).key(&who.key).send();
        act(retry.clone(), &adviser).await.tells(403, "forbidden");
        act(retry.clone(), &manager).await.is(200);
        act(retry, &manager).await.tells(404, "not-found");
        act("/api/v1/messages/advice.ENQ-4K7M-9PX3.1.1/retry".to_owned(), &manager).await.tells(404, "not-found");
        act("/api/v1/messages/nothing/retry".to_owned(), &manager).await.tells(404, "not-found");
        assert_eq!(office.delivers().await["sent"], 1);
        assert_eq!(manager.gets("/api/v1/messages").await.is(200).json()["items"], json!([]));
        assert!(!office.running.lines().concat().contains("robin@"), "no address in the log");
    });
}

#[test]
fn a_message_whose_template_is_not_set_fails_and_can_be_dismissed() {
    house(|house| async move {
        let mail = super::mail::Mail::opens().await;
        let builder = super::mail::sending_to(&house, &mail)
            .variable("notify_templates", "answered = 00000000-0000-4000-8000-000000000000");
        let running = builder.start().await.unwrap();
        let office = PostOffice { door: crate::door::Door::at(running.url()), mail, running };
        let manager = Staff::joins(&office.door, "Mo Diaz", "manager").await;
        Family::asks(&office.door, &a_question()).await;
        assert_eq!(office.delivers().await["failed"], 1);
        let failed = manager.gets("/api/v1/messages").await.is(200).json()["items"][0].clone();
        assert_eq!(failed["reason"], "no_template");
        let dismissal = format!("/api/v1/messages/{}/dismissal", failed["id"].as_str().unwrap());
        office.door.post(&dismissal, &json!({})).key(&manager.key).send().await.is(200);
        assert_eq!(manager.gets("/api/v1/messages").await.is(200).json()["items"], json!([]));
        assert_eq!(office.mail.emails(), Vec::<Value>::new());
    });
}

#[test]
fn a_template_for_no_kind_of_message_is_named_in_the_log_and_nothing_is_sent() {
    house(|house| async move {
        let mail = super::mail::Mail::opens().await;
        let builder = super::mail::sending_to(&house, &mail).variable("notify_templates", "recieved = 1");
        let running = builder.start().await.unwrap();
        let door = crate::door::Door::at(running.url());
        door.post("/api/v1/messages/delivery", &json!({})).key(door.admin_key()).send().await.tells(500, "internal");
        let said = "the variable notify_templates cannot be used: there is no setting recieved";
        assert!(running.lines().concat().contains(said));
    });
}
