//! The staff's side: the list of work, every step and who may take it, safeguarding, history.

use serde_json::{Value, json};

use crate::door::story;
use crate::people::{Family, Staff, a_question, a_question_about_a_child};

#[test]
fn staff_see_what_they_need_and_a_family_s_wish_about_the_school() {
    story(|door| async move {
        let adviser = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let family = Family::asks(&door, &a_question_about_a_child()).await;
        let case = adviser.opens(&family).await.json();
        assert_eq!(case["enquirer"]["reply_to"], "robin@family.example");
        assert_eq!(case["child"]["first_name"], "Jay");
        assert_eq!(case["child"]["contact_school"], false);
        assert_eq!(case["first_contact"]["status"], "due");
    });
}

#[test]
fn every_step_is_taken_in_its_order_and_the_list_follows() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let ann = Staff::joins(&door, "Ann Wu", "adviser").await;
        let family = Family::asks(&door, &a_question()).await;

        sam.steps(&family, "triage", &json!({"topics": ["send", "attendance"], "note": "EHC plan"})).await.is(200);
        let row = sam.finds(&family).await.unwrap();
        assert_eq!((&row["state"], &row["topics"]), (&json!("triaged"), &json!(["send", "attendance"])));

        sam.steps(&family, "assignment", &json!({"to": "me"})).await.is(200);
        assert!(sam.lists("&assigned_to=me").await.iter().any(|row| row["reference"] == family.reference.as_str()));
        assert!(ann.lists("&assigned_to=me").await.is_empty());

        ann.steps(&family, "assignment", &json!({"to": "me"})).await.tells(403, "forbidden");
        let handed =
            sam.steps(&family, "assignment", &json!({"to": ann.id, "reason": "On leave"})).await.is(200).json();
        assert_eq!(handed["assigned_to"]["name"], "Ann Wu");
        assert_eq!(handed["assignments"].as_array().unwrap().len(), 2, "who had it before is kept");

        ann.steps(&family, "notes", &json!({"text": "Rang the SENCO's office"})).await.is(200);
        ann.steps(&family, "answer", &json!({"text": "Like this."})).await.is(200);
        let thread = family.reads().await;
        assert!(!thread.to_string().contains("SENCO"), "notes stay with staff");
        assert_eq!(sam.finds(&family).await.unwrap()["due_on"], Value::Null, "nothing is owed");
    });
}

#[test]
fn a_step_out_of_order_says_where_the_enquiry_stands_and_changes_nothing() {
    story(|door| async move {
        let adviser = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let family = Family::asks(&door, &a_question()).await;
        let before = adviser.opens(&family).await;
        for (step, body) in [
            ("answer", json!({"text": "Too soon"})),
            ("question", json!({"text": "Too soon"})),
            ("closure", json!({"outcome": "answered"})),
            ("closure", json!({"outcome": "no_reply"})),
        ] {
            let refused = adviser.steps(&family, step, &body).await.tells(409, "conflict").json();
            assert_eq!(refused["state"], "received", "{step}");
        }
        adviser.steps(&family, "reopening", &json!({"reason": "Why not"})).await.tells(403, "forbidden");
        let manager = Staff::joins(&door, "Mo Diaz", "manager").await;
        manager.steps(&family, "reopening", &json!({"reason": "Why not"})).await.tells(409, "conflict");
        assert_eq!(adviser.opens(&family).await.json()["messages"], before.json()["messages"]);
    });
}

#[test]
fn signposting_and_redirecting_end_an_enquiry_and_tell_the_family_who_can_help() {
    story(|door| async move {
        let adviser = Staff::joins(&door, "Sam Okoro", "adviser").await;
        for (step, whom, state) in [
            ("signposting", json!({"service": "Family rights helpline", "text": "They can help."}), "signposted"),
            ("redirection", json!({"authority": "Barking and Dagenham", "text": "They can help."}), "redirected"),
        ] {
            let family = Family::asks(&door, &a_question()).await;
            adviser.steps(&family, step, &whom).await.is(200);
            let thread = family.reads().await;
            assert_eq!(thread["state"], state);
            assert_eq!(thread["messages"][0]["text"], "They can help.");
            assert_eq!(adviser.finds(&family).await, None);
        }
    });
}

#[test]
fn words_that_may_mean_a_child_is_not_safe_are_pointed_out_to_staff_and_refuse_nothing() {
    story(|door| async move {
        let adviser = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let family = Family::asks(&door, &a_question()).await;
        assert_eq!(adviser.opens(&family).await.json()["may_be_safeguarding"], false);
        family.writes("Since then she is SCARED to go home.").await.is(201);
        assert_eq!(adviser.opens(&family).await.json()["may_be_safeguarding"], true);
        assert!(family.reads().await.get("may_be_safeguarding").is_none(), "the family is not told of guesses");
    });
}

