//! What bookers are told by email, once each, and what no email holds.

use serde_json::{Value, json};

use super::bookings::does_what_is_due;
use super::people::{Booker, a_run, makes_run};
use crate::door::house;
use crate::messages::mail::{PostOffice, template_of};
use crate::people::Staff;
use runner::{Fault, When};

/// What each email says happened, in the order in which they went out.
fn said(office: &PostOffice) -> Vec<(String, String)> {
    let text = |email: &Value, name: &str| email["personalisation"][name].as_str().unwrap().to_owned();
    let emails = office.mail.emails();
    emails.iter().map(|email| (email["email_address"].as_str().unwrap().to_owned(), text(email, "what"))).collect()
}

fn to(who: &str, what: &str) -> (String, String) {
    (format!("{who}@family.example"), what.to_owned())
}

#[test]
fn bookers_are_told_what_happened_and_an_email_holds_neither_a_name_nor_a_code() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let sam = Staff::joins(&office.door, "Sam Okoro", "adviser").await;
        let run = makes_run(&sam, &a_run(1)).await;
        let first = Booker::books(&office.door, &run, "ada", 1).await;
        let second = Booker::books(&office.door, &run, "ben", 1).await;
        does_what_is_due(&office.door).await;
        does_what_is_due(&office.door).await;
        office.delivers_all().await;
        let mut told = said(&office);
        told.sort();
        assert_eq!(told, [to("ada", "Your place is confirmed"), to("ben", "You are in the queue")]);

        first.gives_up(&[1]).await.is(200);
        does_what_is_due(&office.door).await;
        office.delivers_all().await;
        let mut told = said(&office).split_off(2);
        told.sort();
        assert_eq!(told, [to("ada", "A place is cancelled"), to("ben", "A place is offered")]);

        let emails = office.mail.emails();
        let everything = serde_json::to_string(&emails).unwrap();
        for typed in ["Ortiz", "Ashe", &first.code, &second.code.replace('-', ""), "0.ada@"] {
            assert!(!everything.contains(typed), "{typed}");
        }
        let offered = emails.iter().find(|email| email["personalisation"]["what"] == "A place is offered").unwrap();
        let words = &offered["personalisation"];
        assert_eq!(offered["template_id"], template_of("training"));
        assert_eq!(
            (&words["reference"], &words["title"]),
            (&json!(second.reference), &json!("Attachment in the classroom"))
        );
        assert!(words["link"].as_str().unwrap().starts_with("https://front-door.example/training/offer/"));
        assert!(words["when"].as_str().unwrap().contains("9:30am on "));
        assert!(words["safeguarding"].as_str().unwrap().contains("999"));
    });
}

#[test]
fn whoever_dies_while_doing_what_is_due_leaves_it_to_the_next_and_nobody_is_told_twice() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let sam = Staff::joins(&office.door, "Sam Okoro", "adviser").await;
        let run = makes_run(&sam, &a_run(2)).await;
        for who in ["ada", "ben", "cy"] {
            Booker::books(&office.door, &run, who, 1).await;
        }
        // One call looks at two lists and changes three bookings and a run: more than sixty operations; each is one to die at.
        for nth in (1..=130).step_by(7) {
            house.faults().inject(When::any().nth(nth), Fault::Kill);
            let _ = office.door.post("/api/v1/training/due", &json!({})).key(office.door.admin_key()).try_send().await;
            house.faults().clear();
            // A lease that nobody gave back ends by itself.
            office.waits(1);
        }
        does_what_is_due(&office.door).await;
        office.delivers_all().await;
        let mut told = said(&office);
        told.sort();
        let expected = [
            to("ada", "Your place is confirmed"),
            to("ben", "Your place is confirmed"),
            to("cy", "You are in the queue"),
        ];
        assert_eq!(told, expected);
        let due = does_what_is_due(&office.door).await;
        assert_eq!((&due["told"], &due["settled"]), (&json!(0), &json!(0)), "{due}");
    });
}
