//! Booking places, waiting for one, and everything that can be done about them with a code.

use std::collections::BTreeSet;

use futures::future::join_all;
use serde_json::json;

use super::people::{BOOKINGS, Booker, a_run, a_wish, a_wish_of_a_school, day_in, makes_run, states};
use crate::door::{Answer, house, story};
use crate::messages::mail::PostOffice;
use crate::people::Staff;

async fn staff_and_run(door: &crate::door::Door, capacity: u16) -> (Staff, String) {
    let sam = Staff::joins(door, "Sam Okoro", "adviser").await;
    let run = makes_run(&sam, &a_run(capacity)).await;
    (sam, run)
}

/// Has done what is due by itself, as a scheduler does.
pub(super) async fn does_what_is_due(door: &crate::door::Door) -> serde_json::Value {
    door.post("/api/v1/training/due", &json!({})).key(door.admin_key()).send().await.is(200).json()
}

#[test]
fn who_books_gets_a_reference_a_code_and_a_place_and_the_code_opens_it() {
    story(|door| async move {
        let (_, run) = staff_and_run(&door, 3).await;
        let caller = door.another_caller();
        let answer = caller.post(BOOKINGS, &a_wish(&run, "ada", 2)).send().await.is(201);
        let receipt = answer.json();
        assert_eq!(
            answer.header("location").unwrap(),
            format!("{BOOKINGS}/{}", receipt["reference"].as_str().unwrap())
        );
        assert_eq!(states(&receipt), ["confirmed", "confirmed"]);
        assert_eq!(receipt["run"]["link"], "https://meet.example/attachment", "who has a place sees how to join");
        assert!(receipt["safeguarding"].as_str().unwrap().contains("999"));
        let booker = Booker::from_receipt(caller, &answer);
        let seen = booker.sees().await;
        assert_eq!(seen["access_code"], json!(null), "it is shown once");
        assert_eq!(seen["places"][1]["attendee"]["email"], "1.ada@family.example");
    });
}

#[test]
fn a_double_click_makes_one_booking_and_the_same_key_gets_the_same_code() {
    story(|door| async move {
        let (_, run) = staff_and_run(&door, 3).await;
        let (caller, key) = (door.another_caller(), format!("story-{:032x}", rand::random::<u128>()));
        let clicks =
            (0..8).map(|_| caller.post(BOOKINGS, &a_wish(&run, "ada", 1)).header("idempotency-key", &key).send());
        let answers: Vec<Answer> = join_all(clicks).await.into_iter().map(|answer| answer.is(201)).collect();
        let receipts: BTreeSet<String> = answers.iter().map(|answer| answer.text.clone()).collect();
        assert_eq!(receipts.len(), 1);
        let firsts = answers.iter().filter(|answer| answer.header("idempotency-replayed").is_none()).count();
        assert_eq!(firsts, 1);
        let other = caller.post(BOOKINGS, &a_wish(&run, "ben", 1)).header("idempotency-key", &key).send().await;
        other.tells(422, "idempotency-key-reused");
    });
}

#[test]
fn full_is_no_error_and_whoever_waits_is_told_where_they_stand() {
    story(|door| async move {
        let (_, run) = staff_and_run(&door, 1).await;
        let first = Booker::books(&door, &run, "ada", 1).await;
        let second = Booker::books(&door, &run, "ben", 2).await;
        let third = Booker::books(&door, &run, "cy", 1).await;
        let seen = second.sees().await;
        assert_eq!(states(&seen), ["queued", "queued"]);
        assert_eq!(seen["run"]["link"], json!(null), "who has no place is not told how to join");
        let waiting = &third.sees().await["waiting"];
        assert_eq!((&waiting["position"], &waiting["places_ahead"]), (&json!(2), &json!(2)));
        assert_eq!(waiting["why"], "All places are taken at the moment.");

        first.gives_up(&[1]).await.is(200);
        assert_eq!(third.stands().await, ["offered"], "two places together do not fit, one does");
        let waiting = &second.sees().await["waiting"];
        assert_eq!((&waiting["passed"], &waiting["position"]), (&json!(1), &json!(1)), "and that is written down");
        let offered = third.sees().await;
        assert_eq!(offered["offer"]["places"], json!([1]));
        assert_eq!(states(&third.asks("acceptance", &json!({})).await.is(200).json()), ["confirmed"]);
        let again = third.asks("acceptance", &json!({})).await.is(200);
        assert_eq!(again.header("idempotency-replayed"), Some("true"), "accepting twice is harmless");
        second.asks("acceptance", &json!({})).await.tells(409, "conflict");
    });
}

