//! Coming back with a reference and an access code: reading, writing, taking back, seeing who looked.

use serde_json::json;

use crate::family::QUESTION;
use crate::people::Staff;
use crate::person::Person;
use crate::visit::visit;
use crate::way::Way;

/// As many wrong codes as one address may try on one reference in an hour.
const MAX_WRONG_CODES: usize = 10;

/// A family's question goes its way: somebody asks back, the family writes, somebody answers.
async fn is_answered(person: Person) {
    let family = person.asks().await;
    let sam = Staff::joins(&person.door, "Sam Okoro", "adviser").await;
    person.comes_back_to(&family).await;
    person.presses("See who has opened it").await;
    person.sees("Nobody has opened it yet").await;

    sam.steps(&family, "assignment", &json!({"to": "me"})).await.is(200);
    sam.steps(&family, "question", &json!({"text": "Which school is it?\n\nA name is enough."})).await.is(200);
    person.presses("Back").await;
    person.sees("Waiting for you").await;
    person.sees("Sam Okoro wrote").await;
    person.sees("We are waiting to hear from you").await;

    person.fills_in("Write to us", "Larkford Primary School").await;
    person.presses("Send my message").await;
    person.sees("We have your message").await;
    person.sees("Larkford Primary School").await;
    assert_eq!(person.value_of("Write to us").await, "");

    sam.steps(&family, "answer", &json!({"text": "Ask the designated teacher for the school’s strategy."}))
        .await
        .is(200);
    person.reloads().await;
    person.sees("Answered").await;
    person.sees("Ask the designated teacher").await;
    person.presses("See who has opened it").await;
    person.sees("Sam Okoro").await;
    person.presses("Back").await;
    person.presses("Lock and leave").await;
    assert!(!person.has_cookie("fd_enquiry").await);
    person.goes_back().await;
    person.does_not_see(QUESTION).await;
    person.visits("/advice/enquiry").await;
    assert_eq!(person.path().await, "/advice/come-back");
}

#[test]
fn a_question_is_answered() {
    visit(Way::ORDINARY, is_answered);
}

#[test]
fn a_question_is_answered_without_script() {
    visit(Way::WITHOUT_SCRIPT, is_answered);
}

#[test]
fn a_question_is_answered_by_keyboard_alone() {
    visit(Way::KEYBOARD, is_answered);
}

#[test]
fn a_question_is_answered_at_four_times_the_size() {
    visit(Way::ZOOMED, is_answered);
}

#[test]
fn a_question_is_answered_in_colours_of_ones_own() {
    visit(Way::FORCED_COLOURS, is_answered);
}

#[test]
fn a_family_reads_where_its_question_went_instead() {
    visit(Way::ORDINARY, |person| async move {
        let sam = Staff::joins(&person.door, "Sam Okoro", "adviser").await;
        let ends = [
            ("signposting", json!({"service": "The SEND advice service", "text": "They know this best."}), "They know"),
            ("redirection", json!({"authority": "Barnet", "text": "Barnet’s Virtual School helps."}), "Barnet’s"),
        ];
        for (step, body, words) in ends {
            let family = person.asks().await;
            sam.steps(&family, "triage", &json!({})).await.is(200);
            sam.steps(&family, step, &body).await.is(200);
            person.comes_back_to(&family).await;
            person.sees(words).await;
            person.visits("/advice/sent").await;
            person.forgets_its_cookies().await;
        }
    });
}

#[test]
fn a_question_is_taken_back() {
    visit(Way::ORDINARY, |person| async move {
        let family = person.asks().await;
        person.comes_back_to(&family).await;
        person.presses("Take it back").await;
        person.presses("Keep my question").await;
        person.presses("Take it back").await;
        person.presses("Take it back").await;
        person.sees("You have taken back your question").await;
        person.does_not_see("Take it back").await;
        person.sees(QUESTION).await;
        person.sees("If you write to us, we open your question again").await;
        person.fills_in("Write to us", "I have thought again.").await;
        person.presses("Send my message").await;
        person.sees("We have your message").await;
        person.sees("Take it back").await;
    });
}

/// A reference and a code that open nothing, then ones that do, as people write them.
async fn mistypes_the_code(person: Person) {
    let family = person.asks().await;
    person.visits("/advice/come-back").await;
    person.presses("Open my question").await;
    person.sees("Enter your reference").await;
    person.sees("Enter your access code").await;
    person.enters(&family.reference, "AAAA-AAAA-AAAA-AAAA").await;
    person.sees("We have no question with this reference and access code").await;
    assert_eq!(person.value_of("Reference").await, family.reference);
    let loosely = |text: &str| text.replace('-', " ").to_lowercase();
    person.enters(&loosely(&family.reference), &loosely(&family.code)).await;
    person.sees(QUESTION).await;
}

