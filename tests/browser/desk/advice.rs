//! Staff who work on advice: every page they come to, in every way that they come.

use crate::advice::every_page::missed;
use crate::people::{Family, Staff, a_question, a_question_about_a_child};
use crate::person::Person;
use crate::visit::{visit, visit_house};
use crate::way::Way;

const ANSWER: &str = "Every school publishes a strategy statement.";

/// Opens an enquiry by its reference.
async fn finds(person: &Person, family: &Family) {
    person.visits("/desk/advice").await;
    person.fills_in("Reference", &family.reference).await;
    person.presses("Find").await;
    person.sees("Messages with the family").await;
}

/// What an adviser does with an enquiry, from its first look to its end.
async fn deals_with_an_enquiry(person: Person) {
    let sam = Staff::joins(&person.door, "Sam Okoro", "adviser").await;
    person.is_let_in_as(&sam).await;
    let family = Family::asks(&person.door, &a_question_about_a_child()).await;
    person.visits("/desk/advice").await;
    person.sees("You have no enquiries").await;
    person.presses("Find").await;
    person.sees("Enter a reference").await;
    finds(&person, &family).await;
    person.sees("Do not contact the school").await;

    person.presses("Sort it by topic").await;
    person.chooses("Attendance").await;
    person.presses("Sort it").await;
    person.sees("The enquiry is sorted").await;
    person.presses("Take this enquiry").await;
    person.sees("The enquiry has changed hands").await;

    person.presses("Raise a safeguarding flag").await;
    person.fills_in("What you are worried about", "Writes that they are afraid").await;
    person.presses("Raise the flag").await;
    person.sees("it must be dealt with today").await;
    person.presses("Say what was done about flag 1").await;
    person.fills_in("Who you passed it on to", "Safeguarding hub").await;
    person.presses("Save what was done").await;
    person.sees("Safeguarding flags that were dealt with").await;

    person.presses("Write a note for colleagues").await;
    person.presses("Keep the note").await;
    person.sees("Enter your message").await;
    person.fills_in("Your note", "Rang the school").await;
    person.presses("Keep the note").await;
    person.sees("Sam Okoro noted").await;

    person.presses("Ask the family something").await;
    person.fills_in("Your question to the family", "Which school?").await;
    person.presses("Send the question").await;
    person.sees("Waiting for the family").await;

    person.fills_in("Your answer", ANSWER).await;
    family.writes("Elm School").await.is(201);
    person.presses("Send the answer").await;
    person.sees("Somebody changed this enquiry while you were writing").await;
    person.sees("The family wrote a message").await;
    person.sees("Elm School").await;
    assert_eq!(person.value_of("Your answer").await, ANSWER, "nothing typed is lost");
    person.presses("Send the answer").await;
    person.sees("Your answer is with the family").await;
    person.presses("Close it").await;
    person.chooses("Answered").await;
    person.presses("Close the enquiry").await;
    person.sees("The enquiry is closed").await;
}

#[test]
fn an_adviser_deals_with_an_enquiry_without_script() {
    visit(Way::WITHOUT_SCRIPT, deals_with_an_enquiry);
}

#[test]
fn an_adviser_deals_with_an_enquiry_by_keyboard_alone() {
    visit(Way::KEYBOARD, deals_with_an_enquiry);
}

#[test]
fn an_adviser_deals_with_an_enquiry_on_a_narrow_screen() {
    visit(Way::NARROW, deals_with_an_enquiry);
}