#[test]
fn who_declines_or_leaves_gives_the_next_one_their_turn() {
    story(|door| async move {
        let (_, run) = staff_and_run(&door, 1).await;
        let first = Booker::books(&door, &run, "ada", 1).await;
        let second = Booker::books(&door, &run, "ben", 1).await;
        let third = Booker::books(&door, &run, "cy", 1).await;
        let fourth = Booker::books(&door, &run, "dee", 1).await;
        third.gives_up(&[1]).await.is(200);
        first.gives_up(&[1]).await.is(200);
        assert_eq!(states(&second.asks("declining", &json!({})).await.is(200).json()), ["declined"]);
        assert_eq!(
            (third.stands().await, fourth.stands().await),
            (vec!["left".to_owned()], vec!["offered".to_owned()])
        );
    });
}

#[test]
fn an_offer_runs_out_without_anybody_visiting_and_goes_to_the_next_one() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let (_, run) = staff_and_run(&office.door, 1).await;
        let first = Booker::books(&office.door, &run, "ada", 1).await;
        let second = Booker::books(&office.door, &run, "ben", 1).await;
        let third = Booker::books(&office.door, &run, "cy", 1).await;
        first.gives_up(&[1]).await.is(200);
        assert_eq!(second.stands().await, ["offered"]);
        // Two working days, whatever days of the week and holidays lie between.
        office.waits(10 * 24 * 60);
        second.asks("acceptance", &json!({})).await.tells(410, "gone");
        does_what_is_due(&office.door).await;
        assert_eq!(
            (second.stands().await, third.stands().await),
            (vec!["lapsed".to_owned()], vec!["offered".to_owned()])
        );
        second.asks("acceptance", &json!({})).await.tells(410, "gone");
    });
}

#[test]
fn what_cancelling_costs_is_shown_before_and_is_free_until_a_working_day_before() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let (_, run) = staff_and_run(&office.door, 5).await;
        let booker = Booker::books(&office.door, &run, "ada", 3).await;
        let cost = |exemption: Option<&'static str>| {
            let body = match exemption {
                Some(exemption) => json!({"places": [2], "exemption": exemption}),
                None => json!({"places": [2]}),
            };
            let booker = &booker;
            async move { booker.asks("cancellation-cost", &body).await.is(200).json() }
        };
        let early = cost(None).await;
        assert_eq!(early["free"], true);
        assert_eq!(states(&booker.gives_up(&[1]).await.is(200).json()), ["cancelled_free", "confirmed", "confirmed"]);
        office.waits(58 * 24 * 60);
        let late = cost(None).await;
        assert_eq!(
            (&late["free"], &late["total"]["amount"], &late["places"]),
            (&json!(false), &json!(4_000), &json!(1))
        );
        assert_eq!(cost(Some("ofsted_visit")).await["total"]["amount"], 0);
        assert_eq!(cost(Some("illness")).await["total"]["amount"], 4_000, "this policy does not excuse it");
        let told = json!({"places": [2], "each": early["each"]});
        let refused = booker.asks("cancellation", &told).await.tells(409, "conflict");
        assert_eq!(refused.json()["state"], "costs_more", "nobody pays more than they were told");
        assert_eq!(states(&booker.gives_up(&[2]).await.is(200).json())[1], "cancelled_late");
        let excused = booker.asks("cancellation", &json!({"places": [3], "exemption": "ofsted_visit"})).await;
        assert_eq!(states(&excused.is(200).json())[2], "cancelled_free");
    });
}

#[test]
fn somebody_else_comes_until_it_is_too_late_and_nobody_has_two_places() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let (_, run) = staff_and_run(&office.door, 5).await;
        let booker = Booker::books(&office.door, &run, "ada", 1).await;
        Booker::books(&office.door, &run, "ben", 1).await;
        let kit = json!({"place": 1, "name": "Kit Moor", "email": "kit@family.example", "role": "Carer"});
        let seen = booker.asks("substitution", &kit).await.is(200).json();
        assert_eq!(seen["places"][0]["attendee"]["name"], "Kit Moor");
        assert_eq!(seen["places"][0]["before"], json!(["Ada Ortiz"]));
        let mut taken = kit.clone();
        taken["email"] = json!("0.ben@family.example");
        let refused = booker.asks("substitution", &taken).await.tells(409, "conflict");
        assert_eq!(refused.json()["state"], "already_there");
        let twice = office.door.another_caller().post(BOOKINGS, &a_wish(&run, "ben", 1)).send().await;
        assert_eq!(twice.tells(409, "conflict").json()["places"], json!([1]));
        let back = Booker::books(&office.door, &run, "ada", 1).await;
        assert_eq!(back.stands().await, ["confirmed"], "who no longer comes can book anew");
        office.waits(59 * 24 * 60 + 12 * 60);
        let lee = json!({"place": 1, "name": "Lee Park", "email": "lee@family.example", "role": "Carer"});
        let late = booker.asks("substitution", &lee).await.tells(409, "conflict");
        assert_eq!(late.json()["state"], "too_late_to_substitute");
    });
}

