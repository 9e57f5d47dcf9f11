//! What there is: the catalogue with its filters, and a school found while typing.

use serde_json::json;

use super::planning::{TITLE, a_run, a_run_today, plan};
use crate::person::Person;
use crate::visit::visit_house;
use crate::way::Way;

/// Finds training by for whom, how and when it is.
async fn finds_training(person: Person) {
    person.visits("/").await;
    person.presses("Find and book training").await;
    person.sees("We have not planned any training yet").await;
    for _ in 0..11 {
        plan(&person.door, &a_run(12)).await;
    }
    plan(&person.door, &a_run_today()).await;
    person.visits("/training").await;
    person.sees("12 dates").await;
    person.sees("12 places left").await;
    person.visits("/training?page=2").await;
    person.visits("/training").await;
    person.picks("How it is held", "Online").await;
    person.presses("Show training").await;
    person.sees("1 date").await;
    person.does_not_see("Larkshire House").await;
    person.picks("Who it is for", "Governors").await;
    person.presses("Show training").await;
    person.sees("No training found").await;
    person.presses("Show all training").await;
    assert_eq!(person.path().await, "/training");
}

#[test]
fn somebody_finds_training() {
    visit_house(Way::ORDINARY, |person, _| finds_training(person));
}

#[test]
fn somebody_finds_training_by_keyboard_alone() {
    visit_house(Way::KEYBOARD, |person, _| finds_training(person));
}

#[test]
fn somebody_finds_training_at_four_times_the_size_without_script() {
    visit_house(Way { script: false, ..Way::ZOOMED }, |person, _| finds_training(person));
}

#[test]
fn training_that_does_not_take_place_says_so_and_cannot_be_booked() {
    visit_house(Way::ORDINARY, |person, _| async move {
        let door = &person.door;
        let run = plan(door, &a_run(12)).await;
        let path = format!("/api/v1/training/runs/{run}");
        let read = door.get(&format!("{path}/details")).key(door.admin_key()).send().await.is(200);
        let cancelled = door.post(&format!("{path}/cancellation"), &json!({"reason": "The trainer is ill"}));
        cancelled.key(door.admin_key()).header("if-match", read.etag()).send().await.is(200);
        person.visits("/training").await;
        person.does_not_see(TITLE).await;
        person.visits(&format!("/training/runs/{run}")).await;
        person.sees("This training does not take place").await;
        person.does_not_see("Book places").await;
    });
}
