//! Changing a booking: giving places up with the cost shown first, sending somebody else, coming back.

use serde_json::json;

use super::planning::{a_run, day, plan};
use crate::person::Person;
use crate::visit::visit;
use crate::way::Way;

/// Somebody else comes, one place is given up late, and what it costs is shown before it does.
pub(super) async fn changes_their_booking(person: Person) {
    let mut run = a_run(12);
    run["date"] = json!(day(3));
    let run = plan(&person.door, &run).await;
    person.asks_as_a_carer(&run, "Book places", &["ada@family.example", "cy@family.example"]).await;
    person.presses("Book 2 places").await;
    let booking = person.has_booked().await;
    person.forgets_its_cookies().await;
    person.visits(&format!("/training/bookings/{}", booking.reference)).await;
    assert_eq!(person.path().await, "/training/come-back", "a reference alone opens nothing");
    person.presses("Open my booking").await;
    person.sees("Enter your reference").await;
    person.fills_in("Reference", &booking.reference).await;
    person.fills_in("Access code", "AAAA-AAAA-AAAA-AAAA").await;
    person.presses("Open my booking").await;
    person.sees("We have no booking with this reference and access code").await;
    person.comes_back_to_the_booking(&booking).await;

    person.presses("Send somebody else (2. Ada Ashe 1)").await;
    person.presses("Send them instead").await;
    person.sees("Enter the attendee’s name").await;
    person.fills_in("Their full name", "Di Marsh").await;
    person.fills_in("Their email address", "ada@family.example").await;
    person.fills_in("Their job", "Foster carer").await;
    person.presses("Send them instead").await;
    person.sees("Somebody with the same email address").await;
    assert_eq!(person.value_of("Their full name").await, "Di Marsh", "nothing typed is lost");
    person.fills_in("Their email address", "di@family.example").await;
    person.presses("Send them instead").await;
    person.sees("Somebody else comes instead").await;
    person.sees("Di Marsh").await;
    person.sees("Ada Ashe 1").await;

    person.presses("Cancel places").await;
    person.presses("Continue").await;
    person.sees("Select at least one place").await;
    person.chooses("Di Marsh").await;
    person.presses("Continue").await;
    person.sees("It costs £40 to give up this place").await;
    person.presses("Give up 1 place").await;
    person.sees("You have given up places").await;
    person.sees("Cancelled late").await;
    person.presses("Cancel places").await;
    person.chooses("Ada Ashe 0").await;
    person.chooses("Ofsted visit").await;
    person.presses("Continue").await;
    person.sees("It costs nothing to give up this place").await;
    person.presses("Give up 1 place").await;
    person.sees("Cancelled").await;
    person.presses("Lock and leave").await;
    assert!(!person.has_cookie("fd_booking").await);
}

#[test]
fn somebody_changes_their_booking() {
    visit(Way::ORDINARY, changes_their_booking);
}

#[test]
fn somebody_changes_their_booking_by_keyboard_alone() {
    visit(Way::KEYBOARD, changes_their_booking);
}

#[test]
fn somebody_changes_their_booking_without_script() {
    visit(Way::WITHOUT_SCRIPT, changes_their_booking);
}

#[test]
fn somebody_changes_their_booking_on_a_narrow_screen() {
    visit(Way::NARROW, changes_their_booking);
}
