//! Who is on a run: the register, what attendees thought, certificates, charges, messages, and the proof that it all adds up.

use std::time::Duration;

use reqwest::Method;
use runner::Clock;
use serde_json::{Value, json};

use super::people::{BOOKINGS, Booker, a_run, a_wish_of_a_school, day_in, makes_run};
use super::runs::{RUNS, does_what_is_due};
use crate::browser::Browser;
use crate::door::{Answer, Door, House, house, story};
use crate::messages::mail::PostOffice;
use crate::people::Staff;
use crate::sign_in::link_for;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A run in two days, and a clock that can bring it about.
async fn a_run_soon(house: &House, change: Value) -> (Door, runner::Running, Clock, Staff, String) {
    let clock = Clock::default();
    let running = house.builder().clock(clock.clone()).start().await.unwrap();
    let door = Door::at(running.url());
    let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
    let mut body = a_run(9);
    body["date"] = json!(day_in(2));
    body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    let run = makes_run(&sam, &body).await;
    (door, running, clock, sam, run)
}

fn mark(booker: &Booker, place: u8, mark: &str, nonce: u8) -> Value {
    json!({"reference": booker.reference, "place": place, "mark": mark, "nonce": format!("{nonce:016x}")})
}

async fn marks(staff: &Staff, run: &str, marks: &[Value]) -> Vec<String> {
    let ask = staff.door.post(&format!("{RUNS}/{run}/register"), &json!({"marks": marks})).key(&staff.key);
    outcomes(&ask.send().await.is(200))
}

fn outcomes(answer: &Answer) -> Vec<String> {
    let items = answer.json()["items"].as_array().unwrap().clone();
    items.iter().map(|item| item["outcome"].as_str().unwrap().to_owned()).collect()
}

/// How the first on the register is marked.
async fn first_mark(staff: &Staff, run: &str) -> Value {
    staff.gets(&format!("{RUNS}/{run}/register")).await.is(200).json()["items"][0]["attendance"].clone()
}

#[test]
fn a_mark_counts_once_however_often_and_however_late_it_arrives() {
    house(|house| async move {
        let (door, _running, clock, sam, run) = a_run_soon(&house, json!({})).await;
        let ada = Booker::books(&door, &run, "ada", 2).await;
        let early = marks(&sam, &run, &[mark(&ada, 1, "attended", 1)]).await;
        assert_eq!(early, ["refused"], "the day has not come");
        clock.advance(2 * DAY);
        let first = mark(&ada, 1, "attended", 1);
        let all = [first.clone(), mark(&ada, 2, "part_attended", 2), mark(&ada, 3, "attended", 3)];
        assert_eq!(marks(&sam, &run, &all).await, ["marked", "marked", "refused"], "there is no third place");
        assert_eq!(marks(&sam, &run, std::slice::from_ref(&first)).await, ["repeated"]);
        assert_eq!(marks(&sam, &run, &[mark(&ada, 1, "did_not_attend", 4)]).await, ["marked"], "put right");
        assert_eq!(marks(&sam, &run, &[first]).await, ["repeated"], "the first one again, late");
        assert_eq!(first_mark(&sam, &run).await, "did_not_attend");
        let register = sam.gets(&format!("{RUNS}/{run}/register")).await.is(200).json();
        assert_eq!(register["marked"], 2);
    });
}

