//! Booking, from a run's page to one's own booking, in every way that people come.

use super::planning::{TITLE, a_run, plan, replan};
use crate::person::Person;
use crate::visit::visit;
use crate::way::Way;

/// A booking that somebody made.
pub(super) struct Booking {
    pub(super) reference: String,
    pub(super) code: String,
}

impl Person {
    /// Names somebody who is to come.
    pub(super) async fn names(&self, name: &str, email: &str) {
        self.fills_in("Their full name", name).await;
        self.fills_in("Their email address", email).await;
        self.fills_in("Their job", "Teacher").await;
        self.presses("Continue").await;
    }

    /// Says for which school they book, past the search.
    pub(super) async fn books_for_a_school(&self) {
        self.presses_only("It is not in the list").await;
        self.fills_in("Name of the school, nursery or college", "Larkford Primary School").await;
        self.fills_in("Unique reference number (URN)", "100869").await;
        self.presses("Continue").await;
    }

    /// Says who they are.
    pub(super) async fn says_who_they_are(&self, email: &str) {
        self.fills_in("Your name", "Robin Ashe").await;
        self.fills_in("Your email address", email).await;
        self.presses("Continue").await;
    }

    /// Books for carers, who pay nothing, from the run's page to the check.
    pub(super) async fn asks_as_a_carer(&self, run: &str, start: &str, emails: &[&str]) {
        self.visits(&format!("/training/runs/{run}")).await;
        self.presses(start).await;
        self.chooses("Carers and adoptive parents").await;
        self.presses("Continue").await;
        self.presses("Continue").await;
        self.says_who_they_are("robin@family.example").await;
        for (index, email) in emails.iter().enumerate() {
            self.names(&format!("Ada Ashe {index}"), email).await;
            self.chooses(if index + 1 < emails.len() { "Yes" } else { "No" }).await;
            self.presses("Continue").await;
        }
        if emails.len() > 1 {
            self.chooses("No, we all come or nobody does").await;
            self.presses("Continue").await;
        }
        self.sees("Check your answers before you send them").await;
    }

    /// What the receipt on the screen says.
    pub(super) async fn has_booked(&self) -> Booking {
        self.sees("Your access code").await;
        let text = self.reads().await;
        let after = |words: &str| text.split(words).nth(1).unwrap().trim().lines().next().unwrap().trim().to_owned();
        let booking = Booking { reference: after("Your reference"), code: after("Your access code") };
        assert!(booking.reference.starts_with("TRN-") && booking.code.len() == "AAAA-AAAA-AAAA-AAAA".len(), "{text}");
        booking
    }

    /// Opens a booking with what the receipt said.
    pub(super) async fn comes_back_to_the_booking(&self, booking: &Booking) {
        self.visits("/training/come-back").await;
        self.fills_in("Reference", &booking.reference).await;
        self.fills_in("Access code", &booking.code).await;
        self.presses("Open my booking").await;
        self.sees(&format!("Your booking {}", booking.reference)).await;
    }
}

