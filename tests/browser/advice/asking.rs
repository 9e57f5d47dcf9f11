//! Asking, from the front door to reading one's own question again, in every way that people come.

use crate::family::{ABOUT_A_CHILD, GENERAL, QUESTION};
use crate::person::Person;
use crate::visit::visit;
use crate::way::Way;

/// Asks a general question, checks the answers, sends them, and comes back with what the receipt says.
async fn asks_and_comes_back(person: Person) {
    person.answers_all(&GENERAL).await;
    for words in GENERAL.iter().flat_map(|step| step.checked) {
        person.sees(words).await;
    }
    person.presses("Send my question").await;
    let family = person.receipt().await;
    person.sees("We answer by").await;
    person.presses("Come back to your question").await;
    person.enters(&family.reference, &family.code).await;
    person.sees(&format!("Your question {}", family.reference)).await;
    person.sees(QUESTION).await;
}

#[test]
fn a_family_asks_a_general_question() {
    visit(Way::ORDINARY, asks_and_comes_back);
}

#[test]
fn a_family_asks_on_a_narrow_screen() {
    visit(Way::NARROW, asks_and_comes_back);
}

#[test]
fn a_family_asks_without_script() {
    visit(Way::WITHOUT_SCRIPT, asks_and_comes_back);
}

#[test]
fn a_family_asks_by_keyboard_alone() {
    visit(Way::KEYBOARD, asks_and_comes_back);
}

#[test]
fn a_family_asks_at_four_times_the_size() {
    visit(Way::ZOOMED, asks_and_comes_back);
}

#[test]
fn a_family_asks_in_colours_of_its_own() {
    visit(Way::FORCED_COLOURS, asks_and_comes_back);
}

/// Asks about a child, with every field filled in.
async fn asks_about_a_child(person: Person) {
    person.answers_all(&ABOUT_A_CHILD).await;
    for words in ABOUT_A_CHILD.iter().flat_map(|step| step.checked) {
        person.sees(words).await;
    }
    person.presses("Send my question").await;
    person.receipt().await;
}

#[test]
fn a_family_asks_about_a_child() {
    visit(Way::ORDINARY, asks_about_a_child);
}

#[test]
fn a_family_asks_about_a_child_without_script() {
    visit(Way::WITHOUT_SCRIPT, asks_about_a_child);
}

#[test]
fn a_family_asks_about_a_child_by_keyboard_alone() {
    visit(Way::KEYBOARD, asks_about_a_child);
}

#[test]
fn somebody_whom_another_council_helps_is_told_so_and_nothing_is_kept() {
    visit(Way::ORDINARY, |person| async move {
        person.begins_to_ask().await;
        person.answers(&GENERAL[0]).await;
        assert!(person.has_cookie("fd_draft").await, "answers are kept while they may lead somewhere");
        person.chooses("In another council’s area in England").await;
        person.picks("Which council’s area is the school in?", "Barnet").await;
        person.presses("Continue").await;
        person.sees("Barnet").await;
        person.sees("We have not kept anything that you told us").await;
        assert!(!person.has_cookie("fd_draft").await);
        person.presses("Start again with different answers").await;
        assert!(!person.is_chosen("Adopted from care in England or Wales").await);
    });
}

#[test]
fn somebody_whose_child_was_never_in_care_is_told_who_can_help() {
    visit(Way::WITHOUT_SCRIPT, |person| async move {
        person.begins_to_ask().await;
        person.chooses("Has an order made after parents separated").await;
        person.presses("Continue").await;
        person.sees("We have not kept anything that you told us").await;
        assert!(!person.has_cookie("fd_draft").await);
    });
}

#[test]
fn somebody_who_does_not_know_the_council_is_helped_to_find_out() {
    visit(Way::ORDINARY, |person| async move {
        person.begins_to_ask().await;
        person.answers(&GENERAL[0]).await;
        person.chooses("I am not sure, or it is not in England").await;
        person.presses("Continue").await;
        person.presses("Choose the council").await;
        assert!(person.is_chosen("I am not sure, or it is not in England").await, "what was answered is still there");
        person.answers(&GENERAL[1]).await;
        person.is_asked(&GENERAL[2]).await;
    });
}
