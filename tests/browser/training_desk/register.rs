//! The register, marked by staff and by trainers on telephones with bad signals; and what comes of a run.

use std::time::Duration;

use runner::Clock;
use serde_json::{Value, json};

use super::making::{a_run, asks, in_days, thinks};
use super::planning::a_title;
use crate::people::Staff;
use crate::person::Person;
use crate::visit::visit_house_with;
use crate::way::Way;

/// The trainer's address.
const JO: &str = "jo@provider.example";

/// What the desk's own clock is put forward by, so that the day of the run has come and gone.
const TO_THE_RUN: Duration = Duration::from_secs(3 * 24 * 60 * 60);

/// A run with three people on it that is over, whose trainer signs in with an address.
pub(super) struct Held {
    pub(super) run: String,
    pub(super) title: String,
    /// Of Robin Ashe and Kim Lee, and of Ali Khan.
    pub(super) bookings: [Value; 2],
}

impl Held {
    /// It is booked, and then time goes by.
    pub(super) async fn before(person: &Person, clock: &Clock, sam: &Staff) -> Self {
        let title = a_title();
        let course = sam.makes_a_course(&title).await;
        let mut run = a_run(2, 20);
        run["trainer_email"] = json!(JO);
        run["prices"] = json!([{"audience": "carers", "each": {"amount": 7_500, "currency": "GBP"}}]);
        run["no_show_fee"] = json!({"amount": 9_000, "currency": "GBP"});
        let run = sam.makes_a_run(&course, &run).await;
        let attendee = |name: &str, email: &str, needs: Option<&str>| {
            let mut attendee = json!({"name": name, "email": email, "role": "Foster carer"});
            if let Some(needs) = needs {
                attendee["needs"] = json!(needs);
            }
            attendee
        };
        let needs = Some("A seat near the door, and slides in large print beforehand");
        let attendees = vec![
            attendee("Robin Ashe", "robin@family.example", needs),
            attendee("Kim Lee", "kim@family.example", None),
        ];
        let two = asks(&person.door, &paid(&run, attendees)).await;
        let one = asks(&person.door, &paid(&run, vec![attendee("Ali Khan", "ali@family.example", None)])).await;
        clock.advance(TO_THE_RUN);
        Self { run, title, bookings: [two, one] }
    }
}

fn paid(run: &str, attendees: Vec<Value>) -> Value {
    json!({
        "run": run, "audience": "carers", "organisation": "=Larkshire Foster Carers",
        "name": "Alex Booker", "email": "alex@family.example", "fee_acknowledged": true,
        "purchase_order": "PO-4711", "attendees": attendees,
    })
}

/// Somebody on the staff marks a register, sends it again, and puts a mark right.
pub(super) async fn marks_a_register(person: Person, clock: Clock) {
    let sam = Staff::joins(&person.door, "Sam Okoro", "adviser").await;
    person.is_let_in_as(&sam).await;
    let held = Held::before(&person, &clock, &sam).await;
    person.visits("/desk/training?view=to_mark").await;
    person.sees("To mark (1)").await;
    person.sees(&held.title).await;
    person.visits(&format!("/desk/training/runs/{}", held.run)).await;
    person.presses("Open the register").await;
    person.sees("0 of 3 people are marked").await;
    person.sees("slides in large print").await;

    person.chooses_for("Robin Ashe", "Attended").await;
    person.presses("Save (Robin Ashe)").await;
    person.sees("1 mark is saved").await;
    person.sees("1 of 3 people are marked").await;
    // The answer does not come, they go back and send it again.
    person.goes_back().await;
    person.chooses_for("Robin Ashe", "Attended").await;
    person.chooses_for("Kim Lee", "Attended in part").await;
    person.presses("Save all").await;
    person.sees("2 of 3 people are marked").await;
    person.does_not_see("not saved").await;

    person.presses("Save all").await;
    person.sees("Nothing was chosen that is not saved already").await;
    person.chooses_for("Kim Lee", "Did not attend").await;
    person.presses("Save, and everybody else here attended").await;
    person.sees("2 marks are saved").await;
    person.sees("3 of 3 people are marked").await;
    person.visits("/desk/training?view=over").await;
    person.sees("Over (1)").await;
}

