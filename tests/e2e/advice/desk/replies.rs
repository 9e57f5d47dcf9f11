//! Saved replies: kept by managers, used by everybody, never written over unread.

use reqwest::Method;

use super::{sends, taken, thread};
use crate::browser::{Browser, Seen};
use crate::door::{house, story};
use crate::people::{Family, Staff, a_question};

const REPLIES: &str = "/desk/advice/replies";
const NEW: &str = "/desk/advice/replies/new";

/// Saves with the form of a page.
async fn saves(browser: &Browser, page: &Seen, path: &str, title: &str, text: &str) -> Seen {
    let (attempt, edition) = (page.value("attempt").unwrap(), page.value("edition").unwrap());
    let fields = [("attempt", attempt), ("edition", edition), ("title", title), ("text", text)];
    browser.sends(path, &fields).await
}

async fn adds(browser: &Browser, title: &str, text: &str) -> Seen {
    saves(browser, &browser.goes(NEW).await.is(NEW, 200), NEW, title, text).await
}

#[test]
fn managers_keep_saved_replies_and_advisers_use_them() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let (adviser, manager) = (Browser::of(&sam), Browser::of(&Staff::joins(&door, "Mo Diaz", "manager").await));
        let empty = adviser.goes(REPLIES).await.is(REPLIES, 200);
        assert!(
            empty.words().contains("There are no saved replies yet") && !empty.words().contains("Add a saved reply")
        );
        for path in [NEW, "/desk/advice/replies/1", "/desk/advice/replies/1/delete"] {
            adviser.goes(path).await.is(path, 403);
            adviser.asks(Method::POST, path, &[("title", "a"), ("text", "b")]).await.is(403);
        }

        let wrong = adds(&manager, "", "Kept <words>").await.is(NEW, 422);
        assert!(
            wrong.words().contains("Enter a title") && wrong.answer.text.contains(">Kept &lt;words&gt;</textarea>")
        );
        let page = manager.goes(NEW).await;
        for _ in 0..2 {
            let saved = saves(&manager, &page, NEW, "Pupil Premium Plus", "Ask for the strategy statement.").await;
            assert!(saved.is("/desk/advice/replies?done=added", 200).words().contains("Mo Diaz"));
        }
        let taken_title = adds(&manager, "PUPIL premium plus", "Other words").await.is(NEW, 422);
        assert!(taken_title.words().contains("There is a saved reply with this title already"));

        let family = taken(&sam, Family::asks(&door, &a_question()).await).await;
        let answer = format!("{}/answer", thread(&family));
        let seen = adviser.goes(&thread(&family)).await;
        let typed = [("text", "Dear Robin,"), ("reply", "1"), ("insert", "yes")];
        let put_in = sends(&adviser, &seen, &answer, &typed).await.is(&answer, 200);
        let words = "Dear Robin,\n\nAsk for the strategy statement.";
        assert!(put_in.answer.text.contains(&format!(">{words}</textarea>")), "{}", put_in.answer.text);
        assert_eq!(family.reads().await["messages"], serde_json::json!([]), "nothing is sent yet");
        let nothing = [("text", "Dear Robin,"), ("reply", ""), ("insert", "yes")];
        let same = sends(&adviser, &seen, &answer, &nothing).await.is(&answer, 200);
        assert!(same.answer.text.contains(">Dear Robin,</textarea>"));
        sends(&adviser, &put_in, &answer, &[("text", words)])
            .await
            .is(&format!("{}?done=answer", thread(&family)), 200);
        assert_eq!(family.reads().await["messages"][0]["text"], words);
        running.stop().await;
    });
}

#[test]
fn nobody_writes_over_a_saved_reply_that_they_have_not_read() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let mo = Browser::of(&Staff::joins(&door, "Mo Diaz", "manager").await);
        let ann = Browser::of(&Staff::joins(&door, "Ann Wu", "admin").await);
        adds(&mo, "Admissions", "Old words").await;
        let path = "/desk/advice/replies/1";
        let (of_mo, of_ann) = (mo.goes(path).await.is(path, 200), ann.goes(path).await.is(path, 200));
        let delete = "/desk/advice/replies/1/delete";
        let sure = ann.goes(delete).await.is(delete, 200);
        saves(&mo, &of_mo, path, "Admissions", "Words of Mo").await.is("/desk/advice/replies?done=changed", 200);

        let stale = saves(&ann, &of_ann, path, "Admissions", "Words of Ann").await.is(path, 412);
        assert!(stale.words().contains("Mo Diaz changed it at") && stale.words().contains("Words of Mo"));
        assert!(stale.answer.text.contains(">Words of Ann</textarea>"), "both can be read");
        let fields = [("attempt", sure.value("attempt").unwrap()), ("edition", sure.value("edition").unwrap())];
        let sure = ann.sends(delete, &fields).await.is(delete, 412);
        assert!(sure.words().contains("Mo Diaz changed it while you looked"), "{}", sure.words());
        saves(&ann, &stale, path, "Admissions", "Words of Ann").await.is("/desk/advice/replies?done=changed", 200);

        let (writing, sure) = (mo.goes(path).await, ann.goes(delete).await);
        let fields = [("attempt", sure.value("attempt").unwrap()), ("edition", sure.value("edition").unwrap())];
        for _ in 0..2 {
            let gone = ann.sends(delete, &fields).await.is("/desk/advice/replies?done=deleted", 200);
            assert!(gone.words().contains("There are no saved replies yet"));
        }
        let late = saves(&mo, &writing, path, "Admissions", "Words of Mo").await.is(path, 410);
        assert!(
            late.words().contains("Somebody deleted this reply")
                && late.answer.text.contains(">Words of Mo</textarea>")
        );
        saves(&mo, &late, NEW, "Admissions", "Words of Mo").await.is("/desk/advice/replies?done=added", 200);
        mo.goes(path).await.is(path, 404);
        running.stop().await;
    });
}

#[test]
fn a_saved_reply_that_is_not_there_is_not_found() {
    story(|door| async move {
        let mo = Browser::of(&Staff::joins(&door, "Mo Diaz", "manager").await);
        for path in ["/desk/advice/replies/4000000000", "/desk/advice/replies/x", "/desk/advice/replies/x/delete"] {
            mo.goes(path).await.is(path, 404);
        }
    });
}
