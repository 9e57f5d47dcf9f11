//! A school that is signed in: its bookings in one list, whoever made them, and no code.

use serde_json::json;

use super::planning::{a_run, link_in_an_email, plan};
use crate::person::Person;
use crate::visit::visit_house;
use crate::way::Way;

impl Person {
    /// Is let in for a school, by the link that an administrator finds.
    async fn signs_in_for_a_school(&self) {
        let invited =
            json!({"name": "Sam Okoro", "email": "sam@larkford.example", "belongs_to": "school", "urn": "100869"});
        let door = &self.door;
        door.post("/api/v1/desk/people", &invited).key(door.admin_key()).send().await.is(201);
        let link = link_in_an_email(door, "/sign-in/link/").await;
        self.visits(&format!("/sign-in/link/{link}")).await;
        self.presses("Sign in").await;
    }
}

/// Books for the school without saying which one, and finds it in the list, beside what others booked for it.
pub(super) async fn sees_its_bookings(person: Person) {
    let run = plan(&person.door, &a_run(12)).await;
    let other = json!({
        "run": run, "audience": "school_staff", "organisation": "Larkford Primary School", "urn": "100869",
        "manager": "Jo Reid", "name": "Bo Lind", "email": "bo@larkford.example",
        "attendees": [{"name": "Bo Lind", "email": "bo@larkford.example", "role": "Teacher"}],
    });
    person.door.another_caller().post("/api/v1/training/bookings", &other).send().await.is(201);
    person.visits("/training/school").await;
    assert_eq!(person.path().await, "/sign-in?back=%2Ftraining%2Fschool", "who is not signed in");
    person.signs_in_for_a_school().await;
    person.visits("/training/school").await;
    person.sees("1 confirmed").await;

    person.visits(&format!("/training/runs/{run}")).await;
    person.presses("Book places").await;
    person.chooses("Designated teachers").await;
    person.presses("Continue").await;
    person.fills_in("Which organisation are you booking for?", "Larkford Primary School").await;
    person.presses("Continue").await;
    person.says_who_they_are("sam@larkford.example").await;
    person.names("Ada Ashe", "ada@larkford.example").await;
    person.chooses("No").await;
    person.presses("Continue").await;
    person.chooses("Yes, my organisation will pay").await;
    person.fills_in("Purchase order number", "PO 17").await;
    person.presses("Continue").await;
    person.sees("URN 100869").await;
    person.presses("Book 1 place").await;
    person.sees("You have booked 1 place").await;
    person.does_not_see("Your access code").await;
    person.visits("/training/school").await;
    person.sees("To come").await;
    let references = person.reads().await.matches("TRN-").count();
    assert_eq!(references, 2, "its own and the other");
}

#[test]
fn a_school_sees_its_bookings() {
    visit_house(Way::ORDINARY, |person, _| sees_its_bookings(person));
}

#[test]
fn a_school_sees_its_bookings_on_a_narrow_screen_without_script() {
    visit_house(Way { script: false, ..Way::NARROW }, |person, _| sees_its_bookings(person));
}
