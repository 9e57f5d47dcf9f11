//! Two people on one enquiry: the second is told who did what meanwhile, and keeps every word.

use serde_json::json;

use super::{sends, taken, thread};
use crate::browser::Browser;
use crate::door::story;
use crate::people::{Family, Staff, a_question};

#[test]
fn who_comes_second_is_told_who_changed_what_and_sends_again_on_what_stands_there_now() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let mo = Staff::joins(&door, "Mo Diaz", "manager").await;
        let family = taken(&sam, Family::asks(&door, &a_question()).await).await;
        let browser = Browser::of(&sam);
        let seen = browser.goes(&thread(&family)).await;

        mo.steps(&family, "notes", &json!({"text": "The school phoned: all is arranged"})).await.is(200);
        family.writes("We found the statement ourselves").await.is(201);
        let answer = format!("{}/answer", thread(&family));
        let typed = [("text", "An hour’s <work>")];
        let stale = sends(&browser, &seen, &answer, &typed).await.is(&answer, 412);
        for said in [
            "Somebody changed this enquiry while you were writing",
            "Mo Diaz wrote a note at",
            "The family wrote a message at",
            "The school phoned: all is arranged",
            "We found the statement ourselves",
            "New",
        ] {
            assert!(stale.words().contains(said), "{said} in {}", stale.words());
        }
        let (_, news) = stale.answer.text.split_once("id=\"news\"").unwrap();
        let (news, _) = news.split_once("<form").unwrap();
        assert!(!news.contains("How does the school spend"), "what is old is not news");
        assert!(stale.answer.text.contains(">An hour’s &lt;work&gt;</textarea>"), "every word is still there");
        assert_eq!(family.reads().await["messages"].as_array().unwrap().len(), 1, "and none was sent");

        let sent = sends(&browser, &stale, &answer, &typed).await.is(&format!("{}?done=answer", thread(&family)), 200);
        assert!(sent.words().contains("Your answer is with the family"));
    });
}

#[test]
fn who_comes_too_late_for_a_step_may_copy_what_they_wrote() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let family = taken(&sam, Family::asks(&door, &a_question()).await).await;
        let browser = Browser::of(&sam);
        let seen = browser.goes(&thread(&family)).await;
        family.opens("withdrawal").await.is(200);
        let answer = format!("{}/answer", thread(&family));
        let stale = sends(&browser, &seen, &answer, &[("text", "Too late")]).await.is(&answer, 412);
        assert!(stale.words().contains("The family took the question back at"), "{}", stale.words());
        assert!(stale.words().contains("As things stand, this cannot be done any more"), "{}", stale.words());
        let again = sends(&browser, &stale, &answer, &[("text", "Too late")]).await.is(&answer, 409);
        assert!(again.answer.text.contains(">Too late</textarea>"));
    });
}

#[test]
fn an_answer_that_was_taken_and_then_changed_in_the_form_is_shown_beside_the_first() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let family = taken(&sam, Family::asks(&door, &a_question()).await).await;
        let browser = Browser::of(&sam);
        let seen = browser.goes(&thread(&family)).await;
        let answer = format!("{}/answer", thread(&family));
        sends(&browser, &seen, &answer, &[("text", "First")]).await;
        let changed = sends(&browser, &seen, &answer, &[("text", "First, and more")]).await.is(&answer, 412);
        assert!(
            changed.words().contains("Sam Okoro (you) answered at") && changed.words().contains("First"),
            "{}",
            changed.words()
        );
        assert!(changed.answer.text.contains(">First, and more</textarea>"));
    });
}

#[test]
fn a_form_that_does_not_say_what_was_seen_shows_everything_first() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let family = Family::asks(&door, &a_question()).await;
        let note = format!("{}/note", thread(&family));
        let browser = Browser::of(&sam);
        let told = browser.sends(&note, &[("text", "Blind"), ("attempt", "a")]).await.is(&note, 412);
        assert!(told.words().contains("The family asked the question at"), "{}", told.words());
        let lacking = browser.sends(&note, &[("text", "Blind")]).await;
        assert_eq!(lacking.answer.status, 400);
    });
}
