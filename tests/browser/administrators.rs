//! Administrators’ journeys: signing in, seeing what needs doing, letting people in and out.

use crate::door::SETUP_KEY;
use crate::person::Person;
use crate::visit::visit_house;
use crate::way::Way;

impl Person {
    /// Presses a link of the navigation, which a narrow screen keeps behind a button.
    pub(crate) async fn turns_to(&self, words: &str) {
        if self.reads().await.lines().any(|line| line.trim() == "Menu") {
            self.presses_only("Menu").await;
        }
        self.presses(words).await;
    }

    /// Becomes the first administrator of a new house, and is at the desk.
    pub(crate) async fn moves_in(&self) {
        self.visits(&format!("/sign-in/first?key={SETUP_KEY}")).await;
        self.fills_in("Your name", "Amara Osei").await;
        self.fills_in("Your email address", "amara@larkshire.example").await;
        self.presses("Sign in").await;
        self.sees("What needs doing").await;
    }
}

/// The first administrator moves in, not without mistakes, and looks around.
async fn moves_in_and_looks_around(person: Person) {
    person.visits(&format!("/sign-in/first?key={SETUP_KEY}")).await;
    person.presses("Sign in").await;
    person.sees("Enter your name").await;
    person.moves_in().await;
    person.sees("Nothing is overdue or due today").await;
    person.presses("What administrators did").await;
    person.sees("The histories are whole").await;
    person.turns_to("Your account").await;
    person.sees("(this browser)").await;
    person.sees("The link of the first start").await;
}

/// Somebody is invited, not without mistakes, changed, and ended.
async fn lets_somebody_in_and_out(person: Person) {
    person.moves_in().await;
    person.presses("People who can sign in").await;
    person.presses("Invite somebody").await;
    person.presses("Invite").await;
    person.sees("Select who they work for").await;
    person.fills_in("Their email address", "sam@larkshire.example").await;
    person.fills_in("Their name", "Sam Okoro").await;
    person.chooses("The Virtual School").await;
    person.presses("Invite").await;
    person.sees("Select their role").await;
    person.chooses("Adviser").await;
    person.presses("Invite").await;
    person.sees("A link is on its way to them").await;

    person.fills_in("Their name", "Sam Okoro-Bell").await;
    person.presses("Save").await;
    person.sees("Your change is kept").await;
    person.presses("End their access").await;
    person.sees("They will be signed out everywhere").await;
    person.presses("End their access").await;
    person.sees("Their access has ended").await;
    person.presses("People whose access has ended").await;
    person.presses("Sam Okoro-Bell").await;
    person.sees("Access ended").await;
}

/// A key is made, not without mistakes, and ended.
async fn makes_a_key_and_ends_it(person: Person) {
    person.moves_in().await;
    person.presses("API keys").await;
    person.sees("There are none").await;
    person.presses("Make a key").await;
    person.presses("Make the key").await;
    person.sees("Enter what the key is for").await;
    person.fills_in("What is it for?", "Case system").await;
    person.fills_in("Who will use it?", "Case system").await;
    person.chooses("Manager").await;
    person.fills_in("Day", "31").await;
    person.fills_in("Month", "2").await;
    person.fills_in("Year", "2027").await;
    person.presses("Make the key").await;
    person.sees("There is a problem").await;
    for part in ["Day", "Month", "Year"] {
        person.fills_in(part, "").await;
    }
    person.presses("Make the key").await;
    person.sees("This is the only time that it is shown").await;
    person.presses("I have copied it").await;
    person.sees("Never").await;
    person.presses("End the key “Case system”").await;
    person.presses("End the key").await;
    person.sees("The key no longer works").await;
    person.presses("API keys that were ended").await;
    person.sees("Ended").await;
}

/// Somebody leaves, cannot come back by the old page, and asks for a link.
async fn signs_out_and_asks_for_a_link(person: Person) {
    person.moves_in().await;
    person.turns_to("Your account").await;
    person.presses("Sign out").await;
    person.sees("You are signed out").await;
    person.visits("/desk/people").await;
    assert_eq!(person.path().await, "/sign-in?back=%2Fdesk%2Fpeople");
    person.presses("Email me a link").await;
    person.sees("Enter your email address").await;
    person.fills_in("Your email address", "amara@larkshire.example").await;
    person.presses("Email me a link").await;
    person.sees("Check your email").await;
    person.visits("/sign-in/link/00").await;
    person.sees("This link no longer works").await;
    person.presses("Ask for another link").await;
    assert_eq!(person.path().await, "/sign-in");
}

macro_rules! in_every_way {
    ($($journey:ident)+) => {$(
        mod $journey {
            use super::*;

            #[test]
            fn with_a_mouse() {
                visit_house(Way::ORDINARY, |person, _| super::$journey(person));
            }

            #[test]
            fn without_script() {
                visit_house(Way::WITHOUT_SCRIPT, |person, _| super::$journey(person));
            }

            #[test]
            fn by_keyboard_alone() {
                visit_house(Way::KEYBOARD, |person, _| super::$journey(person));
            }

            #[test]
            fn at_four_times_the_size() {
                visit_house(Way::ZOOMED, |person, _| super::$journey(person));
            }

            #[test]
            fn in_colours_of_ones_own() {
                visit_house(Way::FORCED_COLOURS, |person, _| super::$journey(person));
            }
        }
    )+};
}

in_every_way! {
    moves_in_and_looks_around
    lets_somebody_in_and_out
    makes_a_key_and_ends_it
    signs_out_and_asks_for_a_link
}
