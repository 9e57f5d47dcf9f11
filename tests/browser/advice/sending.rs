//! From the answers to the receipt: checking, changing, sending once, and keeping what comes back.

use std::time::Duration;

use runner::{Fault, Operation, When};

use crate::family::GENERAL;
use crate::people::Staff;
use crate::person::Person;
use crate::visit::{Behind, visit, visit_house};
use crate::way::Way;

/// The store takes so long that a second click comes before the first is answered.
const SLOWLY: Duration = Duration::from_millis(700);

#[test]
fn an_answer_is_changed_from_the_page_where_all_are_checked() {
    visit(Way::ORDINARY, |person| async move {
        person.answers_all(&GENERAL).await;
        person.presses("Change your name").await;
        assert_eq!(person.value_of("What is your name?").await, "Robin Ashe");
        person.fills_in("What is your name?", "Sam Birch").await;
        person.presses("Continue").await;
        assert_eq!(person.path().await, "/advice/check");
        person.sees("Sam Birch").await;
        person.does_not_see("Robin Ashe").await;
    });
}

#[test]
fn the_back_button_and_the_back_link_find_every_answer_again() {
    visit(Way::ORDINARY, |person| async move {
        person.answers_up_to("reply").await;
        person.goes_back().await;
        assert_eq!(person.value_of("What is your name?").await, "Robin Ashe");
        person.goes_back().await;
        assert_eq!(person.value_of("Your question").await, crate::family::QUESTION);
        person.presses("Back").await;
        assert!(person.is_chosen("Pupil Premium Plus").await && person.is_chosen("Working with the school").await);
        person.visits("/advice").await;
        person.presses("Carry on with it").await;
        person.is_asked(&GENERAL[7]).await;
    });
}

#[test]
fn half_given_answers_are_deleted_on_request() {
    visit(Way::WITHOUT_SCRIPT, |person| async move {
        person.answers_up_to("name").await;
        person.visits("/advice").await;
        person.presses("Delete my answers").await;
        person.sees("We have deleted your answers").await;
        assert!(!person.has_cookie("fd_draft").await);
        person.visits("/advice/ask/name").await;
        person.is_asked(&GENERAL[0]).await;
    });
}

#[test]
fn answers_that_waited_too_long_are_gone_and_what_was_just_typed_is_not() {
    visit(Way::ORDINARY, |person| async move {
        person.answers_up_to("name").await;
        // What a browser holds of answers that were deleted meanwhile opens nothing.
        person.has_instead_of_its_cookie("fd_draft", "/advice", "0").await;
        person.answers(&GENERAL[6]).await;
        person.sees("We no longer have your earlier answers").await;
        for step in &GENERAL[..6] {
            person.answers(step).await;
        }
        person.is_asked(&GENERAL[7]).await;
        person.visits("/advice/ask/name").await;
        assert_eq!(person.value_of("What is your name?").await, "Robin Ashe");
        person.has_instead_of_its_cookie("fd_draft", "/advice", "0").await;
        person.visits("/advice/check").await;
        person.sees("We no longer have your answers").await;
        person.presses("Start again").await;
        person.is_asked(&GENERAL[0]).await;
    });
}

/// Answers everything, then presses "Send my question" in some way; that makes one enquiry, and its receipt is shown.
async fn sends_once<F: Future<Output = ()>>(person: &Person, behind: &Behind, press: impl FnOnce() -> F) {
    let manager = Staff::joins(&person.door, "Mo Diaz", "manager").await;
    person.answers_all(&GENERAL).await;
    behind.faults().inject(When::operation(Operation::SetMany), Fault::Delay(SLOWLY));
    person.comes_to_another_page(press()).await;
    behind.faults().clear();
    let family = person.receipt().await;
    let listed = manager.lists("").await;
    assert_eq!(listed.len(), 1, "{listed:?}");
    assert_eq!(listed[0]["reference"], family.reference.as_str());
}

#[test]
fn a_double_click_makes_one_enquiry() {
    visit_house(Way::ORDINARY, |person, behind| async move {
        sends_once(&person, &behind, || person.double_clicks("Send my question")).await;
        assert_eq!(behind.posts("/advice/check"), 1, "the second click does not reach the server");
    });
}

#[test]
fn two_presses_that_both_reach_the_server_make_one_enquiry() {
    visit_house(Way::WITHOUT_SCRIPT, |person, behind| async move {
        sends_once(&person, &behind, || person.double_clicks("Send my question")).await;
        assert_eq!(behind.posts("/advice/check"), 2);
    });
}

#[test]
fn a_question_sent_once_is_not_sent_again_by_going_back() {
    visit_house(Way::WITHOUT_SCRIPT, |person, _| async move {
        let manager = Staff::joins(&person.door, "Mo Diaz", "manager").await;
        let family = person.asks().await;
        person.goes_back().await;
        // A browser may show the page before as it was, with its button, or ask for it again, and is led to the receipt.
        if person.path().await == "/advice/check" {
            person.presses("Send my question").await;
        }
        assert_eq!(person.receipt().await.reference, family.reference);
        person.visits("/advice/ask/name").await;
        assert_eq!(person.receipt().await.code, family.code);
        assert_eq!(manager.lists("").await.len(), 1);
    });
}

#[test]
fn the_receipt_can_be_shown_again_saved_and_printed() {
    visit(Way::ORDINARY, |person| async move {
        let family = person.asks().await;
        person.reloads().await;
        assert_eq!(person.receipt().await.code, family.code);

        let saved = person.saves("Save as a text file", "reference.txt").await;
        assert!(saved.contains(&family.reference) && saved.contains(&family.code), "{saved}");

        let printed = person.prints("advice-sent").await;
        assert!(printed.contains(&family.reference) && printed.contains(&family.code), "{printed}");
        for button in ["Exit this page", "Save as a text file", "Print this page"] {
            assert!(!printed.contains(button), "{button} is of no use on paper");
        }
    });
}

#[test]
fn a_button_that_needs_script_is_not_there_without() {
    visit(Way::WITHOUT_SCRIPT, |person| async move {
        person.asks().await;
        person.does_not_see("Print this page").await;
    });
}
