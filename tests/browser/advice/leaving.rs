//! Leaving at once: whoever must not be seen reading a page is off it in one press.

use thirtyfour::Key;

use crate::family::GENERAL;
use crate::person::Person;
use crate::visit::visit;
use crate::way::Way;

/// Where everybody might have been.
const ELSEWHERE: &str = "https://www.bbc.co.uk/weather";

async fn is_elsewhere(person: &Person) {
    let gone = person.soon(|| async { person.address().await.starts_with(ELSEWHERE).then_some(()) }).await;
    assert!(gone.is_some(), "still at {}", person.address().await);
}

#[test]
fn one_press_leads_off_the_page() {
    visit(Way::ORDINARY, |person| async move {
        person.begins_to_ask().await;
        person.answers(&GENERAL[0]).await;
        person.presses_only("Emergency Exit this page").await;
        is_elsewhere(&person).await;
    });
}

#[test]
fn one_press_leads_off_the_page_without_script() {
    visit(Way::WITHOUT_SCRIPT, |person| async move {
        person.visits("/advice").await;
        person.presses_only("Emergency Exit this page").await;
        is_elsewhere(&person).await;
    });
}

#[test]
fn three_times_shift_leads_off_the_page() {
    visit(Way::KEYBOARD, |person| async move {
        person.visits("/advice/come-back").await;
        for _ in 0..3 {
            person.types(Key::Shift).await;
        }
        is_elsewhere(&person).await;
    });
}
