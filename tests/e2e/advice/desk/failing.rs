//! Pages of staff on a store that fails, and what they cost it.

use reqwest::Method;
use runner::{Fault, When};
use serde_json::json;

use super::{hidden, sends, taken, thread};
use crate::browser::{Browser, Seen};
use crate::door::house;
use crate::people::{Family, Staff, a_question};

/// More operations than any request makes.
const EVERY_OPERATION: usize = 20;

/// The fields of an answer.
fn answer(page: &Seen) -> Vec<(String, String)> {
    let mut fields = hidden(page);
    fields.push(("text".to_owned(), "An hour’s work".to_owned()));
    fields
}

#[test]
fn whichever_operation_fails_an_answer_is_offered_again_and_sent_once() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let browser = Browser::of(&sam);
        for fault in [Fault::Fail, Fault::LoseAnswer] {
            for nth in 1..=EVERY_OPERATION {
                let family = taken(&sam, Family::asks(&door, &a_question()).await).await;
                let fields = answer(&browser.goes(&thread(&family)).await);
                let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                let path = format!("{}/answer", thread(&family));
                house.faults().inject(When::any().nth(nth), fault);
                let first = browser.asks(Method::POST, &path, &fields).await;
                house.faults().clear();
                if first.status != 303 {
                    assert_eq!(first.status, 503, "{fault:?} at {nth}");
                    assert!(first.text.contains("value=\"An hour’s work\""), "{fault:?} at {nth}: the words are kept");
                }
                browser.sends(&path, &fields).await.is(&format!("{}?done=answer", thread(&family)), 200);
                let messages = family.reads().await["messages"].clone();
                assert_eq!(messages.as_array().unwrap().len(), 1, "{fault:?} at {nth}");
            }
        }
        running.stop().await;
    });
}

#[test]
fn what_was_not_sent_is_there_again_for_whoever_wrote_it_and_lies_sealed() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let browser = Browser::of(&sam);
        let family = taken(&sam, Family::asks(&door, &a_question()).await).await;
        let (path, long) = (format!("{}/answer", thread(&family)), format!("An hour’s work {}", "x".repeat(3_000)));
        let page = browser.goes(&thread(&family)).await;
        sends(&browser, &page, &path, &[("text", &long)]).await.is(&path, 422);
        assert!(!house.bytes_on_disk().windows(9).any(|bytes| bytes == b"s work xx"), "it lies in the clear");

        for place in [thread(&family), path.clone()] {
            let back = browser.goes(&place).await.is(&place, 200);
            assert!(back.words().contains("You wrote this before and did not send it"), "{}", back.words());
            assert!(back.answer.text.contains(&long), "every word is there");
        }
        let note = format!("{}/note", thread(&family));
        assert!(!browser.goes(&note).await.words().contains("You wrote this before"), "another form is empty");
        let manager = Browser::of(&Staff::joins(&door, "Mo Diaz", "manager").await);
        manager.plant("fd_writing", &browser.cookie("fd_writing").unwrap());
        let theirs = manager.goes(&path).await.is(&path, 200);
        assert!(!theirs.answer.text.contains(&long), "a colleague at the same browser sees none of it");

        let page = browser.goes(&path).await;
        sends(&browser, &page, &path, &[("text", "Shorter")])
            .await
            .is(&format!("{}?done=answer", thread(&family)), 200);
        assert_eq!(browser.cookie("fd_writing"), None, "what is sent need not be kept twice");

        let page = browser.goes(&note).await;
        sends(&browser, &page, &note, &[("text", &long)]).await.is(&note, 422);
        let page = browser.goes(&note).await;
        let empty = sends(&browser, &page, &note, &[("drop", "yes")]).await.is(&note, 200);
        assert!(!empty.answer.text.contains(&long), "deleted when they want it");
        running.stop().await;
    });
}

#[test]
fn what_cannot_be_written_down_is_not_shown() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let browser = Browser::of(&Staff::joins(&door, "Sam Okoro", "adviser").await);
        for nth in 1..=EVERY_OPERATION {
            let family = Family::asks(&door, &a_question()).await;
            house.faults().inject(When::any().nth(nth), Fault::Fail);
            let seen = browser.asks(Method::GET, &thread(&family), &[]).await;
            house.faults().clear();
            let told = family.sees_who_looked().await["people"].as_array().unwrap().len();
            let shown = seen.text.contains("How does the school spend");
            assert!(!shown || told == 1, "operation {nth}: shown, and nobody is told");
            assert!(shown || seen.status == 503, "operation {nth}: {}", seen.status);
        }
        running.stop().await;
    });
}

#[test]
fn a_page_of_staff_costs_the_store_little() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let browser = Browser::of(&sam);
        let family = taken(&sam, Family::asks(&door, &a_question()).await).await;
        let cost = async |method: Method, path: &str, fields: &[(&str, &str)]| {
            house.faults().record();
            let status = browser.asks(method, path, fields).await.status.as_u16();
            let cost = house.faults().recorded().len();
            house.faults().clear();
            (status, cost)
        };
        let path = thread(&family);
        let page = browser.goes(&path).await;
        // A key proven, the enquiry, who looked, the saved replies: two each.
        let (status, read) = cost(Method::GET, &path, &[]).await;
        assert!(status == 200 && read <= 8, "{read}");
        let fields = answer(&page);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let (status, written) = cost(Method::POST, &format!("{path}/answer"), &fields).await;
        assert!(status == 303 && written <= 2 + 8, "{written}");
        sam.steps(&family, "closure", &json!({"outcome": "answered"})).await.is(200);
        running.stop().await;
    });
}
