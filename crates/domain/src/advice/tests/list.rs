//! The list of work.

use jiff::civil::{Date, date};

use super::*;
use crate::advice::{Filter, Row, Shown, StageName, Topic, View, Whose, sorted};
use crate::calendar::Calendar;
use crate::choice::Choice;
use crate::input;

fn row(number: u8, due_on: Option<Date>) -> Row {
    Row {
        reference: Reference::draw(Prefix::Enquiry, [number; 32]),
        stage: StageName::Received,
        topics: vec![Topic::Send],
        assigned_to: None,
        received_at: maundy_thursday(),
        due_on,
        flagged: false,
        outgoing: None,
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
    let shown = sorted(all, &Filter::default(), TODAY);
    assert_eq!(shown, [flagged, overdue.clone(), today.clone(), later, waiting]);
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
        assert_eq!(sorted(rows(), &filter, TODAY), expected, "{filter:?}");
    }
}

#[test]
fn each_part_of_the_list_holds_what_it_says() {
    let sam = StaffId::parse("sam").unwrap();
    let mine = Row { assigned_to: Some(staff("sam", Role::Adviser)), ..row(1, Some(date(2026, 4, 9))) };
    let nobodys = Row { flagged: true, ..row(2, Some(TODAY)) };
    let waiting =
        Row { assigned_to: Some(staff("ann", Role::Adviser)), stage: StageName::WaitingForFamily, ..row(3, None) };
    for (view, expected) in [
        (View::Mine, [true, false, false]),
        (View::Nobodys, [false, true, false]),
        (View::Overdue, [true, false, false]),
        (View::DueToday, [false, true, false]),
        (View::Waiting, [false, false, true]),
        (View::Flagged, [false, true, false]),
        (View::All, [true, true, true]),
    ] {
        assert_eq!([&mine, &nobodys, &waiting].map(|row| view.holds(row, &sam, TODAY)), expected, "{view:?}");
    }
}

#[test]
fn what_is_shown_is_read_from_the_address_and_one_s_own_first() {
    let read = |query: &Value| input::read(query, Style::Form, Shown::read);
    let own = Shown { view: View::Mine, topic: None, stage: None, page: 1 };
    assert_eq!(read(&json!({})), Ok(own.clone()));
    assert_eq!(read(&json!({"topic": "", "state": ""})), Ok(own), "as a form sends what nobody chose");
    let query = json!({"view": "due-today", "topic": "send", "state": "assigned", "page": "3"});
    let shown = Shown { view: View::DueToday, topic: Some(Topic::Send), stage: Some(StageName::Assigned), page: 3 };
    assert_eq!(read(&query), Ok(shown));
    for wrong in [json!({"view": "x"}), json!({"page": "0"}), json!({"page": "x"}), json!({"colour": "red"})] {
        assert!(read(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn the_places_of_rows_sort_as_the_rows_do() {
    let rows: Vec<Row> = (0..25)
        .map(|n| Row { flagged: n % 5 == 0, ..row(n, (n % 3 > 0).then(|| date(2026, 4, 1 + (n % 7) as i8))) })
        .collect();
    let places: Vec<String> = sorted(rows, &Filter::default(), TODAY).iter().map(Row::place).collect();
    assert!(places.is_sorted());
}

#[test]
fn a_row_tells_no_name_and_no_words_of_the_family() {
    let row = Row::of(&received(), &Calendar::england_and_wales());
    let stored = serde_json::to_string(&row).unwrap();
    for secret in ["Robin", "robin@", "Pupil Premium Plus?", "\"J\""] {
        assert!(!stored.contains(secret));
    }
    assert_eq!(row.stage.name(), "received");
}

#[test]
fn a_row_shows_what_goes_out_and_one_stored_before_there_was_anything_still_reads() {
    let row = Row::of(&received(), &Calendar::england_and_wales());
    assert_eq!(row.outgoing.as_ref().map(|pending| (pending.waiting, pending.failed)), Some((1, 0)));
    let mut stored = serde_json::to_value(&row).unwrap();
    assert_eq!(serde_json::from_value::<Row>(stored.clone()).unwrap(), row);
    stored.as_object_mut().unwrap().remove("outgoing");
    assert_eq!(serde_json::from_value::<Row>(stored).unwrap(), Row { outgoing: None, ..row });
}