#[test]
fn a_safeguarding_flag_comes_first_and_nothing_is_closed_over_it() {
    story(|door| async move {
        let adviser = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let family = Family::asks(&door, &a_question()).await;
        adviser.steps(&family, "flags", &json!({"concern": "Writes that they are afraid"})).await.is(200);
        let first = adviser.lists("").await.remove(0);
        assert_eq!(first["flagged"], true);
        let row = adviser.finds(&family).await.unwrap();
        assert_eq!(row["flagged"], true);

        let closed = adviser.steps(&family, "closure", &json!({"outcome": "duplicate"})).await;
        assert!(closed.tells(409, "conflict").text.contains("safeguarding flag"));
        adviser.steps(&family, "flags/7/handling", &json!({"passed_to": "Hub"})).await.tells(404, "not-found");
        adviser.steps(&family, "flags/1/handling", &json!({"passed_to": "Safeguarding hub"})).await.is(200);
        adviser.steps(&family, "closure", &json!({"outcome": "duplicate"})).await.is(200);
        let kept = family.reads().await["kept"].clone();
        assert!(kept["until"].is_null(), "a flagged record is never deleted by machine");
        assert!(!family.reads().await.to_string().contains("afraid"));
    });
}

#[test]
fn the_overdue_filter_and_every_other_one_are_checked() {
    story(|door| async move {
        let adviser = Staff::joins(&door, "Sam Okoro", "adviser").await;
        Family::asks(&door, &a_question()).await;
        assert!(adviser.lists("&overdue=yes").await.is_empty(), "today's are in time");
        assert!(!adviser.lists("&topic=pupil_premium_plus&state=received&assigned_to=nobody").await.is_empty());
        for wrong in ["state=x", "topic=x", "overdue=x", "limit=0", "limit=101", "assigned_to=*", "colour=red"] {
            let answer = adviser.gets(&format!("/api/v1/advice/enquiries?{wrong}")).await;
            answer.tells(400, "bad-query");
        }
    });
}

#[test]
fn history_says_who_did_what_and_that_it_is_whole() {
    story(|door| async move {
        let manager = Staff::joins(&door, "Mo Diaz", "manager").await;
        let family = Family::asks(&door, &a_question()).await;
        manager.steps(&family, "assignment", &json!({"to": "me"})).await.is(200);
        family.writes("And another thing").await.is(201);
        let history = manager.gets(&format!("{}/history", family.path())).await.is(200).json();
        assert_eq!(history["verified"], true);
        let did: Vec<_> =
            history["items"].as_array().unwrap().iter().map(|e| (e["actor"].clone(), e["action"].clone())).collect();
        let expected = [
            (json!("family"), json!("asked")),
            (json!(manager.id), json!("assigned")),
            (json!("family"), json!("wrote")),
        ];
        assert_eq!(did, expected);
    });
}

#[test]
fn each_role_may_do_its_part_and_no_more() {
    story(|door| async move {
        let adviser = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let family = Family::asks(&door, &a_question()).await;
        adviser.gets(&format!("{}/history", family.path())).await.tells(403, "forbidden");
        adviser.gets("/api/v1/desk/keys").await.tells(403, "forbidden");
        let sweep = door.post("/api/v1/advice/sweep", &json!({}));
        sweep.key(&adviser.key).send().await.tells(403, "forbidden");
        let swept = door.post("/api/v1/advice/sweep", &json!({})).key(door.admin_key()).send().await.is(200).json();
        assert_eq!(swept["repaired"], 0, "the list agrees with the enquiries");
    });
}

#[test]
fn a_key_that_is_ended_lets_nobody_in() {
    story(|door| async move {
        let adviser = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let path = format!("/api/v1/desk/keys/{}", adviser.id);
        let key = door.get(&path).key(door.admin_key()).send().await.is(200);
        assert!(!key.text.contains(&adviser.key), "a key is shown once");
        let end = door.post(&format!("{path}/revocation"), &json!({})).key(door.admin_key());
        end.header("if-match", key.etag()).send().await.is(200);
        let refused = adviser.gets("/api/v1/advice/enquiries").await.tells(401, "unauthenticated");
        assert!(refused.header("www-authenticate").unwrap().starts_with("Bearer"));
    });
}

#[test]
fn without_a_key_no_staff_place_opens() {
    story(|door| async move {
        let family = Family::asks(&door, &a_question()).await;
        for path in ["/api/v1/advice/enquiries", &family.path(), "/api/v1/desk/keys"] {
            door.get(path).send().await.tells(401, "unauthenticated");
            door.get(path).key("fd_222222222222_22222222222222222222222222").send().await.tells(401, "unauthenticated");
        }
    });
}
