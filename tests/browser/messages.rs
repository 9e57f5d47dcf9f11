//! An administrator and the emails that failed, or that nobody was sent.

use serde_json::json;

use crate::people::{Family, a_question};
use crate::person::Person;
use crate::visit::{visit_house, visit_house_with};
use crate::way::Way;

/// A key of the mail service's form. Nothing is ever sent with it: no template is set.
const NOTIFY_KEY: &str = "tests-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0";

async fn delivers(person: &Person) {
    person.door.post("/api/v1/messages/delivery", &json!({})).key(person.door.admin_key()).send().await.is(200);
}

/// A message that failed goes again, fails again, and is dismissed.
async fn deals_with_what_failed(person: Person) {
    person.moves_in().await;
    let family = Family::asks(&person.door, &a_question()).await;
    delivers(&person).await;
    person.visits("/desk/messages").await;
    person.sees("There is no template for it in the settings").await;
    person.sees("robin@family.example").await;
    let message = format!("the message “We have your question” about {}", family.reference);
    person.presses(&format!("Send again {message}")).await;
    person.sees("The message goes out again with the next delivery").await;
    delivers(&person).await;
    person.visits("/desk/messages").await;
    person.presses(&format!("Dismiss {message}")).await;
    person.sees("The message is no longer listed").await;
    person.does_not_see(&family.reference).await;
}

/// Where nothing is sent, an administrator sees what would have gone out.
async fn sees_what_nobody_was_sent(person: Person) {
    person.moves_in().await;
    Family::asks(&person.door, &a_question()).await;
    person.visits("/desk/messages").await;
    person.sees("nothing is sent by email").await;
    person.sees("robin@family.example").await;
    person.sees("/advice/come-back").await;
}

macro_rules! in_some_ways {
    ($($test:ident: $way:ident)+) => {$(
        #[test]
        fn $test() {
            let fitted = |builder: runner::Builder| builder.variable("notify_api_key", NOTIFY_KEY);
            visit_house_with(fitted, Way::$way, |person, _| deals_with_what_failed(person));
            visit_house(Way::$way, |person, _| sees_what_nobody_was_sent(person));
        }
    )+};
}

in_some_ways! {
    messages_are_dealt_with_by_mouse: ORDINARY
    messages_are_dealt_with_without_script: WITHOUT_SCRIPT
    messages_are_dealt_with_by_keyboard_alone: KEYBOARD
    messages_are_dealt_with_at_four_times_the_size: ZOOMED
}