/// What a manager does beside: replies to use again, the audit, what had ended.
async fn keeps_replies_and_looks_after_the_rest(person: Person) {
    let mo = Staff::joins(&person.door, "Mo Diaz", "manager").await;
    person.is_let_in_as(&mo).await;
    let title = format!("Reply {:08x}", rand::random::<u32>());
    person.visits("/desk/advice").await;
    person.presses("Saved replies").await;
    person.presses("Add a saved reply").await;
    person.presses("Save").await;
    person.sees("Enter a title").await;
    person.fills_in("Title", &title).await;
    person.fills_in("Text", ANSWER).await;
    person.presses("Save").await;
    person.sees("The reply is saved").await;
    person.presses(&format!("Change ({title})")).await;
    person.fills_in("Text", "Ask the designated teacher.").await;
    person.presses("Save").await;
    person.sees("The reply is changed").await;

    let family = Family::asks(&person.door, &a_question()).await;
    finds(&person, &family).await;
    person.presses("Take this enquiry").await;
    person.fills_in("Your answer", "Dear Robin,").await;
    person.presses_only("Use a saved reply").await;
    person.picks("Saved reply", &title).await;
    person.presses("Put this text in").await;
    assert_eq!(person.value_of("Your answer").await, "Dear Robin,\n\nAsk the designated teacher.");
    person.presses("Back").await;

    for step in ["Give it to somebody", "Point to another council’s Virtual School"] {
        person.presses(step).await;
        person.presses("Back").await;
    }
    person.presses("Point to another service").await;
    person.presses("Send, and end the enquiry").await;
    person.sees("Enter the service that can help").await;
    person.fills_in("The service that can help", "Family rights helpline").await;
    person.fills_in("What you write to the family", "They can help.").await;
    person.presses("Send, and end the enquiry").await;
    person.presses("Open it again").await;
    person.fills_in("Why it is opened again", "They phoned").await;
    person.presses("Open it again").await;
    person.sees("The enquiry is open again").await;
    person.presses("See everything that was done to it").await;
    person.sees("The history is whole").await;

    person.visits("/desk/advice/replies").await;
    person.presses(&format!("Delete ({title})")).await;
    person.presses("Delete it").await;
    person.sees("The reply is deleted").await;
    for part in ["nobodys", "overdue", "all&topic=admissions"] {
        person.visits(&format!("/desk/advice?view={part}")).await;
    }
}

#[test]
fn staff_work_on_advice_and_come_to_each_of_its_pages() {
    visit(Way::ORDINARY, |person| async move {
        deals_with_an_enquiry(person.clone()).await;
        keeps_replies_and_looks_after_the_rest(person.clone()).await;
        let missed = missed(&person.has_seen(), |page| page.starts_with("/desk/advice"));
        assert!(missed.is_empty(), "nobody looked at {missed:?}");
    });
}

#[test]
fn a_manager_keeps_replies_and_looks_after_the_rest_without_script() {
    visit(Way::WITHOUT_SCRIPT, keeps_replies_and_looks_after_the_rest);
}

#[test]
fn a_thread_fits_a_window_at_four_hundred_percent() {
    visit(Way::ZOOMED, |person| async move {
        let sam = Staff::joins(&person.door, "Sam Okoro", "adviser").await;
        person.is_let_in_as(&sam).await;
        let family = Family::asks(&person.door, &a_question()).await;
        finds(&person, &family).await;
        person.visits("/desk/advice?view=all").await;
    });
}

#[test]
fn what_was_written_survives_the_end_of_a_session() {
    visit_house(Way::ORDINARY, |person, _| async move {
        person.moves_in().await;
        let family = Family::asks(&person.door, &a_question()).await;
        finds(&person, &family).await;
        person.presses("Take this enquiry").await;
        person.fills_in("Your answer", ANSWER).await;
        let cookies = person.driver.get_all_cookies().await.unwrap();
        person.forgets_its_cookies().await;
        person.presses("Send the answer").await;
        person.sees("Sign in again").await;
        person.sees("We still have what you sent us").await;
        for cookie in cookies {
            person.driver.add_cookie(cookie).await.unwrap();
        }
        person.presses("Try again").await;
        person.sees("Your answer is with the family").await;
        person.sees(ANSWER).await;
    });
}

#[test]
fn what_was_written_survives_an_error_and_the_back_button() {
    visit(Way::WITHOUT_SCRIPT, |person| async move {
        let sam = Staff::joins(&person.door, "Sam Okoro", "adviser").await;
        person.is_let_in_as(&sam).await;
        let family = Family::asks(&person.door, &a_question()).await;
        finds(&person, &family).await;
        person.presses("Write a note for colleagues").await;
        let long = "Too long. ".repeat(301);
        person.pastes("Your note", &long).await;
        person.presses("Keep the note").await;
        person.sees("must be 3,000 characters or fewer").await;
        person.goes_back().await;
        assert_eq!(person.value_of("Your note").await, long);
        finds(&person, &family).await;
        person.presses("Write a note for colleagues").await;
        person.sees("You wrote this before and did not send it").await;
        assert_eq!(person.value_of("Your note").await, long);
        person.presses("Delete what you wrote").await;
        assert_eq!(person.value_of("Your note").await, "");
    });
}