#[test]
fn the_trainer_of_a_run_keeps_its_register_and_nobody_else_from_outside_does() {
    house(|house| async move {
        let (door, _running, clock, sam, run) =
            a_run_soon(&house, json!({"trainer_email": "jo@trainers.example"})).await;
        let admin = Staff { door: door.clone(), id: String::new(), key: door.admin_key().to_owned() };
        let admin = Browser::of(&admin);
        let ada = Booker::books(&door, &run, "ada", 1).await;
        clock.advance(2 * DAY);
        let mut cookies = Vec::new();
        for (email, name) in [("jo@trainers.example", "Jo Bell"), ("kim@trainers.example", "Kim Roe")] {
            let person = [("email", email), ("name", name), ("belongs_to", "provider"), ("provider", "bell-training")];
            admin.asks(Method::POST, "/desk/people/invite", &person).await.is(303);
            let browser = Browser::new(&door);
            let link = link_for(&admin, email).await;
            browser.asks(Method::POST, &link, &[]).await.is(303);
            cookies.push(format!("fd_session={}", browser.cookie("fd_session").unwrap()));
        }
        let path = format!("{RUNS}/{run}/register");
        let body = json!({"marks": [mark(&ada, 1, "attended", 1)]});
        let [jo, kim] = cookies.as_slice() else { panic!("two") };
        let register = door.get(&path).header("cookie", jo).send().await.is(200);
        assert_eq!(register.json()["items"][0]["attendee"]["name"], "Ada Ortiz");
        assert!(!register.text.contains("family.example"), "no addresses: {}", register.text);
        let send = |cookie: &str, site: &str| {
            door.post(&path, &body).header("cookie", cookie).header("sec-fetch-site", site).send()
        };
        send(jo, "cross-site").await.tells(403, "cross-site");
        assert_eq!(outcomes(&send(jo, "same-origin").await.is(200)), ["marked"]);
        door.get(&path).header("cookie", kim).send().await.tells(403, "forbidden");
        send(kim, "same-origin").await.tells(403, "forbidden");
        for place in ["bookings", "charges", "evaluations", "details"] {
            door.get(&format!("{RUNS}/{run}/{place}")).header("cookie", jo).send().await.tells(403, "forbidden");
        }
        assert_eq!(first_mark(&sam, &run).await, "attended");
    });
}

/// What an attendee thought.
async fn says(booker: &Booker, place: u8, useful: u8) -> Answer {
    let body = json!({
        "reference": booker.reference, "access_code": booker.code, "place": place,
        "useful": useful, "well_taught": 4, "more_able": 3, "recommend": 5, "most_useful": "The examples",
    });
    booker.door.post("/api/v1/training/evaluations", &body).send().await
}

#[test]
fn who_attended_it_all_and_says_what_they_thought_has_a_certificate_that_anybody_can_check() {
    house(|house| async move {
        let (door, _running, clock, sam, run) = a_run_soon(&house, json!({})).await;
        let ada = Booker::books(&door, &run, "ada", 3).await;
        says(&ada, 1, 5).await.tells(409, "conflict");
        clock.advance(2 * DAY);
        let all = [mark(&ada, 1, "attended", 1), mark(&ada, 2, "part_attended", 2), mark(&ada, 3, "did_not_attend", 3)];
        marks(&sam, &run, &all).await;
        let code = says(&ada, 1, 5).await.is(200).json()["certificate"].as_str().unwrap().to_owned();
        assert_eq!(says(&ada, 1, 5).await.is(200).json()["certificate"], code, "said twice is said once");
        says(&ada, 1, 1).await.tells(409, "conflict");
        assert_eq!(says(&ada, 2, 4).await.is(200).json(), json!({}), "of a part there is no certificate");
        says(&ada, 3, 1).await.tells(409, "conflict");

        let check = |code: String| door.get(&format!("/api/v1/training/certificates/{code}")).send();
        let typed = code.to_lowercase().replace('-', "%20");
        let certificate = check(typed).await.is(200);
        let seen = certificate.json();
        assert_eq!((&seen["initials"], &seen["date"]), (&json!("A. O."), &json!(day_in(2))));
        assert_eq!(seen["course"], "Attachment in the classroom");
        for secret in ["Ada", "Ortiz", "family.example", &ada.reference] {
            assert!(!certificate.text.contains(secret), "{secret} in {}", certificate.text);
        }

        let thought = sam.gets(&format!("{RUNS}/{run}/evaluations")).await.is(200);
        let json = thought.json();
        assert_eq!((&json["count"], &json["questions"][0]["average"]), (&json!(2), &json!("4.50")));
        assert_eq!(json["comments"], json!(["The examples", "The examples"]));
        assert!(!thought.text.contains("Ada"));

        marks(&sam, &run, &[mark(&ada, 1, "did_not_attend", 9)]).await;
        check(code).await.tells(404, "not-found");
    });
}

