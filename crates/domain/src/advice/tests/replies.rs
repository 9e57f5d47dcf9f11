//! Saved replies: who writes over whom, and how many there may be.

use super::*;
use crate::advice::{MAX_SAVED_REPLIES, Request, SaveReply, SavedReplies, ShelfRefusal};

fn save(title: &str, words: &str) -> SaveReply {
    SaveReply::read(&json!({"title": title, "text": words}), Style::Json).unwrap()
}

fn shelf(titles: &[&str]) -> SavedReplies {
    let (mo, now) = (staff("moe", Role::Manager), maundy_thursday());
    titles.iter().fold(SavedReplies::default(), |shelf, title| shelf.add(save(title, "Words"), &mo, now).unwrap())
}

#[test]
fn saved_replies_are_found_by_their_titles() {
    let shelf = shelf(&["transport", "Admissions", "EHC plans"]);
    let titles: Vec<_> = shelf.by_title().into_iter().map(|reply| reply.title.as_str().to_owned()).collect();
    assert_eq!(titles, ["Admissions", "EHC plans", "transport"]);
    let stored = serde_json::to_string(&shelf).unwrap();
    assert_eq!(serde_json::from_str::<SavedReplies>(&stored).unwrap(), shelf);
}

#[test]
fn a_number_is_never_given_twice() {
    let shelf = shelf(&["a", "b"]).delete(2, 1).unwrap();
    let shelf = shelf.add(save("c", "Words"), &staff("moe", Role::Manager), maundy_thursday()).unwrap();
    assert!(shelf.get(2).is_none());
    assert_eq!(shelf.get(3).unwrap().title.as_str(), "c");
}

#[test]
fn nobody_writes_over_words_that_they_have_not_read() {
    let (mo, now) = (staff("moe", Role::Manager), maundy_thursday());
    let shelf = shelf(&["a", "b"]).change(1, 1, save("a", "Better"), &mo, now).unwrap();
    assert_eq!(shelf.get(1).map(|reply| (reply.edition, reply.text.as_str())), Some((2, "Better")));
    assert_eq!(shelf.clone().change(1, 1, save("a", "Worse"), &mo, now), Err(ShelfRefusal::WrittenAnew));
    assert_eq!(shelf.clone().delete(1, 1), Err(ShelfRefusal::WrittenAnew));
    assert_eq!(shelf.clone().delete(7, 1), Err(ShelfRefusal::Gone));
    assert_eq!(shelf.clone().change(7, 1, save("z", "Words"), &mo, now), Err(ShelfRefusal::Gone));
    assert!(shelf.change(2, 1, save("B", "Its own title again"), &mo, now).is_ok());
}

#[test]
fn a_title_is_one_reply_s_and_the_shelf_holds_so_many() {
    let (mo, now) = (staff("moe", Role::Manager), maundy_thursday());
    let two = shelf(&["Admissions", "b"]);
    assert_eq!(two.clone().add(save("ADMISSIONS", "Words"), &mo, now), Err(ShelfRefusal::TitleTaken));
    assert_eq!(two.change(2, 1, save("admissions", "Words"), &mo, now), Err(ShelfRefusal::TitleTaken));
    let titles: Vec<String> = (0..MAX_SAVED_REPLIES).map(|number| number.to_string()).collect();
    let full = shelf(&titles.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(full.add(save("one more", "Words"), &mo, now), Err(ShelfRefusal::Full));
    assert_eq!(ShelfRefusal::Full.problem().unwrap().to_string(), "#/title INVALID_LENGTH");
}

#[test]
fn a_saved_reply_has_a_short_title_and_a_text_that_fits_a_message() {
    let wrong = json!({"title": "x".repeat(81), "text": "x".repeat(3_001)});
    let problems = SaveReply::read(&wrong, Style::Json).unwrap_err();
    assert_eq!(problems.to_string(), "#/title INVALID_LENGTH, #/text INVALID_LENGTH");
    let problems = SaveReply::read(&json!({"title": " "}), Style::Form).unwrap_err();
    assert_eq!(problems.to_string(), "#/title CANNOT_BE_EMPTY, #/text CANNOT_BE_EMPTY");
}
