//! Dates and times as GOV.UK writes them, in the time of London; never the machine's own time zone.
//!
//! The names of days and months stand here: jiff's `strftime` knows every format there is, and weighs accordingly.
//!
//! Source: GOV.UK style guide, "Dates" and "Times": "4:30pm", "10am", "midday", "midnight", "Friday 4 August 2023".

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;

/// By how much clocks are put forward in summer.
const SUMMER_SECONDS: i64 = 60 * 60;

static LONDON: TimeZone = jiff::tz::get!("Europe/London");

/// The day it is in London.
#[must_use]
pub fn london_date(at: Timestamp) -> Date {
    london(at).date()
}

/// When the next day begins in London.
#[must_use]
pub fn next_london_midnight(at: Timestamp) -> Timestamp {
    end_of_day(london_date(at))
}

/// The moment at which a day is over in London.
#[must_use]
pub fn end_of_day(day: Date) -> Timestamp {
    day.tomorrow().ok().and_then(|next| at_london_time(next, 0, 0)).unwrap_or(Timestamp::MAX)
}

/// The moment at which the clocks of London show that time on that day; `None` where they never do, as in the hour that
/// spring leaves out. Of the hour that autumn repeats it is the first.
#[must_use]
pub fn at_london_time(day: Date, hour: i8, minute: i8) -> Option<Timestamp> {
    let time = DateTime::new(day.year(), day.month(), day.day(), hour, minute, 0, 0).ok()?;
    let in_winter = time.duration_since(jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0)).as_secs();
    // Clocks show the time of winter or an hour more, and jiff's own way to find out brings all its rules of choice along.
    [in_winter.checked_sub(SUMMER_SECONDS)?, in_winter]
        .into_iter()
        .filter_map(|second| Timestamp::from_second(second).ok())
        .find(|at| london(*at) == time)
}

/// The time of day in London, in hours and minutes.
#[must_use]
pub fn london_time(at: Timestamp) -> (i8, i8) {
    let at = london(at);
    (at.hour(), at.minute())
}

/// When post goes out on a day: at nine in London, or at ten in summer, which is as good and needs no time zone.
#[must_use]
pub fn morning(day: Date) -> Timestamp {
    let midnight = day.duration_since(jiff::civil::date(1970, 1, 1)).as_secs();
    Timestamp::from_second(midnight.saturating_add(9 * 60 * 60)).unwrap_or(Timestamp::MAX)
}

/// "Friday 4 August 2023".
#[must_use]
pub fn day_in_words(day: Date) -> String {
    let weekday = match day.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    };
    format!("{weekday} {}", date_in_words(day))
}

/// "4 August 2023": for dates of birth, whose day of the week says nothing.
#[must_use]
pub fn date_in_words(day: Date) -> String {
    let month = match day.month() {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    };
    format!("{} {month} {:04}", day.day(), day.year())
}

/// "4:30pm on Friday 4 August 2023", in London.
#[must_use]
pub fn moment_in_words(at: Timestamp) -> String {
    format!("{} on {}", time_in_words(at), day_in_words(london_date(at)))
}

/// "4:30pm", in London.
#[must_use]
pub fn time_in_words(at: Timestamp) -> String {
    let at = london(at);
    match (at.hour(), at.minute()) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (hour, minute) => {
            let half = if hour < 12 { "am" } else { "pm" };
            let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
            if minute == 0 { format!("{hour}{half}") } else { format!("{hour}:{minute:02}{half}") }
        }
    }
}

