//! The list of work.

use jiff::civil::{Date, date};

use super::*;
use crate::advice::{Filter, Place, Row, StageName, Topic, Whose, page};
use crate::calendar::Calendar;
use crate::choice::Choice;

fn row(number: u8, due_on: Option<Date>) -> Row {
    Row {
        reference: Reference::draw(Prefix::Enquiry, [number; 32]),
        stage: StageName::Received,
        topics: vec![Topic::Send],
        assigned_to: None,
        received_at: maundy_thursday(),
        due_on,
        flagged: false,
    }
}

const TODAY: Date = date(2026, 4, 10);

#[test]
fn a_flag_comes_first_then_the_overdue_then_what_is_due_soonest() {
    let later = row(1, Some(date(2026, 4, 20)));
    let overdue = row(2, Some(date(2026, 4, 9)));
    let waiting = row(3, None);
    let flagged = Row { flagged: true, ..row(4, None) };
    let today = row(5, Some(TODAY));
    let all = vec![waiting.clone(), later.clone(), today.clone(), flagged.clone(), overdue.clone()];
    let shown = page(all, &Filter::default(), TODAY, None, 50);
    assert_eq!(shown.items, [flagged, overdue.clone(), today.clone(), later, waiting]);
    assert!(overdue.is_overdue(TODAY) && !today.is_overdue(TODAY), "the day itself is in time");
}

#[test]
fn a_filter_lets_through_only_what_it_names() {
    let mine = Row { assigned_to: Some(staff("sam", Role::Adviser)), stage: StageName::Assigned, ..row(1, None) };
    let other = Row { topics: vec![Topic::Attendance, Topic::Other], ..row(2, Some(date(2026, 4, 1))) };
    let rows = || vec![mine.clone(), other.clone()];
    let sam = StaffId::parse("sam").unwrap();
    for (filter, expected) in [
        (Filter { whose: Whose::Of(sam), ..Filter::default() }, vec![mine.clone()]),
        (Filter { whose: Whose::Nobodys, ..Filter::default() }, vec![other.clone()]),
        (Filter { stage: Some(StageName::Assigned), ..Filter::default() }, vec![mine.clone()]),
        (Filter { topic: Some(Topic::Attendance), ..Filter::default() }, vec![other.clone()]),
        (Filter { overdue: true, ..Filter::default() }, vec![other.clone()]),
        (Filter { topic: Some(Topic::Admissions), ..Filter::default() }, vec![]),
    ] {
        assert_eq!(page(rows(), &filter, TODAY, None, 50).items, expected, "{filter:?}");
    }
}

#[test]
fn pages_show_every_row_once_even_when_rows_before_the_cursor_go() {
    let rows: Vec<Row> = (0..25).map(|n| row(n, Some(date(2026, 4, 1 + (n % 7) as i8)))).collect();
    let mut seen = Vec::new();
    let mut left = rows.clone();
    let mut after: Option<Place> = None;
    loop {
        let part = page(left.clone(), &Filter::default(), TODAY, after.as_ref(), 4);
        seen.extend(part.items.clone());
        let Some(next) = part.next else { break };
        after = Some(next.to_string().parse().unwrap());
        left.retain(|row| row != &part.items[0]);
    }
    assert_eq!(seen.len(), rows.len());
    assert!(rows.iter().all(|row| seen.contains(row)));
}

#[test]
fn a_cursor_that_we_did_not_give_is_refused() {
    for text in ["", "1", "2_2026-04-01_1_ENQ", "1_2026-02-30_1_ENQ-2222-2222", "1_2026-04-01_x_ENQ-2222-2222"] {
        assert!(text.parse::<Place>().is_err(), "{text}");
    }
}

#[test]
fn a_row_tells_no_name_and_no_words_of_the_family() {
    let row = Row::of(&received(), &Calendar::england_and_wales()).unwrap();
    let stored = serde_json::to_string(&row).unwrap();
    for secret in ["Robin", "robin@", "Pupil Premium Plus?", "\"J\""] {
        assert!(!stored.contains(secret));
    }
    assert_eq!(row.stage.name(), "received");
}
