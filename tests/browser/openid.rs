//! Staff sign in with the account that their council gave them, at a real OpenID provider on another site: no policy of a
//! browser is in the way there or back.

use serde_json::{Value, json};

use crate::person::Person;
use crate::provider::Provider;
use crate::visit::visit_house_with;
use crate::way::Way;

/// Nobody is there.
const NOWHERE: &str = "http://127.0.0.1:1";

const COUNCIL: &str = "Sign in with your council account";

impl Person {
    /// Tells the provider who they are.
    async fn is_known_there_as(&self, claims: &Value) {
        self.sees("Who are you?").await;
        self.fills_in("What is known of you", &claims.to_string()).await;
        self.presses("That is me").await;
    }
}

fn sam(email_verified: bool) -> Value {
    json!({"sub": "sam-1", "email": "sam@larkshire.example", "email_verified": email_verified})
}

/// Sam wants to see the list of people, and comes to it past every page on which one can strand.
async fn signs_in_in_the_end(person: Person) {
    let invited = json!({"name": "Sam Okoro", "email": "sam@larkshire.example", "belongs_to": "desk", "role": "admin"});
    let door = &person.door;
    door.post("/api/v1/desk/people", &invited).key(door.admin_key()).send().await.is(201);

    person.visits("/desk/people").await;
    person.presses("Sign in with DfE Sign-in").await;
    person.sees("You cannot sign in with DfE Sign-in at the moment").await;
    person.presses("have a link sent to your email address").await;
    person.presses(COUNCIL).await;
    person.is_known_there_as(&json!({"sub": "sam-1", "spoilt": "nonce"})).await;
    person.sees("There is a problem with signing in with your council account").await;
    person.presses("Try again").await;
    person.is_known_there_as(&sam(false)).await;
    person.sees("You cannot sign in with this account").await;
    person.visits("/sign-in/with/council/back?code=another&state=another").await;
    person.presses("Start again").await;
    person.is_known_there_as(&sam(true)).await;
    person.sees("Sam Okoro").await;
    assert_eq!(person.path().await, "/desk/people");
}

fn tell(way: Way) {
    let provider = Provider::start();
    let url = provider.url().to_owned();
    let fitted = |builder: runner::Builder| {
        let variables = [
            ("council_sign_in_issuer", url.as_str()),
            ("council_sign_in_host", &url),
            ("council_sign_in_client_id", "council"),
            ("council_sign_in_client_secret", "the secret of council"),
            ("school_sign_in_issuer", NOWHERE),
            ("school_sign_in_host", NOWHERE),
            ("school_sign_in_client_id", "school"),
            ("school_sign_in_client_secret", "the secret of school"),
        ];
        variables.into_iter().fold(builder, |builder, (name, value)| builder.variable(name, value))
    };
    visit_house_with(fitted, way, |person, _| signs_in_in_the_end(person));
}

#[test]
fn with_a_mouse() {
    tell(Way::ORDINARY);
}

#[test]
fn without_script() {
    tell(Way::WITHOUT_SCRIPT);
}

#[test]
fn by_keyboard_alone() {
    tell(Way::KEYBOARD);
}

#[test]
fn at_four_times_the_size() {
    tell(Way::ZOOMED);
}

#[test]
fn in_colours_of_ones_own() {
    tell(Way::FORCED_COLOURS);
}
