//! A store that fails: the page says so, keeps what was typed, and goes on from there once the store is well.

use runner::{Fault, When};

use crate::family::{GENERAL, QUESTION};
use crate::people::Staff;
use crate::visit::visit_house;
use crate::way::Way;

#[test]
fn an_answer_survives_a_failing_store() {
    visit_house(Way::ORDINARY, |person, behind| async move {
        person.answers_up_to("question").await;
        person.fills_in("Your question", QUESTION).await;
        behind.faults().inject(When::any(), Fault::Fail);
        person.presses("Continue").await;
        person.sees("We still have what you sent us").await;
        person.sees("Exit this page").await;
        person.presses("Try again").await;
        person.sees("We still have what you sent us").await;
        behind.faults().clear();
        person.presses("Try again").await;
        person.is_asked(&GENERAL[6]).await;
        person.presses("Back").await;
        assert_eq!(person.value_of("Your question").await, QUESTION);
    });
}

#[test]
fn a_question_that_may_or_may_not_have_been_sent_is_sent_once() {
    visit_house(Way::WITHOUT_SCRIPT, |person, behind| async move {
        let manager = Staff::joins(&person.door, "Mo Diaz", "manager").await;
        person.answers_all(&GENERAL).await;
        // Everything is written, and nobody is told.
        behind.faults().inject(When::any(), Fault::LoseAnswer);
        person.presses("Send my question").await;
        person.sees("Try again").await;
        behind.faults().clear();
        person.presses("Try again").await;
        let family = person.receipt().await;
        let listed = manager.lists("").await;
        assert_eq!(listed.len(), 1, "{listed:?}");
        assert_eq!(listed[0]["reference"], family.reference.as_str());
    });
}

#[test]
fn a_message_survives_a_failing_store() {
    visit_house(Way::ORDINARY, |person, behind| async move {
        let family = person.asks().await;
        person.comes_back_to(&family).await;
        person.fills_in("Write to us", "It took a while to write this").await;
        behind.faults().inject(When::any(), Fault::Fail);
        person.presses("Send my message").await;
        person.sees("We still have what you sent us").await;
        behind.faults().clear();
        person.presses("Try again").await;
        person.sees("We have your message").await;
        person.sees("It took a while to write this").await;
    });
}

#[test]
fn a_page_that_cannot_be_read_says_so_and_never_looks_empty() {
    visit_house(Way::ORDINARY, |person, behind| async move {
        let family = person.asks().await;
        person.comes_back_to(&family).await;
        behind.faults().inject(When::any(), Fault::Fail);
        person.reloads().await;
        person.sees("You can try again in a minute").await;
        person.does_not_see(QUESTION).await;
        behind.faults().clear();
        person.reloads().await;
        person.sees(QUESTION).await;
    });
}
