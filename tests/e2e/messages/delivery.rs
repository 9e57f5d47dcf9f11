//! What goes out, to whom, and what it says.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::mail::{Mail, PostOffice, sending_to, template_of};
use crate::browser::Browser;
use crate::door::{Door, house, story};
use crate::people::{Family, Staff, a_question, a_question_about_a_child};

#[test]
fn a_question_asked_by_email_leads_to_exactly_one_email_that_holds_nothing_of_it() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let family = Family::asks(&office.door, &a_question_about_a_child()).await;
        let delivered = office.delivers().await;
        assert_eq!(delivered, json!({"sent": 1, "failed": 0, "put_off": 0, "waiting": 1, "busy": false}));
        assert_eq!(office.delivers().await["sent"], 0);

        let emails = office.mail.emails();
        let [email] = emails.as_slice() else { panic!("one, not {}", emails.len()) };
        assert_eq!(email["template_id"], template_of("received"));
        assert_eq!(email["email_address"], "robin@family.example");
        let words = &email["personalisation"];
        assert_eq!(words["reference"], family.reference);
        assert_eq!(words["virtual_school"], "Larkshire Virtual School");
        assert_eq!(words["link"], "https://front-door.example/advice/come-back");
        assert!(words["safeguarding"].as_str().unwrap().contains("999"));
        let due = family.reads().await["reply_by"]["date"].as_str().unwrap_or_default().to_owned();
        let year = due.split('-').next().unwrap();
        assert!(words["due"].as_str().unwrap().ends_with(year), "a day in words: {words}");
        let said = words.to_string();
        for typed in ["Pupil Premium", "Robin", "Ashe", "Jay", &family.code, &family.code.replace('-', "")] {
            assert!(!said.contains(typed), "{typed} in {said}");
        }
    });
}

#[test]
fn a_family_that_asked_to_be_phoned_gets_no_email() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let mut question = a_question();
        question["reply"] = json!({"by": "phone", "phone": "01632 960 001", "safe_to_leave_message": false});
        Family::asks(&office.door, &question).await;
        assert_eq!(office.delivers().await["waiting"], 0);
        assert_eq!(office.mail.emails(), Vec::<Value>::new());
    });
}

#[test]
fn a_family_hears_of_question_and_answer_and_nobodys_version_moves_by_it() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let sam = Staff::joins(&office.door, "Sam Okoro", "adviser").await;
        let family = Family::asks(&office.door, &a_question()).await;
        let seen = sam.opens(&family).await.etag().to_owned();
        office.delivers_all().await;
        sam.steps_on(&family, "assignment", &json!({"to": "me"}), &seen).await.is(200);
        sam.steps(&family, "question", &json!({"text": "Which school?"})).await.is(200);
        office.delivers_all().await;
        family.writes("The one on the hill").await.is(201);
        office.delivers_all().await;
        let seen = sam.opens(&family).await.etag().to_owned();
        sam.steps_on(&family, "answer", &json!({"text": "Ask them."}), &seen).await.is(200);
        office.delivers_all().await;
        // Sam holds a key and has no address, so nobody is told that the family wrote.
        assert_eq!(office.mail.kinds(), ["received", "waiting_for_you", "answered"]);
        let history = sam.opens(&family).await.text;
        assert!(!history.contains("claimed"), "no history fills with it");
    });
}

#[test]
fn what_ended_before_its_message_went_out_still_sends_it() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let sam = Staff::joins(&office.door, "Sam Okoro", "adviser").await;
        let family = Family::asks(&office.door, &a_question()).await;
        let elsewhere = json!({"service": "A helpline", "text": "They can help you better."});
        sam.steps(&family, "signposting", &elsewhere).await.is(200);
        assert_eq!(sam.finds(&family).await, None, "it is off the list of work");
        office.delivers_all().await;
        assert_eq!(office.mail.kinds(), ["received", "answered"]);
    });
}

#[test]
fn a_family_that_is_waited_for_is_reminded_once_and_one_that_answered_is_not() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let sam = Staff::joins(&office.door, "Sam Okoro", "adviser").await;
        let silent = Family::asks(&office.door, &a_question()).await;
        let quick = Family::asks(&office.door, &a_question()).await;
        for family in [&silent, &quick] {
            sam.steps(family, "assignment", &json!({"to": "me"})).await.is(200);
            sam.steps(family, "question", &json!({"text": "Which school?"})).await.is(200);
        }
        office.delivers_all().await;
        quick.writes("The one on the hill").await.is(201);
        for _ in 0..4 {
            // Five working days are at least seven days, and no more than twelve around Christmas or Easter.
            office.waits(4 * 24 * 60);
            office.delivers_all().await;
        }
        let reminders: Vec<Value> = office.mail.emails();
        let reminded = |email: &&Value| email["template_id"] == template_of("reminder").as_str();
        let about: Vec<&Value> =
            reminders.iter().filter(reminded).map(|email| &email["personalisation"]["reference"]).collect();
        assert_eq!(about, [&json!(silent.reference)]);
    });
}

