//! A family's side: may we help, ask, read, write again, withdraw, see who looked.

use serde_json::json;

use crate::door::story;
use crate::people::{Family, Staff, a_question, a_question_about_a_child};

#[test]
fn a_family_learns_whether_we_can_help_before_it_types_anything() {
    story(|door| async move {
        let ours = door.get("/api/v1/advice/remit?route=adoption&educated_in=900").send().await.is(200).json();
        assert_eq!(ours["verdict"], "offered");
        assert!(ours["safeguarding"].as_str().unwrap().contains("999"));

        let theirs = door.get("/api/v1/advice/remit?route=adoption&educated_in=301").send().await.is(200).json();
        assert_eq!(theirs["verdict"], "not_offered");
        assert_eq!(theirs["reason"], "another_authority");
        assert!(theirs["who_can_help"].as_str().unwrap().contains("Virtual School"));

        let in_care = door.get("/api/v1/advice/remit?route=in_care&educated_in=900").send().await.is(200).json();
        assert_eq!(in_care["reason"], "through_carer");

        let unknown = door.get("/api/v1/advice/remit?route=pigeon&educated_in=9").send().await;
        let unknown = unknown.tells(400, "bad-query");
        assert_eq!(unknown.errors().len(), 2, "both problems at once");
    });
}

#[test]
fn a_question_that_another_virtual_school_must_answer_is_pointed_there_and_kept_nowhere() {
    story(|door| async move {
        let manager = Staff::joins(&door, "Mo Diaz", "manager").await;
        let mut question = a_question();
        question["educated_in"] = json!("301");
        question["question"] = json!("Kept nowhere");
        let answer = door.post("/api/v1/advice/enquiries", &question).send().await.tells(409, "conflict").json();
        assert_eq!(answer["state"], "out_of_remit");
        assert!(answer["who_can_help"].as_str().unwrap().contains("Barking and Dagenham"));
        assert!(manager.lists("").await.iter().all(|row| row["topics"] != json!(["kept nowhere"])));
    });
}

#[test]
fn a_family_asks_is_answered_and_asks_again() {
    story(|door| async move {
        let adviser = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let family = Family::asks(&door, &a_question_about_a_child()).await;

        let thread = family.reads().await;
        assert_eq!(thread["state"], "received");
        assert_eq!(thread["question"], "How does the school spend Pupil Premium Plus?");
        assert_eq!(thread["reply"]["status"], "due");
        assert!(thread["safeguarding"].as_str().unwrap().starts_with("If a child is in immediate danger, call 999."));
        assert!(!thread.to_string().contains("robin@family.example"), "nothing is shown that need not be");

        adviser.steps(&family, "assignment", &json!({"to": "me"})).await.is(200);
        adviser.steps(&family, "question", &json!({"text": "Which school?"})).await.is(200);
        let thread = family.reads().await;
        assert_eq!(thread["state"], "waiting_for_family");
        assert_eq!(thread["reply"]["status"], "waiting");
        assert_eq!(thread["messages"][0]["name"], "Sam Okoro");

        let written = family.writes("Oak School.\nIt is in the next street. 🌳").await.is(201);
        assert_eq!(written.json()["state"], "assigned");
        adviser.steps(&family, "answer", &json!({"text": "Ask for its strategy."})).await.is(200);
        let thread = family.reads().await;
        assert_eq!(thread["state"], "answered");
        assert_eq!(thread["reply"]["status"], "kept");
        let said: Vec<_> = thread["messages"].as_array().unwrap().iter().map(|m| m["text"].clone()).collect();
        assert_eq!(said, ["Which school?", "Oak School.\nIt is in the next street. 🌳", "Ask for its strategy."]);

        adviser.steps(&family, "closure", &json!({"outcome": "answered"})).await.is(200);
        assert_eq!(adviser.finds(&family).await, None, "nothing is left to do");
        let thread = family.reads().await;
        assert!(thread["kept"]["until"].is_string(), "it says when it is deleted");

        assert_eq!(family.writes("One more thing").await.is(201).json()["state"], "assigned", "it opens again");
        assert!(adviser.finds(&family).await.is_some());
    });
}

