//! Working days as people meet them.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

#[test]
fn working_days_pass_over_weekends_and_bank_holidays() {
    let calendar = Calendar::england_and_wales();
    for (from, days, due, why) in [
        (date(2026, 3, 2), 2, date(2026, 3, 4), "Monday to Wednesday"),
        (date(2026, 3, 5), 2, date(2026, 3, 9), "over a weekend"),
        (date(2026, 3, 7), 2, date(2026, 3, 10), "from a Saturday: Monday is the first"),
        (date(2026, 4, 2), 7, date(2026, 4, 15), "Easter takes two"),
        (date(2026, 12, 23), 2, date(2026, 12, 29), "Christmas Day, a weekend, a substitute day"),
        (date(2027, 12, 24), 1, date(2027, 12, 29), "both substitutes"),
        (date(2027, 12, 31), 1, date(2028, 1, 4), "New Year’s Day moved to Monday"),
        (date(2026, 3, 2), 0, date(2026, 3, 2), "the same working day"),
        (date(2026, 4, 3), 0, date(2026, 4, 7), "the next, from Good Friday"),
    ] {
        assert_eq!(calendar.add_working_days(from, days).date, due, "{why}");
    }
}

#[test]
fn each_skipped_day_says_why() {
    let due = Calendar::england_and_wales().add_working_days(date(2026, 12, 24), 1);
    let skipped: Vec<String> = due.skipped.iter().map(|s| format!("{} {}", s.date, s.reason)).collect();
    assert_eq!(
        skipped,
        [
            "2026-12-25 Bank holiday: Christmas Day",
            "2026-12-26 Saturday",
            "2026-12-27 Sunday",
            "2026-12-28 Bank holiday: Boxing Day (substitute day)"
        ]
    );
    assert!(!due.beyond_known_holidays);
    assert_eq!(serde_json::to_value(&due).unwrap()["skipped"][1]["reason"], "Saturday");
}

#[test]
fn a_council_may_close_on_days_of_its_own() {
    let closed = [(date(2026, 12, 29), "Office closed".to_owned()), (date(2026, 12, 25), "Ours".to_owned())];
    let calendar = Calendar::england_and_wales().with_closed_days(closed);
    let due = calendar.add_working_days(date(2026, 12, 24), 1);
    assert_eq!(due.date, date(2026, 12, 30));
    assert_eq!(due.skipped.last().unwrap().reason.to_string(), "Office closed");
    assert_eq!(due.skipped[0].reason.to_string(), "Bank holiday: Christmas Day", "a bank holiday keeps its name");
}

#[test]
fn past_the_published_years_it_says_so() {
    let calendar = Calendar::england_and_wales();
    for (from, days, beyond, why) in [
        (date(2028, 12, 28), 1, false, "the last Friday of the data"),
        (date(2028, 12, 29), 1, true, "counts into the unknown year"),
        (date(2029, 6, 1), 2, true, "starts there"),
        (date(2023, 12, 29), 2, true, "starts before the data"),
    ] {
        assert_eq!(calendar.add_working_days(from, days).beyond_known_holidays, beyond, "{why}");
    }
    assert!(calendar.working_days_between(date(2028, 12, 1), date(2029, 1, 1)).beyond_known_holidays);
    assert_eq!((calendar.covered_from(), calendar.covered_to()), (date(2024, 1, 1), date(2028, 12, 31)));
}

#[test]
fn months_later_is_the_same_day_or_the_last_of_a_shorter_month() {
    let mut day = date(2027, 2, 27);
    while day < date(2028, 3, 2) {
        assert_eq!(months_after(day, 3), day.saturating_add(jiff::Span::new().months(3)), "{day}");
        day = day.tomorrow().unwrap();
    }
    assert_eq!(months_after(Date::MAX, 3), Date::MAX);
}

#[test]
fn the_ends_of_time_are_no_trouble() {
    let calendar = Calendar::england_and_wales();
    assert_eq!(calendar.add_working_days(Date::MAX, 3).date, Date::MAX);
    let most = calendar.add_working_days(date(2026, 1, 1), MAX_WORKING_DAYS);
    assert_eq!(calendar.add_working_days(date(2026, 1, 1), u32::MAX), most, "bounded");
    assert!(calendar.working_days_between(Date::MIN, Date::MAX).days > 5_000_000);
}

proptest! {
    #[test]
    fn counting_back_gives_what_was_added(offset in 0..1500_i64, days in 0..200_u32) {
        let calendar = Calendar::england_and_wales().with_closed_days([(date(2026, 12, 29), "Closed".to_owned())]);
        let from = date(2024, 1, 1).saturating_add(jiff::Span::new().days(offset));
        let due = calendar.add_working_days(from, days);
        prop_assert!(calendar.is_working_day(due.date));
        let expected = if days == 0 { u32::from(!calendar.is_working_day(from)) } else { days };
        prop_assert_eq!(calendar.working_days_between(from, due.date).days, expected);
        let walked = i64::from((due.date - from).get_days());
        let passed = i64::from(days) + i64::try_from(due.skipped.len()).unwrap();
        prop_assert!(walked == passed || days == 0);
    }
}