#[test]
fn a_wrong_code_opens_nothing_and_a_right_one_does_however_it_is_written() {
    visit(Way::ORDINARY, mistypes_the_code);
}

#[test]
fn a_wrong_code_opens_nothing_without_script() {
    visit(Way::WITHOUT_SCRIPT, mistypes_the_code);
}

#[test]
fn who_guesses_codes_has_to_wait() {
    visit(Way::ORDINARY, |person| async move {
        let family = person.asks().await;
        person.visits("/advice/come-back").await;
        for _ in 0..MAX_WRONG_CODES {
            person.enters(&family.reference, "AAAA-AAAA-AAAA-AAAA").await;
            person.sees("We have no question with this reference and access code").await;
        }
        person.enters(&family.reference, &family.code).await;
        person.sees("You can try again in").await;
        person.does_not_see(QUESTION).await;
    });
}

/// The half hour is over while a message is being written.
async fn is_away_too_long(person: Person) {
    const MESSAGE: &str = "First line of what took long to write.\nSecond line.";
    let family = person.asks().await;
    person.comes_back_to(&family).await;
    person.pastes("Write to us", MESSAGE).await;
    // A session that has ended opens nothing any more.
    person.has_instead_of_its_cookie("fd_enquiry", "/advice", "0").await;
    person.presses("Send my message").await;
    person.sees("We still have the message that you were writing").await;
    person.enters(&family.reference, "AAAA-AAAA-AAAA-AAAA").await;
    person.sees("We have no question with this reference and access code").await;
    person.enters(&family.reference, &family.code).await;
    assert_eq!(person.value_of("Write to us").await, MESSAGE);
    person.presses("Send my message").await;
    person.sees("We have your message").await;
    person.sees("Second line.").await;
}

#[test]
fn a_message_survives_a_session_that_ends() {
    visit(Way::ORDINARY, is_away_too_long);
}

#[test]
fn a_message_survives_a_session_that_ends_without_script() {
    visit(Way::WITHOUT_SCRIPT, is_away_too_long);
}

#[test]
fn who_was_away_too_long_is_told_why_the_question_is_closed() {
    visit(Way::ORDINARY, |person| async move {
        let family = person.asks().await;
        person.comes_back_to(&family).await;
        person.has_instead_of_its_cookie("fd_enquiry", "/advice", "0").await;
        person.presses("See who has opened it").await;
        person.sees("You were away for a while").await;
    });
}

/// A message that may say who a child is: pointed out, changed, and sent as it is in the end.
async fn writes_what_may_say_who_a_child_is(person: Person) {
    const MESSAGE: &str = "The school is at office@larkford.example.\nPlease ask there.";
    let family = person.asks().await;
    person.comes_back_to(&family).await;
    person.pastes("Write to us", MESSAGE).await;
    person.presses("Send my message").await;
    person.sees("an email address").await;
    person.sees("We have not sent your message yet").await;
    person.presses("Change my message").await;
    assert_eq!(person.value_of("Write to us").await, MESSAGE);
    person.presses("Send my message").await;
    person.presses("Send it as it is").await;
    person.sees("We have your message").await;
    person.sees("office@larkford.example").await;
}

#[test]
fn a_message_that_may_say_who_a_child_is_is_pointed_out_and_may_be_sent() {
    visit(Way::ORDINARY, writes_what_may_say_who_a_child_is);
}

#[test]
fn a_message_that_may_say_who_a_child_is_is_pointed_out_without_script() {
    visit(Way::WITHOUT_SCRIPT, writes_what_may_say_who_a_child_is);
}

#[test]
fn an_empty_message_is_refused() {
    visit(Way::ORDINARY, |person| async move {
        let family = person.asks().await;
        person.comes_back_to(&family).await;
        person.presses("Send my message").await;
        person.sees("Enter your message").await;
    });
}

#[test]
fn a_double_click_writes_one_message() {
    visit(Way::WITHOUT_SCRIPT, |person| async move {
        let family = person.asks().await;
        person.comes_back_to(&family).await;
        person.fills_in("Write to us", "Only once, please").await;
        person.comes_to_another_page(person.double_clicks("Send my message")).await;
        person.sees("We have your message").await;
        assert_eq!(person.reads().await.matches("Only once, please").count(), 1);
    });
}
