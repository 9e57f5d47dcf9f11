//! The steps staff take: only those that state and role allow are offered, and nothing typed is lost.

use super::{sends, takes, thread};
use crate::browser::Browser;
use crate::door::story;
use crate::people::{Family, Staff, a_question};

#[test]
fn every_step_is_taken_on_a_page_of_its_own() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let ann = Staff::joins(&door, "Ann Wu", "adviser").await;
        let (browser, family) = (Browser::of(&sam), Family::asks(&door, &a_question()).await);
        let topics = [("topics", "send"), ("topics", "attendance"), ("note", "Ask about the EHC plan")];
        let sorted = takes(&browser, &family, "triage", &topics).await.words();
        assert!(sorted.contains("Triaged") && sorted.contains("Attendance"), "{sorted}");
        assert!(sorted.contains("Ask about the EHC plan") && !sorted.contains("Sort it by topic"), "{sorted}");

        takes(&browser, &family, "assign", &[("to", "me")]).await;
        let asked = takes(&browser, &family, "ask", &[("text", "Which school?")]).await.words();
        assert!(asked.contains("Waiting for the family") && asked.contains("The clock stands still"), "{asked}");
        family.writes("Elm School").await.is(201);

        let given = takes(&browser, &family, "assign", &[("to", &ann.id), ("reason", "On leave")]).await.words();
        assert!(given.contains("Ann Wu") && given.contains("Reason: On leave"), "{given}");
        assert!(!given.contains("Take it over"), "an adviser takes nothing from a colleague: {given}");
        let ann = Browser::of(&ann);
        takes(&ann, &family, "answer", &[("text", "Like this.")]).await;
        let closed = takes(&ann, &family, "close", &[("outcome", "answered")]).await.words();
        assert!(closed.contains("Closed") && !closed.contains("Open it again"), "that is a manager’s: {closed}");

        let manager = Browser::of(&Staff::joins(&door, "Mo Diaz", "manager").await);
        let opened = takes(&manager, &family, "reopen", &[("reason", "They phoned")]).await.words();
        assert!(opened.contains("Assigned") && opened.contains("They phoned") && opened.contains("Take it over"));
        let path = thread(&family);
        let taken = sends(&manager, &manager.goes(&path).await, &format!("{path}/assign"), &[("to", "me")]).await;
        assert!(taken.words().contains("The enquiry has changed hands"), "{}", taken.words());
    });
}

#[test]
fn an_enquiry_that_others_can_help_with_ends_with_who_they_are() {
    story(|door| async move {
        let sam = Browser::of(&Staff::joins(&door, "Sam Okoro", "adviser").await);
        for (step, field, state) in [("signpost", "service", "signposted"), ("redirect", "authority", "redirected")] {
            let family = Family::asks(&door, &a_question()).await;
            takes(&sam, &family, step, &[(field, "Barking and Dagenham"), ("text", "They can help.")]).await;
            let read = family.reads().await;
            assert_eq!((&read["state"], &read["messages"][0]["text"]), (&state.into(), &"They can help.".into()));
        }
    });
}

#[test]
fn what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays() {
    story(|door| async move {
        let sam = Browser::of(&Staff::joins(&door, "Sam Okoro", "adviser").await);
        let family = Family::asks(&door, &a_question()).await;
        let long = "x".repeat(3_001);
        let cases = [
            ("note", &[("text", " ")][..], "Enter your message"),
            ("note", &[("text", long.as_str())], "must be 3,000 characters or fewer"),
            ("triage", &[("note", "Kept <words>")], "Select at least one topic"),
            ("assign", &[("to", ""), ("reason", "Kept <words>")], "Enter who to give this enquiry to"),
            ("assign", &[("to", "nobody-we-know"), ("reason", "Kept <words>")], "Nobody on the staff has this id"),
            ("signpost", &[("service", ""), ("text", "Kept <words>")], "Enter the service that can help"),
            ("redirect", &[("authority", "Kept &lt;words>"), ("text", "")], "Enter your message"),
            ("close", &[], "Select how this enquiry ended"),
            ("flag", &[("concern", "")], "Enter what you are worried about"),
        ];
        for (step, typed, said) in cases {
            let path = format!("{}/{step}", thread(&family));
            let wrong = takes(&sam, &family, step, typed).await.is(&path, 422);
            assert!(wrong.words().contains(said), "{step}: {said} in {}", wrong.words());
            for (field, typed) in typed.iter().filter(|(_, typed)| typed.contains("Kept")) {
                let shown = typed.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                assert!(wrong.answer.text.contains(&shown), "{step} keeps {field}");
            }
        }
    });
}

#[test]
fn a_step_that_the_state_does_not_allow_says_so_and_keeps_the_words() {
    story(|door| async move {
        let sam = Browser::of(&Staff::joins(&door, "Sam Okoro", "adviser").await);
        let family = Family::asks(&door, &a_question()).await;
        let path = format!("{}/answer", thread(&family));
        sam.goes(&path).await.is(&path, 409);
        let open = sam.goes(&thread(&family)).await;
        let refused = sends(&sam, &open, &path, &[("text", "Too soon, but written")]).await.is(&path, 409);
        assert!(
            refused.words().contains("You cannot answer this enquiry now: it is “Received”."),
            "{}",
            refused.words()
        );
        assert!(refused.answer.text.contains(">Too soon, but written</textarea>"));
        for path in ["withdraw", "handle_flag", "flags/7", "flags/x", "nonsense"] {
            let path = format!("{}/{path}", thread(&family));
            sam.goes(&path).await.is(&path, 404);
        }
        let path = format!("{}/reopen", thread(&family));
        sam.goes(&path).await.is(&path, 403);
    });
}

#[test]
fn an_enquiry_that_there_never_was_is_not_found() {
    story(|door| async move {
        let sam = Browser::of(&Staff::joins(&door, "Sam Okoro", "adviser").await);
        for path in ["/desk/advice/ENQ-2222-2222", "/desk/advice/x", "/desk/advice/x/answer", "/desk/advice/x/history"]
        {
            let seen = sam.goes(path).await;
            assert!([403, 404].contains(&seen.answer.status.as_u16()), "{path}: {}", seen.answer.status);
        }
    });
}