#[test]
fn codes_of_certificates_cannot_be_guessed_on_and_on() {
    story(|door| async move {
        let caller = door.another_caller();
        let check = || caller.get("/api/v1/training/certificates/K7MP-9XWA-H3TC").send();
        for _ in 0..10 {
            check().await.tells(404, "not-found");
        }
        check().await.tells(429, "too-many");
        let wrong = door.another_caller().get("/api/v1/training/certificates/none").send().await;
        wrong.tells(404, "not-found");
    });
}

#[test]
fn what_a_run_costs_whom_is_listed_and_opens_in_a_spreadsheet() {
    house(|house| async move {
        let (door, _running, clock, sam, run) = a_run_soon(&house, json!({})).await;
        let mut wish = a_wish_of_a_school(&run, "100869");
        wish["organisation"] = json!("=Hill, \"School\"");
        let receipt = door.another_caller().post(BOOKINGS, &wish).send().await.is(201);
        let hill = Booker::from_receipt(door.another_caller(), &receipt);
        let receipt = door.another_caller().post(BOOKINGS, &a_wish_of_a_school(&run, "100870")).send().await.is(201);
        let late = Booker::from_receipt(door.another_caller(), &receipt);
        Booker::books(&door, &run, "carer", 1).await;
        late.gives_up(&[1]).await.is(200);
        clock.advance(2 * DAY);
        let listed = async || sam.gets(&format!("{RUNS}/{run}/charges")).await.is(200).json();
        let before = listed().await;
        assert_eq!(before["total"]["amount"], 11_500, "a place, a late cancellation, and nothing for carers: {before}");
        marks(&sam, &run, &[mark(&hill, 1, "did_not_attend", 1)]).await;
        let reasons: Vec<Value> =
            listed().await["items"].as_array().unwrap().iter().map(|item| item["what"].clone()).collect();
        assert_eq!(reasons, ["no_show", "late_cancellation"]);
        let file = sam.gets(&format!("{RUNS}/{run}/charges.csv")).await.is(200);
        assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8; header=present"));
        let row = format!(
            "{},\"'=Hill, \"\"School\"\"\",100869,PO 17,Robin Ashe,Did not attend,1,75.00,75.00\r\n",
            hill.reference
        );
        assert!(file.text.contains(&row), "{}", file.text);
        assert!(!file.text.contains("Ada"), "nobody who attends");
    });
}

#[test]
fn staff_see_every_booking_and_write_to_those_they_mean_once() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let door = &office.door;
        let sam = Staff::joins(door, "Sam Okoro", "adviser").await;
        let run = makes_run(&sam, &a_run(2)).await;
        let ada = Booker::books(door, &run, "ada", 2).await;
        let ben = Booker::books(door, &run, "ben", 1).await;
        let listed = sam.gets(&format!("{RUNS}/{run}/bookings")).await.is(200).json();
        let seen: Vec<&Value> = listed["items"].as_array().unwrap().iter().collect();
        assert_eq!((&seen[0]["reference"], &seen[1]["reference"]), (&json!(ada.reference), &json!(ben.reference)));
        assert_eq!(seen[0]["places"][1]["attendee"]["email"], "1.ada@family.example");
        assert_eq!((&seen[1]["waiting"]["position"], &seen[1]["places"][0]["state"]), (&json!(1), &json!("queued")));
        let own = ben.sees().await;
        assert_eq!((&seen[1]["waiting"], &seen[1]["places"]), (&own["waiting"], &own["places"]), "in one form");
        assert_eq!(own["places"][0]["place"], 1);

        does_what_is_due(door).await;
        office.delivers_all().await;
        let before = office.mail.emails().len();
        let key = format!("story-{:032x}", rand::random::<u128>());
        let write = || {
            let body = json!({"to": "confirmed", "text": "Bring a pencil, and a friend called Eve"});
            let ask = door.post(&format!("{RUNS}/{run}/messages"), &body).key(&sam.key);
            ask.header("idempotency-key", &key).send()
        };
        assert_eq!(write().await.is(200).json()["bookings"], 1);
        assert_eq!(write().await.is(200).json()["bookings"], 1, "sent again");
        office.delivers_all().await;
        let emails = office.mail.emails().split_off(before);
        let [email] = emails.as_slice() else { panic!("one, not {}", emails.len()) };
        assert_eq!(email["email_address"], "ada@family.example");
        assert!(!email.to_string().contains("pencil") && !email.to_string().contains("Ortiz"), "{email}");
    });
}

