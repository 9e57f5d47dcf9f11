//! Staff plan training: a course, its runs, what becomes of them.

use serde_json::json;

use super::making::{a_run, books, in_days};
use crate::people::Staff;
use crate::person::Person;
use crate::training::planning::replan;
use crate::visit::visit;
use crate::way::Way;

impl Person {
    /// Fills in the first date of the page.
    async fn fills_in_the_date(&self, days: u32) {
        let [year, month, day] = in_days(days);
        // In the order of the page: Tab goes on from one to the next, and other dates follow.
        for (label, part) in [("Day", day), ("Month", month), ("Year", year)] {
            self.fills_in(label, &part.to_string()).await;
        }
    }
}

/// A title that no other story has.
pub(super) fn a_title() -> String {
    format!("Attachment in the classroom {:04x}", rand::random::<u16>())
}

/// A course and a run of it, each not without mistakes; the run is copied.
pub(super) async fn plans_a_course_and_runs(person: Person) {
    let sam = Staff::joins(&person.door, "Sam Okoro", "adviser").await;
    person.is_let_in_as(&sam).await;
    let title = a_title();
    person.visits("/desk/training").await;
    person.presses("Courses").await;
    person.presses("Add a course").await;
    person.presses("Add the course").await;
    person.sees("Enter a title").await;
    person.fills_in("Title", &title).await;
    person.fills_in("Summary", "How early loss shapes learning.").await;
    person.fills_in("What people can do afterwards", "Recognise a trauma response").await;
    person.chooses("Carers and adoptive parents").await;
    person.fills_in("How long it takes, in minutes", "180").await;
    person.presses("Add the course").await;
    person.sees("The course is added").await;

    person.presses(&format!("Plan a run of “{title}”")).await;
    person.presses("Plan the run").await;
    person.sees("Enter the date of the run").await;
    person.sees("Select whether it is in person or online").await;
    person.fills_in_the_date(60).await;
    person.fills_in("Starts at", "09:30").await;
    person.fills_in("Ends at", "9:00").await;
    person.chooses("In person").await;
    person.fills_in("Venue", "Committee Room 2, County Hall").await;
    person.fills_in("Name", "Jo Bell").await;
    person.fills_in("Number of places", "20").await;
    person.presses("Plan the run").await;
    person.sees("The end time must be after the start").await;
    person.fills_in("Ends at", "12:30").await;
    person.presses("Plan the run").await;
    person.sees("The run is planned").await;
    person.sees("Nobody has a place yet").await;

    person.presses("Plan a new run like this one").await;
    person.sees("Everything but the dates is copied from the run").await;
    assert_eq!(person.value_of("Venue").await, "Committee Room 2, County Hall");
    person.fills_in_the_date(90).await;
    person.presses("Plan the run").await;
    person.sees("The run is planned").await;
}

