//! Answers that are refused: every question says what is wrong, keeps what was typed, and leads on once it is put right.

use serde_json::json;

use crate::family::{ABOUT_A_CHILD, GENERAL, Step};
use crate::person::Person;
use crate::visit::visit;
use crate::way::Way;

/// Far more than a question may have, and less than a form may carry.
const TOO_LONG: usize = 12_000;

const EXAMPLE_WITH_A_NAME: &str = "Please ask Priscilla Greenwood at p.greenwood@school.example about the meeting.";

/// Answers each question wrongly in every way it knows, then rightly.
async fn gets_everything_wrong_first(person: &Person, steps: &[Step]) {
    person.begins_to_ask().await;
    for step in steps {
        for (acts, sentence) in step.refused {
            person.is_asked(step).await;
            person.does(acts).await;
            person.presses("Continue").await;
            person.sees("There is a problem").await;
            person.sees(sentence).await;
        }
        person.answers(step).await;
    }
}

#[test]
fn every_question_says_what_is_wrong_with_its_answer() {
    visit(Way::ORDINARY, |person| async move { gets_everything_wrong_first(&person, &GENERAL).await });
}

#[test]
fn every_question_says_what_is_wrong_without_script() {
    visit(Way::WITHOUT_SCRIPT, |person| async move { gets_everything_wrong_first(&person, &GENERAL).await });
}

#[test]
fn every_question_about_a_child_says_what_is_wrong_with_its_answer() {
    visit(Way::ORDINARY, |person| async move { gets_everything_wrong_first(&person, &ABOUT_A_CHILD).await });
}

#[test]
fn what_is_wrong_is_put_right_by_keyboard_alone() {
    visit(Way::KEYBOARD, |person| async move {
        person.begins_to_ask().await;
        person.presses("Continue").await;
        // The sentence in the summary leads to the field.
        person.presses_only("Select how the child left care").await;
        let there: String = person.asks_the_page("return document.activeElement.name;", &[]).await;
        assert_eq!(there, "route");
        person.answers(&GENERAL[0]).await;
        person.is_asked(&GENERAL[1]).await;
    });
}

#[test]
fn a_question_that_is_too_long_is_played_back_whole() {
    visit(Way::ORDINARY, |person| async move {
        person.answers_up_to("question").await;
        let long = "Lorem ipsum ".repeat(TOO_LONG / "Lorem ipsum ".len());
        person.pastes("Your question", &long).await;
        person.sees("too many").await;
        person.presses("Continue").await;
        person.sees("There is a problem").await;
        assert_eq!(person.value_of("Your question").await, long);
    });
}

#[test]
fn words_that_may_say_who_a_child_is_are_pointed_out_and_may_stay() {
    visit(Way::ORDINARY, |person| async move {
        person.answers_up_to("question").await;
        person.fills_in("Your question", EXAMPLE_WITH_A_NAME).await;
        person.presses("Continue").await;
        person.sees("an email address").await;
        person.presses("Change my question").await;
        assert_eq!(person.value_of("Your question").await, EXAMPLE_WITH_A_NAME);
        person.presses("Continue").await;
        person.presses("Keep it as it is").await;
        person.is_asked(&GENERAL[6]).await;
    });
}

#[test]
fn words_that_may_say_who_a_child_is_can_be_changed_without_script() {
    visit(Way::WITHOUT_SCRIPT, |person| async move {
        person.answers_up_to("question").await;
        person.fills_in("Your question", EXAMPLE_WITH_A_NAME).await;
        person.presses("Continue").await;
        person.presses("Change my question").await;
        person.answers(&GENERAL[5]).await;
        person.is_asked(&GENERAL[6]).await;
    });
}

#[test]
fn the_form_shows_how_many_characters_are_left() {
    visit(Way::ORDINARY, |person| async move {
        person.answers_up_to("question").await;
        person.sees("characters remaining").await;
        let left = |text: String| text.split("You have ").nth(1).unwrap().split(' ').next().unwrap().to_owned();
        let before = left(person.reads().await);
        person.fills_in("Your question", "Twelve chars").await;
        let after = person
            .soon(|| async { Some(left(person.reads().await)).filter(|after| *after != before) })
            .await
            .expect("the count follows the typing");
        let number = |text: &str| text.replace(',', "").parse::<u32>().unwrap();
        assert_eq!(number(&before) - number(&after), 12, "{}", json!([before, after]));
    });
}
