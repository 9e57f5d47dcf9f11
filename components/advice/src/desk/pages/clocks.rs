//! What was promised, in words: by when, how late, and why that day.

use domain::advice::Promise;
use domain::calendar::{Calendar, Due, day_in_words};
use domain::clock::Standing;
use govuk::Details;
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};

use casework::markup::count;

/// A day by which something must be done, seen from today.
pub(super) fn due(calendar: &Calendar, due_on: Option<Date>, today: Date) -> String {
    let Some(due_on) = due_on else { return "Nothing due".to_owned() };
    if due_on == today {
        return "Due today".to_owned();
    }
    let working_days = |days: u32| count(usize::try_from(days).unwrap_or_default(), "working day", "working days");
    if due_on < today {
        return match calendar.working_days_between(due_on, today).days {
            0 => format!("Overdue since {}", day_in_words(due_on)),
            days => format!("Overdue by {}", working_days(days)),
        };
    }
    let days = calendar.working_days_between(today, due_on).days;
    format!("Due {}, in {}", day_in_words(due_on), working_days(days))
}

/// How a promise stands.
pub(super) fn promise(promise: &Promise, calendar: &Calendar, now: Timestamp) -> Markup {
    let today = domain::calendar::london_date(now);
    match promise.standing(calendar, now) {
        Standing::Due(day) => html! { (due(calendar, Some(day.date), today)) "." (why_this_day(&day)) },
        Standing::Overdue(day) => html! {
            strong { (due(calendar, Some(day.date), today)) } ": it was due on " (day_in_words(day.date)) "."
            (why_this_day(&day))
        },
        Standing::Waiting { days_left } => html! {
            "The clock stands still until the family writes. Then "
            (count(usize::try_from(days_left).unwrap_or_default(), "working day is", "working days are")) " left."
        },
        Standing::Kept => html! { "Done in time." },
        Standing::KeptLate(day) => {
            html! { "Done late: it was due on " (day_in_words(day.date)) "." (why_this_day(&day)) }
        }
    }
}

/// The days that were passed over on the way to a day, folded away.
fn why_this_day(due: &Due) -> Markup {
    let skipped = html! {
        p class="govuk-body" { "These days do not count:" }
        ul class="govuk-list govuk-list--bullet" {
            @for day in &due.skipped { li { (day_in_words(day.date)) " (" (day.reason) ")" } }
        }
        @if due.beyond_known_holidays {
            p class="govuk-body" { "The bank holidays of that time are not published yet, so the day may come out later." }
        }
    };
    html! {
        @if !due.skipped.is_empty() {
            (Details::new("Why this day", skipped).classes("govuk-!-margin-top-2 govuk-!-margin-bottom-0"))
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::calendar::Calendar;
    use jiff::civil::date;

    use super::due;

    #[test]
    fn a_day_is_told_in_working_days_from_today() {
        let words = |day, today| due(&Calendar::england_and_wales(), Some(day), today);
        // 6 April 2026 is Easter Monday.
        for (day, today, expected) in [
            (date(2026, 4, 8), date(2026, 4, 8), "Due today"),
            (date(2026, 4, 7), date(2026, 4, 2), "Due Tuesday 7 April 2026, in 1 working day"),
            (date(2026, 4, 9), date(2026, 4, 7), "Due Thursday 9 April 2026, in 2 working days"),
            (date(2026, 4, 2), date(2026, 4, 7), "Overdue by 1 working day"),
            (date(2026, 4, 7), date(2026, 4, 9), "Overdue by 2 working days"),
            (date(2026, 4, 2), date(2026, 4, 4), "Overdue since Thursday 2 April 2026"),
        ] {
            assert_eq!(words(day, today), expected);
        }
        assert_eq!(due(&Calendar::england_and_wales(), None, date(2026, 4, 8)), "Nothing due");
    }
}