#[test]
fn a_run_is_reckoned_a_second_time_from_all_that_happened() {
    house(|house| async move {
        let (door, _running, clock, sam, run) = a_run_soon(&house, json!({"capacity": 3})).await;
        let ada = Booker::books(&door, &run, "ada", 2).await;
        let ben = Booker::books(&door, &run, "ben", 2).await;
        let cy = Booker::books(&door, &run, "cy", 1).await;
        ada.gives_up(&[2]).await.is(200);
        cy.gives_up(&[1]).await.is(200);
        let audit = async || sam.gets(&format!("{RUNS}/{run}/audit")).await.is(200).json();
        let seen = audit().await;
        assert_eq!(
            (&seen["holds"], &seen["faults"], &seen["history_verified"]),
            (&json!(true), &json!([]), &json!(true))
        );
        clock.advance(2 * DAY);
        marks(&sam, &run, &[mark(&ada, 1, "attended", 1)]).await;
        does_what_is_due(&door).await;
        assert_eq!(audit().await["holds"], true);
        assert_eq!(ben.stands().await.len(), 2);
    });
}

#[test]
fn offers_run_out_on_time_without_anybody_looking() {
    house(|house| async move {
        let clock = Clock::default();
        let running = house.builder().clock(clock.clone()).start().await.unwrap();
        let door = Door::at(running.url());
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let run = makes_run(&sam, &a_run(1)).await;
        let ada = Booker::books(&door, &run, "ada", 1).await;
        let ben = Booker::books(&door, &run, "ben", 1).await;
        let cy = Booker::books(&door, &run, "cy", 1).await;
        ada.gives_up(&[1]).await.is(200);
        assert_eq!((ben.stands().await, cy.stands().await), (vec!["offered".to_owned()], vec!["queued".to_owned()]));
        // Two working days are at most a week, Christmas included.
        clock.advance(8 * DAY);
        does_what_is_due(&door).await;
        let listed = sam.gets(&format!("{RUNS}/{run}/bookings")).await.is(200).json();
        let states: Vec<&Value> =
            listed["items"].as_array().unwrap().iter().map(|item| &item["places"][0]["state"]).collect();
        assert_eq!(states, ["cancelled_free", "lapsed", "offered"]);
    });
}

#[test]
fn a_run_that_is_long_over_is_found_by_its_year() {
    house(|house| async move {
        let (door, _running, clock, sam, run) = a_run_soon(&house, json!({})).await;
        Booker::books(&door, &run, "ada", 1).await;
        let filed = format!("{RUNS}?filed={}", &day_in(2)[..4]);
        clock.advance(20 * DAY);
        does_what_is_due(&door).await;
        assert_eq!(door.get(&filed).send().await.is(200).json()["items"], json!([]));
        clock.advance(20 * DAY);
        does_what_is_due(&door).await;
        assert_eq!(door.get(&filed).send().await.is(200).json()["items"][0]["id"], run);
        let since = format!("{RUNS}?from={}", day_in(0));
        assert_eq!(door.get(&since).send().await.is(200).json()["items"], json!([]), "it is worked on no more");
        assert_eq!(first_mark(&sam, &run).await, Value::Null, "and can be read, and marked, all the same");
        let ask = door.post("/api/v1/training/sweep", &json!({})).key(door.admin_key());
        assert_eq!(ask.send().await.is(200).json()["repaired"], 0);
    });
}
