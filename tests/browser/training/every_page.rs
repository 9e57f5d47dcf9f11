//! One visit that comes to every page about training that is not for staff.

use super::afterwards::gets_a_certificate;
use super::booking::books_three_places;
use super::changing::changes_their_booking;
use super::planning::{a_run, plan};
use super::queueing::answers_an_offer;
use super::school::sees_its_bookings;
use crate::advice::every_page::missed;
use crate::visit::visit_house;
use crate::way::Way;

#[test]
fn every_page_about_training_is_looked_at() {
    visit_house(Way::ORDINARY, |person, _| async move {
        answers_an_offer(person.clone()).await;
        sees_its_bookings(person.clone()).await;
        person.forgets_its_cookies().await;
        books_three_places(person.clone()).await;
        changes_their_booking(person.clone()).await;
        gets_a_certificate(person.clone()).await;
        person.visits("/training").await;
        let run = plan(&person.door, &a_run(12)).await;
        person.visits(&format!("/training/settings/{run}?q=elm")).await;
        person.asks_as_a_carer(&run, "Book places", &["ada@family.example"]).await;
        person.visits(&format!("/training/book/{run}")).await;
        person.visits(&format!("/training/book/{run}/check")).await;
        person.presses("Book 1 place").await;
        person.saves("Save as a text file", "reference.txt").await;
        person.saves("Save to your calendar", "training.ics").await;
        let missed = missed(&person.has_seen(), |page| page.starts_with("/training"));
        assert!(missed.is_empty(), "nobody looked at {missed:?}");
    });
}