#[test]
fn a_link_to_sign_in_goes_to_who_may_come_and_to_nobody_else_and_signs_them_in() {
    house(|house| async move {
        let mail = Mail::opens().await;
        let key = "the-setup-key-of-the-tests-and-of-nothing-else";
        let running = sending_to(&house, &mail).variable("setup_key", key).start().await.unwrap();
        let office = PostOffice { door: Door::at(running.url()), mail, running };
        let browser = Browser::new(&office.door);
        let first = [("key", key), ("name", "Amara Osei"), ("email", "amara@larkshire.example")];
        browser.asks(reqwest::Method::POST, "/sign-in/first", &first).await.is(303);

        let colleague = Browser::new(&office.door);
        for email in ["amara@larkshire.example", "nobody@larkshire.example"] {
            colleague.sends("/sign-in", &[("email", email)]).await.is("/sign-in/sent", 200);
        }
        office.delivers_all().await;
        let emails = office.mail.emails();
        for email in &emails {
            assert_eq!(email["template_id"], template_of("sign_in_link"));
            assert_eq!(email["email_address"], "amara@larkshire.example", "whoever nobody knows gets nothing");
        }
        let email = emails.last().unwrap();
        let link =
            email["personalisation"]["link"].as_str().unwrap().strip_prefix("https://front-door.example").unwrap();
        assert_eq!(colleague.asks(reqwest::Method::POST, link, &[]).await.is(303).header("location"), Some("/desk"));
        assert!(colleague.cookie("fd_session").is_some());
    });
}

#[test]
fn whoever_has_an_enquiry_hears_that_the_family_wrote_and_where_to_look() {
    house(|house| async move {
        let mail = Mail::opens().await;
        let key = "the-setup-key-of-the-tests-and-of-nothing-else";
        let running = sending_to(&house, &mail).variable("setup_key", key).start().await.unwrap();
        let office = PostOffice { door: Door::at(running.url()), mail, running };
        let browser = Browser::new(&office.door);
        let first = [("key", key), ("name", "Amara Osei"), ("email", "amara@larkshire.example")];
        browser.asks(reqwest::Method::POST, "/sign-in/first", &first).await.is(303);
        let cookie = format!("fd_session={}", browser.cookie("fd_session").unwrap());

        let family = Family::asks(&office.door, &a_question()).await;
        let seen = office.door.get(&family.path()).header("cookie", &cookie).send().await.etag().to_owned();
        let take = office.door.post(&format!("{}/assignment", family.path()), &json!({"to": "me"}));
        let take = take.header("cookie", &cookie).header("sec-fetch-site", "same-origin").header("if-match", &seen);
        take.send().await.is(200);
        family.writes("There is more to say").await.is(201);
        family.writes("And more").await.is(201);
        office.delivers_all().await;
        let told = |email: &&Value| email["template_id"] == template_of("family_wrote").as_str();
        let emails = office.mail.emails();
        let [email] = emails.iter().filter(told).collect::<Vec<_>>()[..] else { panic!("one for both: {emails:?}") };
        assert_eq!(email["email_address"], "amara@larkshire.example");
        let link = format!("https://front-door.example/desk/advice/{}", family.reference);
        assert_eq!(email["personalisation"]["link"], link);
        assert!(!email.to_string().contains("more"), "{email}");
    });
}

#[test]
fn the_runner_sends_what_is_due_by_itself() {
    house(|house| async move {
        let mail = Mail::opens().await;
        let key = "the-key-of-the-scheduler-of-these-tests";
        let running = sending_to(&house, &mail).variable("tasks_key", key).start().await.unwrap();
        Family::asks(&Door::at(running.url()), &a_question()).await;
        let begun = Instant::now();
        while mail.emails().is_empty() {
            assert!(begun.elapsed() < Duration::from_secs(60), "every 15 seconds");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        assert_eq!(mail.kinds(), ["received"]);
        assert!(!running.lines().concat().contains(key));
    });
}

#[test]
fn only_a_scheduler_with_its_token_and_an_administrator_have_messages_sent() {
    house(|house| async move {
        let key = "the-key-of-the-scheduler-of-these-tests";
        let running = house.builder().variable("tasks_key", key).start().await.unwrap();
        let door = Door::at(running.url());
        let manager = Staff::joins(&door, "Mo Diaz", "manager").await;
        let deliver = |key: &str| door.post("/api/v1/messages/delivery", &json!({})).key(key).send();
        deliver(key).await.is(200);
        deliver(door.admin_key()).await.is(200);
        deliver(&manager.key).await.tells(403, "forbidden");
        deliver("a-key-that-is-nobodys-at-all-and-never-was").await.tells(401, "unauthenticated");
        door.post("/api/v1/messages/delivery", &json!({})).send().await.tells(401, "unauthenticated");
    });
}

#[test]
fn without_a_scheduler_s_token_nobody_is_let_in_with_an_empty_one() {
    story(|door| async move {
        let ask = door.post("/api/v1/messages/delivery", &json!({})).header("authorization", "Bearer ");
        ask.send().await.tells(401, "unauthenticated");
        let receipt = door.post("/api/v1/messages/receipts", &json!({})).header("authorization", "Bearer x");
        receipt.send().await.tells(401, "unauthenticated");
    });
}