/// A run changes under somebody's hands, moves, and is called off; those who booked are written to.
pub(super) async fn changes_a_run_and_calls_it_off(person: Person) {
    let sam = Staff::joins(&person.door, "Sam Okoro", "adviser").await;
    let mo = Staff::joins(&person.door, "Mo Diaz", "manager").await;
    person.is_let_in_as(&sam).await;
    let title = a_title();
    let course = sam.makes_a_course(&title).await;
    let run = sam.makes_a_run(&course, &a_run(30, 2)).await;
    books(&person.door, &run, &["Robin Ashe", "Kim Lee"]).await;
    books(&person.door, &run, &["Ali Khan"]).await;

    let page = format!("/desk/training/runs/{run}");
    person.visits(&page).await;
    person.sees("Full").await;
    person.sees("The history of 1 change by staff is whole").await;
    person.presses("Change or move it").await;
    person.fills_in("Number of places", "1").await;
    person.presses("Save the run").await;
    person.sees("there cannot be fewer than 2").await;
    assert_eq!(person.value_of("Number of places").await, "1", "nothing typed is lost");
    person.fills_in("Number of places", "2").await;
    person.presses_only("When plans change: fees and swaps").await;
    person.fills_in("Fee for a place whose attendee does not come", "90").await;
    person.presses("Save the run").await;
    person.sees("can become kinder, but not harsher").await;
    person.fills_in("Fee for a place whose attendee does not come", "").await;

    // Somebody else moves it meanwhile.
    replan(&mo.door, &mo.key, &run, &a_run(31, 2)).await;
    person.fills_in("Number of places", "3").await;
    person.presses("Save the run").await;
    person.sees("Somebody changed this while you were writing").await;
    person.sees("Mo Diaz changed it").await;
    person.sees("Number of places: 2").await;
    person.does_not_see("Link to join: nothing").await;
    assert_eq!(person.value_of("Number of places").await, "3", "nothing typed is lost");
    person.fills_in_the_date(32).await;
    person.presses("Save the run").await;
    person.sees("The run is changed").await;
    person.sees("Last moved at").await;
    person.presses("Offered (1)").await;
    person.sees("Ali Khan").await;
    person.sees("Offered until").await;

    person.presses("Write to those who booked").await;
    person.presses("Send the message").await;
    person.sees("Select to whom you write").await;
    person.chooses("Everybody with a confirmed place").await;
    person.fills_in("Your message", "Please bring a pen.").await;
    person.presses("Send the message").await;
    person.sees("The message is on its way").await;

    person.presses("Cancel it").await;
    person.presses("Cancel the run").await;
    person.sees("Enter the reason").await;
    person.fills_in("Why it does not take place", "The trainer is ill").await;
    person.presses("Cancel the run").await;
    person.sees("The run is cancelled, and everybody on it is told").await;
    person.sees("This run was cancelled: The trainer is ill").await;
    person.presses("Given up or ended (2)").await;
    person.visits(&format!("/desk/training?view=cancelled&course={course}")).await;
    person.sees(&title).await;
}

/// A course is changed by two people, and taught no more.
pub(super) async fn changes_a_course(person: Person) {
    let sam = Staff::joins(&person.door, "Sam Okoro", "adviser").await;
    let mo = Staff::joins(&person.door, "Mo Diaz", "manager").await;
    person.is_let_in_as(&sam).await;
    let title = a_title();
    let course = sam.makes_a_course(&title).await;
    person.visits("/desk/training/courses").await;
    person.presses(&title).await;
    person.fills_in("Title", "").await;
    person.presses("Save the course").await;
    person.sees("Enter a title").await;
    person.fills_in("Title", &format!("{title}, renewed")).await;
    let path = format!("/api/v1/training/courses/{course}");
    let seen = mo.gets(&path).await.is(200);
    let changed = json!({
        "title": title, "summary": "Another summary.", "outcomes": ["Recognise a trauma response"],
        "audiences": ["carers"], "minutes": 150,
    });
    let put = mo.door.ask(reqwest::Method::PUT, &path).key(&mo.key).header("if-match", seen.etag());
    put.header("content-type", "application/json").body(changed.to_string()).send().await.is(200);
    person.presses("Save the course").await;
    person.sees("Somebody changed this while you were writing").await;
    person.sees("Mo Diaz changed it").await;
    person.sees("Minutes: 150").await;
    person.presses("Save the course").await;
    person.sees("The course is saved").await;
    person.presses(&format!("{title}, renewed")).await;
    person.presses("Plan no new runs").await;
    person.sees("No new runs are planned of the course").await;
}

macro_rules! in_every_way {
    ($($journey:ident)+) => {$(
        mod $journey {
            use super::*;

            #[test]
            fn with_a_mouse() {
                visit(Way::ORDINARY, super::$journey);
            }

            #[test]
            fn without_script() {
                visit(Way::WITHOUT_SCRIPT, super::$journey);
            }

            #[test]
            fn by_keyboard_alone() {
                visit(Way::KEYBOARD, super::$journey);
            }

            #[test]
            fn at_four_times_the_size() {
                visit(Way::ZOOMED, super::$journey);
            }
        }
    )+};
}

in_every_way! {
    plans_a_course_and_runs
    changes_a_run_and_calls_it_off
    changes_a_course
}