#[test]
fn a_family_sees_who_opened_its_enquiry() {
    story(|door| async move {
        let family = Family::asks(&door, &a_question()).await;
        assert_eq!(family.sees_who_looked().await["people"], json!([]));
        let (sam, mo) =
            (Staff::joins(&door, "Sam Okoro", "adviser").await, Staff::joins(&door, "Mo Diaz", "manager").await);
        let first = sam.opens(&family).await;
        let again = sam.opens(&family).await;
        assert_eq!(first.etag(), again.etag(), "looking makes nobody's version stale");
        mo.opens(&family).await;
        let people = family.sees_who_looked().await["people"].clone();
        let seen: Vec<_> = people.as_array().unwrap().iter().map(|p| (p["name"].clone(), p["times"].clone())).collect();
        assert_eq!(
            seen,
            [(json!("Sam Okoro"), json!(1)), (json!("Mo Diaz"), json!(1))],
            "within the hour it is one look"
        );
    });
}

#[test]
fn a_family_takes_its_question_back() {
    story(|door| async move {
        let adviser = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let family = Family::asks(&door, &a_question()).await;
        assert!(adviser.finds(&family).await.is_some());
        assert_eq!(family.opens("withdrawal").await.is(200).json()["state"], "withdrawn");
        assert_eq!(adviser.finds(&family).await, None);
        family.opens("withdrawal").await.tells(409, "conflict");
    });
}

#[test]
fn a_reference_and_a_code_are_read_as_people_write_them() {
    story(|door| async move {
        let family = Family::asks(&door, &a_question()).await;
        let spoken = Family {
            door: family.door.clone(),
            reference: family.reference.to_lowercase().replace('-', ""),
            code: family.code.to_lowercase().replace('-', " "),
        };
        assert_eq!(spoken.reads().await["reference"], family.reference.as_str());
    });
}

#[test]
fn an_unknown_reference_and_a_wrong_code_get_the_same_answer() {
    story(|door| async move {
        let (ours, other) = (Family::asks(&door, &a_question()).await, Family::asks(&door, &a_question()).await);
        let wrong_code = Family { code: other.code.clone(), door: ours.door.clone(), ..ours };
        let unknown =
            Family { reference: "ENQ-2222-2222".into(), code: other.code.clone(), door: door.another_caller() };
        let mut bodies = Vec::new();
        for family in [&wrong_code, &unknown] {
            for place in ["thread", "access-log", "withdrawal"] {
                bodies.push(family.opens(place).await.tells(404, "not-found").json());
            }
            bodies.push(family.writes("Let me in").await.tells(404, "not-found").json());
        }
        assert!(bodies.iter().all(|body| *body == bodies[0]));
        assert_eq!(other.reads().await["messages"], json!([]), "nothing was written anywhere");
    });
}

#[test]
fn ten_wrong_codes_close_the_door_for_that_caller_and_for_nobody_else() {
    story(|door| async move {
        let (ours, other) = (Family::asks(&door, &a_question()).await, Family::asks(&door, &a_question()).await);
        let guesser = door.another_caller();
        let guess =
            |code: &str| Family { reference: ours.reference.clone(), code: code.to_owned(), door: guesser.clone() };
        for _ in 0..10 {
            guess(&other.code).opens("thread").await.tells(404, "not-found");
        }
        let refused = guess(&ours.code).opens("thread").await.tells(429, "too-many");
        assert!(refused.header("retry-after").unwrap().parse::<u32>().unwrap() <= 3600);
        assert!(refused.header("ratelimit").is_some());
        assert_eq!(ours.reads().await["reference"], ours.reference.as_str(), "the family itself is not shut out");
    });
}

#[test]
fn nobody_sends_in_more_than_thirty_questions_an_hour() {
    story(|door| async move {
        let caller = door.another_caller();
        for _ in 0..30 {
            caller.post("/api/v1/advice/enquiries", &json!({})).send().await.tells(422, "validation");
        }
        let refused = caller.post("/api/v1/advice/enquiries", &a_question()).send().await.tells(429, "too-many");
        assert!(refused.header("retry-after").is_some());
        Family::asks(&door, &a_question()).await;
    });
}