#[test]
fn booking_has_its_time() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let mut run = a_run(3);
        run["opens_on"] = json!(day_in(3));
        let run = makes_run(&sam, &run).await;
        let caller = door.another_caller();
        let refused = caller.post(BOOKINGS, &a_wish(&run, "ada", 1)).send().await.tells(409, "conflict");
        assert_eq!(refused.json()["state"], "not_open_yet");
        let nothing = caller.post(BOOKINGS, &a_wish("aaaaaaaaaa", "ada", 1)).send().await;
        nothing.tells(404, "not-found");
    });
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    story(|door| async move {
        let (_, run) = staff_and_run(&door, 3).await;
        let caller = door.another_caller();
        let mut wish = a_wish_of_a_school(&run, "100869");
        for name in ["purchase_order", "fee_acknowledged", "name"] {
            wish.as_object_mut().unwrap().remove(name);
        }
        wish["attendees"][0]["email"] = json!("no address");
        let errors = caller.post(BOOKINGS, &wish).send().await.tells(422, "validation").errors();
        let pointers: Vec<&str> = errors.iter().map(|(pointer, _)| pointer.as_str()).collect();
        for wrong in ["#/name", "#/purchase_order", "#/fee_acknowledged", "#/attendees/0/email"] {
            assert!(pointers.contains(&wrong), "{wrong} in {pointers:?}");
        }
        caller.post(BOOKINGS, &json!({})).send().await.tells(422, "validation");
        caller.post(BOOKINGS, &a_wish(&run, "ada", 11)).send().await.tells(422, "validation");
    });
}

#[test]
fn a_wrong_code_an_unknown_reference_and_none_look_the_same_and_too_many_are_too_many() {
    story(|door| async move {
        let (_, run) = staff_and_run(&door, 3).await;
        let booker = Booker::books(&door, &run, "ada", 1).await;
        let guesser = Booker {
            door: door.another_caller(),
            reference: booker.reference.clone(),
            code: "AAAA-AAAA-AAAA-AAAA".into(),
        };
        let wrong = guesser.asks("view", &json!({})).await.tells(404, "not-found");
        let stranger = Booker { reference: "TRN-4K7M-9PX3".into(), door: door.another_caller(), ..guesser };
        assert_eq!(stranger.asks("view", &json!({})).await.tells(404, "not-found").text, wrong.text);
        let guesser = Booker { reference: booker.reference.clone(), ..stranger };
        for _ in 0..10 {
            guesser.asks("cancellation", &json!({"places": [1]})).await.is(404);
        }
        guesser.asks("view", &json!({})).await.tells(429, "too-many");
        assert_eq!(booker.stands().await, ["confirmed"], "whoever has the code is not kept out");
        let none =
            door.another_caller().post(&format!("{BOOKINGS}/{}/view", booker.reference), &json!({})).send().await;
        assert_eq!(none.tells(422, "validation").errors()[0].0, "#/access_code");
    });
}

#[test]
fn a_calendar_takes_the_file_for_an_update_and_then_for_a_cancellation() {
    story(|door| async move {
        let (_, run) = staff_and_run(&door, 3).await;
        let booker = Booker::books(&door, &run, "ada", 2).await;
        let line = |text: &str, name: &str| {
            let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name} in {text}"));
            line.split_once(':').unwrap().1.trim().to_owned()
        };
        let first = booker.asks("calendar", &json!({})).await.is(200);
        assert_eq!(first.header("content-type"), Some("text/calendar; charset=utf-8"));
        booker.gives_up(&[1]).await.is(200);
        let second = booker.asks("calendar", &json!({})).await.is(200);
        booker.gives_up(&[2]).await.is(200);
        let third = booker.asks("calendar", &json!({})).await.is(200);
        let sequence = |answer: &Answer| line(&answer.text, "SEQUENCE").parse::<u32>().unwrap();
        assert!(sequence(&first) < sequence(&second) && sequence(&second) < sequence(&third));
        assert_eq!(line(&first.text, "UID"), line(&third.text, "UID"));
        assert_eq!((line(&second.text, "METHOD"), line(&third.text, "METHOD")), ("PUBLISH".into(), "CANCEL".into()));
        assert!(!first.text.contains("Ortiz"), "it names no attendee");
    });
}
