//! Promises as families and staff meet them. March 2026: the 2nd is a Monday.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn at(day_and_hour: &str) -> Timestamp {
    format!("2026-03-{day_and_hour}:00:00Z").parse().unwrap()
}

fn due_after(pauses: &[(&str, &str)], working_days: u32) -> Due {
    let mut watch = Stopwatch::start(at("02T11"));
    for (from, to) in pauses {
        watch.pause(at(from));
        watch.resume(at(to));
    }
    watch.due(&Calendar::england_and_wales(), working_days).unwrap()
}

#[test]
fn waiting_moves_the_day_by_the_days_waited() {
    for (pauses, days, due, why) in [
        (&[][..], 2, date(2026, 3, 4), "no waiting: Tuesday, Wednesday"),
        (&[], 7, date(2026, 3, 11), "over a weekend"),
        (&[("03T10", "03T16")], 2, date(2026, 3, 4), "a pause within a day gains nothing"),
        (&[("02T12", "02T13")], 2, date(2026, 3, 4), "nor on the first day"),
        (&[("03T10", "05T15")], 2, date(2026, 3, 9), "Tuesday to Thursday waited: Friday, Monday"),
        (&[("03T10", "05T15")], 1, date(2026, 3, 6), "never due on the day the answer comes"),
        (&[("06T10", "09T15")], 7, date(2026, 3, 13), "a weekend within the wait is no longer wait"),
        (&[("03T10", "04T15"), ("05T10", "06T15")], 2, date(2026, 3, 10), "two waits"),
        (&[("03T10", "04T15"), ("04T16", "05T09")], 1, date(2026, 3, 6), "two waits that share a day"),
        (&[("03T10", "04T15")], 0, date(2026, 3, 2), "the same day, before any wait"),
    ] {
        assert_eq!(due_after(pauses, days).date, due, "{why}");
    }
}

#[test]
fn each_day_that_did_not_count_says_why() {
    let skipped: Vec<String> =
        due_after(&[("05T10", "06T15")], 3).skipped.iter().map(|s| format!("{} {}", s.date, s.reason)).collect();
    assert_eq!(
        skipped,
        [
            "2026-03-05 Waiting for a reply",
            "2026-03-06 Waiting for a reply",
            "2026-03-07 Saturday",
            "2026-03-08 Sunday"
        ]
    );
}

#[test]
fn a_promise_stands_as_people_would_say() {
    let calendar = Calendar::england_and_wales();
    let mut watch = Stopwatch::start(at("02T11"));
    let standing = |watch: &Stopwatch, now| watch.standing(&calendar, 2, at(now));
    assert!(matches!(standing(&watch, "04T23"), Standing::Due(_)), "all of the last day is in time");
    assert!(matches!(standing(&watch, "05T00"), Standing::Overdue(_)), "the day after is not");

    let mut asked = watch.clone();
    asked.pause(at("04T09"));
    assert_eq!(asked.due(&calendar, 2), None, "nobody knows how long they take");
    assert_eq!(standing(&asked, "30T09"), Standing::Waiting { days_left: 1 }, "Tuesday was used");
    asked.stop(at("30T09"));
    assert_eq!(standing(&asked, "30T09"), Standing::Kept, "what we did while waiting was in time");

    let mut late = watch.clone();
    late.stop(at("05T09"));
    assert!(matches!(standing(&late, "30T09"), Standing::KeptLate(_)));
    watch.stop(at("04T09"));
    watch.stop(at("30T09"));
    assert_eq!(standing(&watch, "30T09"), Standing::Kept, "only the first stop counts");
}

#[test]
fn the_day_is_londons_not_utcs() {
    // 23:30 UTC on 30 June is half past midnight on 1 July in London.
    let watch = Stopwatch::start("2026-06-30T23:30:00Z".parse().unwrap());
    assert_eq!(watch.due(&Calendar::england_and_wales(), 1).unwrap().date, date(2026, 7, 2));
}

#[test]
fn a_clock_that_runs_behind_does_not_turn_time_back() {
    let mut watch = Stopwatch::start(at("05T11"));
    watch.pause(at("04T11"));
    watch.resume(at("03T11"));
    watch.stop(at("02T11"));
    let json = serde_json::to_string(&watch).unwrap();
    assert_eq!(serde_json::from_str::<Stopwatch>(&json).unwrap(), watch);
    assert_eq!(watch.stopped(), Some(at("05T11")));
}

#[test]
fn stored_times_that_run_backwards_are_refused() {
    for (json, why) in [
        (
            r#"{"started":"2026-03-02T00:00:00Z","pauses":[],"state":{"stopped":"2026-03-01T00:00:00Z"}}"#,
            "stopped first",
        ),
        (
            r#"{"started":"2026-03-02T00:00:00Z","pauses":[["2026-03-04T00:00:00Z","2026-03-03T00:00:00Z"]],"state":"running"}"#,
            "a pause ends first",
        ),
    ] {
        assert!(serde_json::from_str::<Stopwatch>(json).is_err(), "{why}");
    }
}

proptest! {
    #[test]
    fn days_left_and_the_due_day_tell_the_same_story(
        hours in proptest::collection::vec(0..400_i64, 1..7),
        days in 0..15_u32,
    ) {
        let calendar = Calendar::england_and_wales();
        let mut now = at("02T11");
        let mut watch = Stopwatch::start(now);
        for (turn, hours) in hours.iter().enumerate() {
            now += jiff::Span::new().hours(*hours);
            if turn % 2 == 0 { watch.pause(now) } else { watch.resume(now) }
        }
        if let Standing::Waiting { days_left } = watch.standing(&calendar, days, now) {
            watch.resume(now);
            let due = watch.due(&calendar, days).unwrap();
            if days_left > 0 && !due.is_past(london_date(now)) && watch.pauses.iter().all(|(from, to)| london_date(*from) != london_date(*to)) {
                prop_assert_eq!(calendar.add_working_days(london_date(now), days_left).date, due.date);
            }
        }
    }
}
