//! The looks of a page of staff about training. Never what it says.

use crate::public::pages::markup::lines;
use crate::public::pages::words::counted;
use domain::choice::Choice;
use domain::problems::Problems;
use domain::training::seats::Attendance;
use domain::training::words::Audience;
use govuk::{Colour, NotificationBanner, PageLink, Pagination, Tag};
use maud::{Markup, html};
use web::Sheet;

use crate::desk::paths::TRAINING;
use web::DESK;

/// So many rows stand on one page.
pub(crate) const ROWS: usize = 25;

/// A page of the desk, under the link to training.
pub(crate) fn sheet(title: impl Into<String>, content: Markup) -> Sheet {
    Sheet::new(&DESK, title, content).section(TRAINING)
}

/// A heading with what it belongs to above it.
pub(crate) fn heading(caption: &str, words: &str) -> Markup {
    html! {
        span class="govuk-caption-l" { (caption) }
        h1 class="govuk-heading-l" { (words) }
    }
}

/// The heading of a part of a page.
pub(crate) fn subheading(words: &str) -> Markup {
    html! { h2 class="govuk-heading-m" { (words) } }
}

/// For whom something is, each on a line of its own.
pub(crate) fn audiences(audiences: &[Audience]) -> Markup {
    lines(audiences.iter().map(|audience| audience.label()))
}

/// A field that nobody sees.
pub(crate) fn hidden(name: &str, value: impl maud::Render) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// What was just done.
pub(crate) fn banner(done: Option<&str>) -> Option<NotificationBanner> {
    done.map(NotificationBanner::success)
}

/// "1 place", "2 places".
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    counted(u64::try_from(number).unwrap_or(u64::MAX), one, many)
}

/// The sentence that says what is wrong with a field.
pub(crate) fn wrong<'a>(problems: &'a Problems, field: &str) -> Option<&'a str> {
    problems.at(&format!("#/{field}")).map(|problem| problem.detail.as_str())
}

/// A list's parts, each with its address and how much it has; the one that is shown is marked.
pub(crate) fn views(label: &str, parts: &[(String, &str, usize, bool)]) -> Markup {
    html! {
        nav aria-label=(label) {
            ul class="govuk-body front-door-views" {
                @for (address, words, count, here) in parts {
                    li {
                        a class="govuk-link govuk-link--no-visited-state" href=(address)
                            aria-current=[here.then_some("page")] { (words) " (" (count) ")" }
                    }
                }
            }
        }
    }
}

/// How many pages so many rows fill, and which is shown where that one was asked for.
pub(crate) fn paged(rows: usize, on_each: usize, asked: usize) -> (usize, usize) {
    let pages = rows.div_ceil(on_each.max(1)).max(1);
    (asked.clamp(1, pages), pages)
}

/// The way to the pages before and after; `address` ends in what takes a number.
pub(crate) fn pagination(address: &str, page: usize, pages: usize) -> Markup {
    let href = |page: usize| format!("{address}{page}");
    let near = |to: usize| PageLink::new(href(to)).label(format!("Page {to} of {pages}"));
    let ways =
        Pagination::new().previous((page > 1).then(|| near(page - 1))).next((page < pages).then(|| near(page + 1)));
    html! { @if pages > 1 { (ways) } }
}

/// What can be seen from afar.
pub(crate) fn tag(words: &'static str, colour: Colour) -> Tag {
    Tag::new(words).colour(colour)
}

/// What the register says of somebody.
pub(crate) fn mark(attendance: Attendance) -> Tag {
    tag(
        attendance.label(),
        match attendance {
            Attendance::Attended => Colour::Green,
            Attendance::PartAttended => Colour::Teal,
            Attendance::DidNotAttend => Colour::Red,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::paged;

    #[test]
    fn a_page_that_is_not_there_is_the_nearest_one() {
        for (rows, asked, shown) in [(0, 1, (1, 1)), (25, 2, (1, 1)), (26, 2, (2, 2)), (60, 0, (1, 3)), (60, 9, (3, 3))]
        {
            assert_eq!(paged(rows, 25, asked), shown);
        }
    }
}
