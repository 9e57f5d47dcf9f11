//! Full is not an error: somebody waits, is offered a place, and takes it or not.

use super::planning::{a_run, link_in_an_email, plan, somebody_books, they_give_it_up, time_passes};
use crate::person::Person;
use crate::visit::{visit, visit_house};
use crate::way::Way;

/// Waits for a place on a full run, sees why there is none, and takes the one that comes free.
async fn waits_and_takes_a_place(person: Person) {
    let run = plan(&person.door, &a_run(1)).await;
    let first = somebody_books(&person.door, &run, "bo@family.example").await;
    person.visits(&format!("/training/runs/{run}")).await;
    person.sees("It is full, but you can join the queue").await;
    person.asks_as_a_carer(&run, "Join the queue", &["ada@family.example"]).await;
    person.sees("It is full now").await;
    person.presses("Join the queue").await;
    person.sees("You are in the queue").await;
    person.sees("number 1").await;
    person.sees("All places are taken at the moment").await;
    person.presses("See or change your booking").await;
    they_give_it_up(&person.door, &first).await;
    person.reloads().await;
    person.sees("We can offer you 1 place").await;
    person.presses("Accept").await;
    person.sees("You have accepted the offer").await;
    person.sees("Confirmed").await;
}

#[test]
fn somebody_waits_and_takes_a_place() {
    visit(Way::ORDINARY, waits_and_takes_a_place);
}

#[test]
fn somebody_waits_and_takes_a_place_by_keyboard_alone() {
    visit(Way::KEYBOARD, waits_and_takes_a_place);
}

#[test]
fn somebody_waits_and_takes_a_place_without_script_on_a_narrow_screen() {
    visit(Way { script: false, ..Way::NARROW }, waits_and_takes_a_place);
}

#[test]
fn a_group_that_comes_together_or_not_at_all_is_told_before_it_sends() {
    visit(Way::ORDINARY, |person| async move {
        let run = plan(&person.door, &a_run(1)).await;
        person.asks_as_a_carer(&run, "Book places", &["ada@family.example", "cy@family.example"]).await;
        person.sees("all of you wait in the queue").await;
        person.presses("Book 2 places").await;
        person.sees("You are in the queue").await;
        person.sees("One place is free, but you need 2 together").await;
    });
}

#[test]
fn whoever_has_a_place_already_is_told_so_and_keeps_every_word() {
    visit(Way::WITHOUT_SCRIPT, |person| async move {
        let run = plan(&person.door, &a_run(5)).await;
        person.asks_as_a_carer(&run, "Book places", &["bo@family.example"]).await;
        somebody_books(&person.door, &run, "bo@family.example").await;
        person.presses("Book 1 place").await;
        person.sees("Somebody with the same email address has a place on this training already").await;
        person.presses("Change (1. Ada Ashe 0)").await;
        assert_eq!(person.value_of("Their email address").await, "bo@family.example");
        person.fills_in("Their email address", "ada@family.example").await;
        person.presses("Continue").await;
        person.presses("Book 1 place").await;
        person.sees("You have booked 1 place").await;
    });
}

/// Is offered a place, follows the link in the email, and takes it, once.
pub(super) async fn answers_an_offer(person: Person) {
    let run = plan(&person.door, &a_run(1)).await;
    let first = somebody_books(&person.door, &run, "bo@family.example").await;
    let second = somebody_books(&person.door, &run, "ada@family.example").await;
    they_give_it_up(&person.door, &first).await;
    time_passes(&person.door).await;
    let link = link_in_an_email(&person.door, "/training/offer/").await;
    let offer = format!("/training/offer/{link}");
    person.visits(&offer).await;
    person.sees(&second.0).await;
    person.presses("Accept").await;
    person.sees("You have accepted the offer").await;
    person.visits(&offer).await;
    person.sees("There is nothing to accept").await;
    person.visits("/training/offer/00").await;
    person.sees("We do not know this link").await;
}

#[test]
fn an_offer_is_answered_by_its_link_once() {
    visit_house(Way::ORDINARY, |person, _| answers_an_offer(person));
}

#[test]
fn an_offer_is_answered_by_its_link_without_script() {
    visit_house(Way::WITHOUT_SCRIPT, |person, _| answers_an_offer(person));
}
