//! The bank holidays of England and Wales as data; never computed, because Parliament and proclamations change them.
//!
//! Source: <https://www.gov.uk/bank-holidays>, as published on 25 February 2026, the list's last change as of
//! November 2026; each is set by the Banking and Financial Dealings Act 1971, schedule 1, by proclamation, or by
//! common law (Good Friday and Christmas Day). To add a year, add its rows and move [`COVERED_TO`].

use std::borrow::Cow;

use jiff::civil::{Date, date};

use super::Reason;

/// The first day of the first year listed.
pub(super) const COVERED_FROM: Date = date(2024, 1, 1);

/// The last day of the last year listed.
pub(super) const COVERED_TO: Date = date(2028, 12, 31);

/// Every bank holiday in those years, on the day that is off work.
pub(super) const HOLIDAYS: &[(Date, Reason)] = &[
    (date(2024, 1, 1), off("New Year’s Day")),
    (date(2024, 3, 29), off("Good Friday")),
    (date(2024, 4, 1), off("Easter Monday")),
    (date(2024, 5, 6), off("Early May bank holiday")),
    (date(2024, 5, 27), off("Spring bank holiday")),
    (date(2024, 8, 26), off("Summer bank holiday")),
    (date(2024, 12, 25), off("Christmas Day")),
    (date(2024, 12, 26), off("Boxing Day")),
    (date(2025, 1, 1), off("New Year’s Day")),
    (date(2025, 4, 18), off("Good Friday")),
    (date(2025, 4, 21), off("Easter Monday")),
    (date(2025, 5, 5), off("Early May bank holiday")),
    (date(2025, 5, 26), off("Spring bank holiday")),
    (date(2025, 8, 25), off("Summer bank holiday")),
    (date(2025, 12, 25), off("Christmas Day")),
    (date(2025, 12, 26), off("Boxing Day")),
    (date(2026, 1, 1), off("New Year’s Day")),
    (date(2026, 4, 3), off("Good Friday")),
    (date(2026, 4, 6), off("Easter Monday")),
    (date(2026, 5, 4), off("Early May bank holiday")),
    (date(2026, 5, 25), off("Spring bank holiday")),
    (date(2026, 8, 31), off("Summer bank holiday")),
    (date(2026, 12, 25), off("Christmas Day")),
    (date(2026, 12, 28), off("Boxing Day (substitute day)")),
    (date(2027, 1, 1), off("New Year’s Day")),
    (date(2027, 3, 26), off("Good Friday")),
    (date(2027, 3, 29), off("Easter Monday")),
    (date(2027, 5, 3), off("Early May bank holiday")),
    (date(2027, 5, 31), off("Spring bank holiday")),
    (date(2027, 8, 30), off("Summer bank holiday")),
    (date(2027, 12, 27), off("Christmas Day (substitute day)")),
    (date(2027, 12, 28), off("Boxing Day (substitute day)")),
    (date(2028, 1, 3), off("New Year’s Day (substitute day)")),
    (date(2028, 4, 14), off("Good Friday")),
    (date(2028, 4, 17), off("Easter Monday")),
    (date(2028, 5, 1), off("Early May bank holiday")),
    (date(2028, 5, 29), off("Spring bank holiday")),
    (date(2028, 8, 28), off("Summer bank holiday")),
    (date(2028, 12, 25), off("Christmas Day")),
    (date(2028, 12, 26), off("Boxing Day")),
];

const fn off(name: &'static str) -> Reason {
    Reason::BankHoliday(Cow::Borrowed(name))
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::Weekday;

    use super::*;

    #[test]
    fn the_list_is_in_order_on_weekdays_and_within_its_years() {
        assert!(HOLIDAYS.windows(2).all(|two| two[0].0 < two[1].0));
        for (day, name) in HOLIDAYS {
            assert!(!matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday), "{name} {day}");
            assert!(COVERED_FROM <= *day && *day <= COVERED_TO);
        }
    }

    #[test]
    fn every_listed_year_agrees_with_the_rules_that_make_an_ordinary_year() {
        // Typed by hand, checked by rule: Easter by the Gregorian computus, Mondays by the Act, substitutes by weekday.
        for year in COVERED_FROM.year()..=COVERED_TO.year() {
            let easter = easter(year);
            let monday_from = |mut day: Date| {
                while day.weekday() != Weekday::Monday {
                    day = day.tomorrow().unwrap();
                }
                day
            };
            let mut expected = vec![easter - 2.days(), easter + 1.day()];
            expected.push(monday_from(date(year, 5, 1)));
            expected.push(monday_from(date(year, 5, 25)));
            expected.push(monday_from(date(year, 8, 25)));
            for mut day in [date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)] {
                while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) || expected.contains(&day) {
                    day = day.tomorrow().unwrap();
                }
                expected.push(day);
            }
            expected.sort();
            let listed: Vec<Date> = HOLIDAYS.iter().map(|(day, _)| *day).filter(|day| day.year() == year).collect();
            assert_eq!(listed, expected, "{year}");
        }
    }

    /// The anonymous Gregorian algorithm (Nature, 20 April 1876).
    fn easter(year: i16) -> Date {
        let y = i32::from(year);
        let (a, b, c) = (y % 19, y / 100, y % 100);
        let (d, e, g) = (b / 4, b % 4, (8 * b + 13) / 25);
        let h = (19 * a + b - d - g + 15) % 30;
        let (i, k) = (c / 4, c % 4);
        let l = (32 + 2 * e + 2 * i - h - k) % 7;
        let m = (a + 11 * h + 22 * l) / 451;
        let n = h + l - 7 * m + 114;
        date(year, i8::try_from(n / 31).unwrap(), i8::try_from(n % 31 + 1).unwrap())
    }
}
