//! The audit of one enquiry: who did what, who looked, and that both can be believed.

use serde_json::json;

use super::thread;
use crate::browser::Browser;
use crate::door::story;
use crate::people::{Family, Staff, a_question};

#[test]
fn a_manager_sees_who_did_what_and_who_looked_and_that_the_history_is_whole() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let mo = Staff::joins(&door, "Mo Diaz", "manager").await;
        let family = Family::asks(&door, &a_question()).await;
        sam.steps(&family, "assignment", &json!({"to": "me"})).await.is(200);
        sam.steps(&family, "answer", &json!({"text": "Like this."})).await.is(200);
        let path = format!("{}/history", thread(&family));
        Browser::of(&sam).goes(&path).await.is(&path, 403);

        let audit = Browser::of(&mo).goes(&path).await.is(&path, 200).words();
        assert!(audit.contains("The history is whole"), "{audit}");
        for said in ["The family What asked the question", "Sam Okoro What answered", "gave it to Sam Okoro"] {
            assert!(audit.contains(said), "{said} in {audit}");
        }
        let (changes, looks) = audit.split_once("Looking again within an hour").unwrap();
        assert!(!changes.contains(&sam.id), "names, not ids");
        assert!(looks.contains("Sam Okoro First looked") && looks.contains("Mo Diaz First looked"), "{looks}");
        let told = family.sees_who_looked().await;
        assert_eq!(told["people"][1]["name"], "Mo Diaz", "looking at the audit is a look: {told}");
    });
}
