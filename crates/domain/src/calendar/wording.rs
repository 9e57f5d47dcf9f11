//! Dates and times as GOV.UK writes them, in the time of London; never the machine's own time zone.
//!
//! The names of days and months stand here: jiff's `strftime` knows every format there is, and weighs accordingly.
//!
//! Source: GOV.UK style guide, "Dates" and "Times": "4:30pm", "10am", "midday", "midnight", "Friday 4 August 2023".

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

const DAY_SECONDS: i64 = 24 * 60 * 60;

static LONDON: TimeZone = jiff::tz::get!("Europe/London");

/// The day it is in London.
#[must_use]
pub fn london_date(at: Timestamp) -> Date {
    london(at).date()
}

/// When the next day begins in London. Clocks change on Sundays, so that such a day has 23 or 25 hours.
#[must_use]
pub fn next_london_midnight(at: Timestamp) -> Timestamp {
    let later = |from: Timestamp, seconds: i64| from.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(from);
    let into_the_day = |at: Timestamp| {
        let local = london(at);
        (i64::from(local.hour()) * 60 + i64::from(local.minute())) * 60 + i64::from(local.second())
    };
    let whole = Timestamp::from_second(at.as_second()).unwrap_or(at);
    let guess = later(whole, DAY_SECONDS - into_the_day(whole));
    match into_the_day(guess) {
        0 => guess,
        // An hour was left out on the way, or one came twice.
        past if past < DAY_SECONDS / 2 => later(guess, -past),
        short => later(guess, DAY_SECONDS - short),
    }
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
    let at = london(at);
    let time = match (at.hour(), at.minute()) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (hour, minute) => {
            let half = if hour < 12 { "am" } else { "pm" };
            let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
            if minute == 0 { format!("{hour}{half}") } else { format!("{hour}:{minute:02}{half}") }
        }
    };
    format!("{time} on {}", day_in_words(at.date()))
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
            let at = at + SignedDuration::from_hours(hour);
            let next = LONDON.to_zoned(london_date(at).tomorrow().unwrap().at(0, 0, 0, 0)).unwrap().timestamp();
            assert_eq!(next_london_midnight(at), next, "{at}");
        }
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