fn london(at: Timestamp) -> DateTime {
    LONDON.to_datetime(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_and_month_has_its_name() {
        let mut day = jiff::civil::date(2027, 12, 26);
        while day.year() < 2029 {
            assert_eq!(day_in_words(day), day.strftime("%A %-d %B %Y").to_string());
            day = day.tomorrow().unwrap();
        }
    }

    #[test]
    fn the_next_day_begins_at_midnight_in_london_whatever_the_clocks_do() {
        for (at, next, why) in [
            ("2026-03-02T10:30:00.25Z", "2026-03-03T00:00:00Z", "winter"),
            ("2026-06-30T22:59:59Z", "2026-06-30T23:00:00Z", "summer: a second before"),
            ("2026-06-30T23:00:00Z", "2026-07-01T23:00:00Z", "midnight itself begins its own day"),
            ("2026-03-28T12:00:00Z", "2026-03-29T00:00:00Z", "the day before clocks go forward"),
            ("2026-03-29T00:30:00Z", "2026-03-29T23:00:00Z", "the day of 23 hours, before the change"),
            ("2026-03-29T12:00:00Z", "2026-03-29T23:00:00Z", "and after it"),
            ("2026-10-24T23:30:00Z", "2026-10-26T00:00:00Z", "the day of 25 hours, before the change"),
            ("2026-10-25T12:00:00Z", "2026-10-26T00:00:00Z", "and after it"),
        ] {
            assert_eq!(next_london_midnight(at.parse().unwrap()).to_string(), next, "{why}");
        }
        for hour in 0..24 * 400 {
            let at: Timestamp = "2026-01-01T00:17:00Z".parse().unwrap();
            let at = at + jiff::SignedDuration::from_hours(hour);
            let next = LONDON.to_zoned(london_date(at).tomorrow().unwrap().at(0, 0, 0, 0)).unwrap().timestamp();
            assert_eq!(next_london_midnight(at), next, "{at}");
        }
    }

    #[test]
    fn a_time_of_london_is_a_moment_unless_spring_leaves_it_out() {
        for (day, hour, minute, at, why) in [
            ((2026, 11, 23), 9, 30, Some("2026-11-23T09:30:00Z"), "winter"),
            ((2026, 7, 1), 9, 30, Some("2026-07-01T08:30:00Z"), "summer"),
            ((2026, 3, 29), 1, 30, None, "the hour left out"),
            ((2026, 10, 25), 1, 30, Some("2026-10-25T00:30:00Z"), "the first of two"),
            ((2026, 7, 1), 24, 0, None, "no such hour"),
        ] {
            let day = jiff::civil::date(day.0, day.1, day.2);
            assert_eq!(at_london_time(day, hour, minute), at.map(|at| at.parse().unwrap()), "{why}");
        }
        assert_eq!(end_of_day(jiff::civil::date(2026, 6, 30)), "2026-06-30T23:00:00Z".parse().unwrap());
        assert_eq!(london_time("2026-07-01T08:30:00Z".parse().unwrap()), (9, 30));
    }

    #[test]
    fn times_are_written_as_gov_uk_writes_them() {
        for (utc, words, why) in [
            ("2023-08-04T15:30:00Z", "4:30pm on Friday 4 August 2023", "British Summer Time"),
            ("2023-12-01T16:30:59Z", "4:30pm on Friday 1 December 2023", "Greenwich Mean Time"),
            ("2026-03-02T10:00:00Z", "10am on Monday 2 March 2026", "no minutes when there are none"),
            ("2026-03-02T12:00:00Z", "midday on Monday 2 March 2026", "midday"),
            ("2026-03-02T12:05:00Z", "12:05pm on Monday 2 March 2026", "just after"),
            ("2026-06-30T23:00:00Z", "midnight on Wednesday 1 July 2026", "the next day in London"),
            ("2026-06-30T23:05:00Z", "12:05am on Wednesday 1 July 2026", "just after"),
            ("2026-03-29T00:59:00Z", "12:59am on Sunday 29 March 2026", "a minute before clocks go forward"),
            ("2026-03-29T01:00:00Z", "2am on Sunday 29 March 2026", "one in the morning does not exist"),
        ] {
            assert_eq!(moment_in_words(utc.parse().unwrap()), words, "{why}");
        }
    }
}