/// What came of a run: charges, certificates, what attendees thought.
pub(super) async fn accounts_for_a_run(person: Person, clock: Clock) {
    let sam = Staff::joins(&person.door, "Sam Okoro", "adviser").await;
    person.is_let_in_as(&sam).await;
    let held = Held::before(&person, &clock, &sam).await;
    let page = format!("/desk/training/runs/{}", held.run);
    person.visits(&page).await;
    person.sees("Cancelling is free.").await;
    person.sees("Not coming costs £90.").await;
    person.presses("See the charges").await;
    person.sees("This can still change").await;
    person.sees("together £225").await;
    person.visits(&format!("/desk/training/registers/{}", held.run)).await;
    person.chooses_for("Kim Lee", "Did not attend").await;
    person.presses("Save, and everybody else here attended").await;
    person.visits(&format!("/desk/training/results/{}/charges", held.run)).await;
    person.sees("together £240").await;
    let [year, month, day] = in_days(2);
    let saved = person.saves("Download as a CSV file", &format!("charges-{year}-{month:02}-{day:02}.csv")).await;
    assert!(saved.contains("'=Larkshire Foster Carers"), "no spreadsheet takes it for a formula: {saved}");
    assert!(saved.contains(",Did not attend,1,90.00,90.00"), "{saved}");

    person.visits(&page).await;
    person.presses("See who has a certificate").await;
    person.sees("None: they did not attend").await;
    person.presses("Robin Ashe").await;
    person.sees("slides in large print").await;
    person.sees("PO-4711").await;
    person.presses("Back").await;
    person.presses("See what attendees thought").await;
    person.sees("Nobody has answered yet").await;

    let [two, one] = &held.bookings;
    thinks(&person.door, two, 1, [5, 4, 3, 5], "The examples from a real classroom.\nMore time for questions, please.")
        .await;
    thinks(&person.door, one, 1, [2, 4, 4, 4], "The <handouts> & the tea").await;
    person.reloads().await;
    person.sees("2 of 2 people who attended answered").await;
    person.sees("3.50").await;
    person.sees("More time for questions, please.").await;
    person.sees("The <handouts> & the tea").await;
    person.does_not_see("Robin Ashe").await;
    person.presses("Back").await;
    person.presses("See who has a certificate").await;
    person.sees("None: they did not attend").await;
    person.does_not_see("they have not said what they thought").await;
}

/// A trainer of a provider signs in, and marks the register of the run that they teach, and no other.
pub(super) async fn a_trainer_marks_their_own_run(person: Person, clock: Clock) {
    let sam = Staff::joins(&person.door, "Sam Okoro", "adviser").await;
    let held = Held::before(&person, &clock, &sam).await;
    let course = sam.makes_a_course(&a_title()).await;
    let another = sam.makes_a_run(&course, &a_run(10, 5)).await;
    let jo = json!({"name": "Jo Bell", "email": JO, "belongs_to": "provider", "provider": "bell-training"});
    let admin = person.door.admin_key().to_owned();
    person.door.post("/api/v1/desk/people", &jo).key(&admin).send().await.is(201);

    let page = format!("/desk/training/registers/{}", held.run);
    person.visits(&page).await;
    person.fills_in("Your email address", JO).await;
    person.presses("Email me a link").await;
    let messages = person.door.get("/desk/messages").key(&admin).send().await.is(200).text;
    let (_, link) = messages.split_once(JO).unwrap();
    let link = &link[link.find("/sign-in/link/").unwrap()..];
    person.visits(link.split('"').next().unwrap()).await;
    person.presses("Sign in").await;
    person.visits("/desk/training/registers").await;
    person.presses(&held.title).await;
    person.sees("0 of 3 people are marked").await;
    person.chooses_for("Ali Khan", "Attended").await;
    person.presses("Save all").await;
    person.sees("1 mark is saved").await;
    person.sees("Attended").await;

    // Nothing else of the desk is theirs.
    person.visits(&format!("/desk/training/registers/{another}")).await;
    person.sees("We could not find what you asked for").await;
    person.visits(&format!("/desk/training/runs/{}", held.run)).await;
    person.sees("Your role does not allow this").await;
}

pub(super) fn tell<F: Future<Output = ()>>(way: Way, story: impl FnOnce(Person, Clock) -> F) {
    let clock = Clock::default();
    let at_the_door = clock.clone();
    visit_house_with(|builder| builder.clock(at_the_door), way, |person, _| story(person, clock));
}

macro_rules! in_every_way {
    ($($journey:ident)+) => {$(
        mod $journey {
            use super::*;

            #[test]
            fn with_a_mouse() {
                tell(Way::ORDINARY, super::$journey);
            }

            #[test]
            fn without_script() {
                tell(Way::WITHOUT_SCRIPT, super::$journey);
            }

            #[test]
            fn by_keyboard_alone() {
                tell(Way::KEYBOARD, super::$journey);
            }

            #[test]
            fn on_a_narrow_screen() {
                tell(Way::NARROW, super::$journey);
            }
        }
    )+};
}

in_every_way! {
    marks_a_register
    accounts_for_a_run
    a_trainer_marks_their_own_run
}
