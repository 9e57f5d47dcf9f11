//! One enquiry on one page: what staff see of it, and what the family sees of them.

use reqwest::Method;
use serde_json::json;

use super::{sends, taken, takes, thread};
use crate::browser::Browser;
use crate::door::story;
use crate::people::{Family, Staff, a_question, a_question_about_a_child};

#[test]
fn a_thread_tells_all_that_somebody_needs_who_deals_with_it() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let mut question = a_question_about_a_child();
        question["reply"] = json!({"by": "phone", "phone": "01632 960 111", "safe_to_leave_message": false});
        question["needs"] = json!("An interpreter for Polish");
        let family = Family::asks(&door, &question).await;
        let seen = Browser::of(&sam).goes(&thread(&family)).await.is(&thread(&family), 200);
        for said in [
            "Received",
            "Nobody",
            "First contact",
            "Our reply Due",
            "Robin Ashe",
            "01632 960 111",
            "Do not leave a message",
            "An interpreter for Polish",
            "Jay",
            "No. Do not contact the school",
            "Robin Ashe (the family) asked",
            "How does the school spend Pupil Premium Plus?",
            "Nobody has written a note",
            "1 person has opened this enquiry",
        ] {
            assert!(seen.words().contains(said), "{said} in {}", seen.words());
        }
        assert_eq!(family.sees_who_looked().await["people"][0]["name"], "Sam Okoro");
    });
}

#[test]
fn an_adviser_takes_an_enquiry_answers_it_and_pressing_twice_does_it_once() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let (browser, family) = (Browser::of(&sam), Family::asks(&door, &a_question()).await);
        let path = thread(&family);
        let open = browser.goes(&path).await;
        assert!(open.words().contains("Take this enquiry") && !open.words().contains("Your answer"));
        let mine = sends(&browser, &open, &format!("{path}/assign"), &[("to", "me")]).await;
        let mine = mine.is(&format!("{path}?done=assign"), 200);
        assert!(mine.words().contains("Your answer") && !mine.words().contains("Take this enquiry"));

        let typed = [("text", "Every school publishes\r\na strategy statement.")];
        let answer = format!("{path}/answer");
        for _ in 0..2 {
            let sent = sends(&browser, &mine, &answer, &typed).await.is(&format!("{path}?done=answer"), 200);
            assert!(sent.words().contains("Your answer is with the family") && sent.words().contains("Answered"));
        }
        let read = family.reads().await;
        assert_eq!(read["messages"].as_array().unwrap().len(), 1, "sent twice, it is there once");
        assert_eq!(read["messages"][0]["text"], "Every school publishes\na strategy statement.");
    });
}

#[test]
fn notes_stand_apart_and_the_family_never_sees_them() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let (browser, family) = (Browser::of(&sam), Family::asks(&door, &a_question()).await);
        let noted = takes(&browser, &family, "note", &[("text", "Rang the SENCO’s office")]).await;
        let (before, after) = noted.answer.text.split_once("Notes between colleagues").unwrap();
        assert!(!before.contains("SENCO") && after.contains("SENCO"));
        assert!(!family.reads().await.to_string().contains("SENCO"));
    });
}

#[test]
fn words_that_may_mean_a_child_is_not_safe_come_first_with_whom_to_phone() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let (browser, family) = (Browser::of(&sam), Family::asks(&door, &a_question()).await);
        assert!(!browser.goes(&thread(&family)).await.words().contains("999"));
        family.writes("Since then she is scared to go home.").await.is(201);
        let hinted = browser.goes(&thread(&family)).await.words();
        assert!(hinted.contains("often mean that a child is not safe") && hinted.contains("999"), "{hinted}");

        let raised = takes(&browser, &family, "flag", &[("concern", "Scared to go home")]).await.words();
        let (first, rest) = raised.split_once("Where it stands").unwrap();
        assert!(first.contains("Safeguarding flag 1: it must be dealt with today"), "{raised}");
        assert!(rest.contains("cannot be ended before") && !rest.contains("Close it"), "{raised}");
        let handled = [("passed_to", "Safeguarding hub"), ("note", "They visit today")];
        let handled = takes(&browser, &family, "flags/1", &handled).await.words();
        assert!(handled.contains("passed it to Safeguarding hub") && handled.contains("Close it"), "{handled}");
        let again = format!("{}/flags/1", thread(&family));
        browser.goes(&again).await.is(&again, 404);
    });
}

#[test]
fn a_long_thread_shows_its_latest_messages_and_the_others_when_asked() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let (browser, family) = (Browser::of(&sam), Family::asks(&door, &a_question()).await);
        let family = taken(&sam, family).await;
        for number in 1..=12 {
            takes(&browser, &family, "answer", &[("text", &format!("Answer number {number}."))]).await;
            // From another place each time: one family does not write so often in an hour.
            let (reference, code) = (family.reference.clone(), family.code.clone());
            let family = Family { door: door.another_caller(), reference, code };
            family.writes(&format!("Message number {number}.")).await.is(201);
        }
        let seen = browser.goes(&thread(&family)).await;
        assert!(seen.words().contains("Message number 12.") && !seen.words().contains("Message number 7."));
        assert!(seen.words().contains("How does the school spend"), "the question always stands there");
        assert!(seen.words().contains("Show 14 earlier messages"), "{}", seen.words());
        let whole = browser.goes(&format!("{}?all", thread(&family))).await;
        assert!(whole.words().contains("Answer number 1.") && whole.words().contains("Message number 12."));
    });
}

#[test]
fn who_is_not_signed_in_is_sent_to_do_so_and_what_they_wrote_is_still_there() {
    story(|door| async move {
        let family = Family::asks(&door, &a_question()).await;
        let nobody = Browser::new(&door);
        for path in ["/desk/advice", "/desk/advice/find", "/desk/advice/replies", &thread(&family)] {
            let answer = nobody.asks(Method::GET, path, &[]).await.is(303);
            assert!(answer.header("location").unwrap().starts_with("/sign-in?back=%2Fdesk%2Fadvice"), "{path}");
        }
        let typed = [("text", "An hour’s <work>"), ("seen", "1-0-0"), ("attempt", "a")];
        let refused = nobody.sends(&format!("{}/answer", thread(&family)), &typed).await;
        assert_eq!(refused.answer.status, 401);
        assert_eq!(refused.value("text"), Some("An hour’s &lt;work&gt;"), "to be sent once signed in");
    });
}