/// Somebody books three places for a school, which pays, with every mistake on the way.
pub(super) async fn books_three_places(person: Person) {
    let run = plan(&person.door, &a_run(12)).await;
    person.visits(&format!("/training/runs/{run}")).await;
    person.sees("12 in all: 0 taken, 12 left").await;
    person.presses("Book places").await;
    person.presses("Continue").await;
    person.sees("Select who the places are for").await;
    person.chooses("Designated teachers").await;
    person.presses("Continue").await;

    person.presses_only("It is not in the list").await;
    person.fills_in("Name of the school, nursery or college", "Larkford Primary School").await;
    person.presses("Continue").await;
    person.sees("Enter the setting’s unique reference number").await;
    assert_eq!(person.value_of("Name of the school, nursery or college").await, "Larkford Primary School");
    person.fills_in("Unique reference number (URN)", "100869").await;
    person.presses("Continue").await;

    person.presses("Continue").await;
    person.sees("Enter your name").await;
    person.says_who_they_are("office@larkford.example").await;

    person.presses("Continue").await;
    person.sees("Enter the attendee’s name").await;
    person.names("Ada Ashe", "ada@larkford.example").await;
    person.sees("You have added 1 person").await;
    person.presses("Continue").await;
    person.sees("Select yes if you want to add somebody else").await;
    person.chooses("Yes").await;
    person.presses("Continue").await;
    person.names("Bo Lind", "ADA@larkford.example").await;
    person.chooses("No").await;
    person.presses("Continue").await;
    person.sees("Enter a different email address for each attendee").await;
    person.presses("Change (2. Bo Lind)").await;
    assert_eq!(person.value_of("Their full name").await, "Bo Lind", "nothing typed is lost");
    person.names("Bo Lind", "bo@larkford.example").await;
    person.chooses("Yes").await;
    person.presses("Continue").await;
    person.names("Cy Tran", "cy@larkford.example").await;
    person.chooses("No").await;
    person.presses("Continue").await;

    person.presses("Continue").await;
    person.sees("Select yes if some of the places are of use without the others").await;
    person.chooses("Yes, some of us can come without the others").await;
    person.presses("Continue").await;
    person.sees("£225").await;
    person.presses("Continue").await;
    person.sees("Confirm that your organisation will pay for the places").await;
    person.chooses("Yes, my organisation will pay").await;
    person.fills_in("Purchase order number", "PO 17").await;
    person.presses("Continue").await;

    for words in ["Designated teachers", "URN 100869", "Robin Ashe", "Cy Tran", "£225 in all", "PO 17", TITLE] {
        person.sees(words).await;
    }
    // The price rises while they look at it.
    let mut dearer = a_run(12);
    dearer["prices"][0]["each"]["amount"] = 9_500.into();
    replan(&person.door, person.door.admin_key(), &run, &dearer).await;
    person.presses("Book 3 places").await;
    person.sees("We have changed this training since you looked at it").await;
    person.sees("£285 in all").await;
    person.presses("Book 3 places").await;
    person.sees("You have booked 3 places").await;
    let booking = person.has_booked().await;
    person.presses("See or change your booking").await;
    person.sees("Confirmed").await;
    person.sees("There is a lift").await;
    person.presses("Lock and leave").await;
    person.comes_back_to_the_booking(&booking).await;
    person.sees("Cy Tran").await;
}

macro_rules! in_every_way {
    ($($test:ident: $way:ident)+) => {$(
        #[test]
        fn $test() {
            visit(Way::$way, books_three_places);
        }
    )+};
}

in_every_way! {
    somebody_books_three_places: ORDINARY
    somebody_books_three_places_on_a_narrow_screen: NARROW
    somebody_books_three_places_without_script: WITHOUT_SCRIPT
    somebody_books_three_places_by_keyboard_alone: KEYBOARD
    somebody_books_three_places_at_four_times_the_size: ZOOMED
    somebody_books_three_places_in_colours_of_their_own: FORCED_COLOURS
}

#[test]
fn a_receipt_can_be_kept_and_is_shown_again() {
    visit(Way::ORDINARY, |person| async move {
        let run = plan(&person.door, &a_run(12)).await;
        person.asks_as_a_carer(&run, "Book places", &["a@family.example"]).await;
        person.presses("Book 1 place").await;
        let booking = person.has_booked().await;
        let saved = person.saves("Save as a text file", "reference.txt").await;
        assert!(saved.contains(&booking.code) && saved.contains(&booking.reference), "{saved}");
        let printed = person.prints("training-booked").await;
        assert!(printed.contains(&booking.code) && !printed.contains("Save as a text file"), "{printed}");
        let calendar = person.saves("Save to your calendar", "training.ics").await;
        assert!(calendar.contains("BEGIN:VEVENT") && calendar.contains(&booking.reference), "{calendar}");
        person.visits(&format!("/training/book/{run}/check")).await;
        person.sees(&booking.reference).await;
        assert_eq!(person.path().await, format!("/training/booked/{run}"), "sent once, and not asked again");
    });
}

#[test]
fn what_was_left_half_done_waits_and_can_be_deleted() {
    visit(Way::ORDINARY, |person| async move {
        let runs = [plan(&person.door, &a_run(12)).await, plan(&person.door, &a_run(12)).await];
        for run in &runs {
            person.visits(&format!("/training/runs/{run}")).await;
            person.presses("Book places").await;
            person.chooses("Designated teachers").await;
            person.presses("Continue").await;
        }
        // Two runs at once, and neither gets into the other.
        person.books_for_a_school().await;
        person.says_who_they_are("office@larkford.example").await;
        person.visits(&format!("/training/book/{}", runs[0])).await;
        person.sees("You have a booking that you have not sent yet").await;
        person.presses("Carry on with it").await;
        person.sees("Which organisation are you booking for?").await;
        person.visits(&format!("/training/book/{}", runs[1])).await;
        person.presses("Carry on with it").await;
        person.sees("Who will attend?").await;
        person.visits(&format!("/training/book/{}", runs[1])).await;
        person.presses("Delete my answers").await;
        person.sees("We have deleted your answers").await;
        person.visits(&format!("/training/book/{}", runs[1])).await;
        person.sees("Who are the places for?").await;
    });
}
