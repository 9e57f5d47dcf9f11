//! The pages of staff about what becomes of a run. Each is a function of what stands on it; it fetches nothing and decides
//! nothing.

mod cancel;
mod certificates;
mod charges;
mod evaluations;

use domain::calendar::{day_in_words, london_date, moment_in_words, time_in_words};
use domain::choice::Choice;
use domain::problems::Problems;
use domain::reference::Reference;
use domain::training::seats::{Attendance, Place};
use domain::training::words::RunId;
use govuk::{Colour, PageLink, Pagination, Tag};
use jiff::Timestamp;
use maud::{Markup, html};
use web::{Section, Sheet};

pub(crate) use cancel::{Calling, Did, call_off};
pub(crate) use certificates::certificates;
pub(crate) use charges::{Charges, charges};
pub(crate) use evaluations::{Evaluations, evaluations};

/// The desk, as its pages and its problems name it.
pub(crate) const SECTION: Section = web::DESK;

/// The list of runs, and the link of the navigation that all these pages belong to.
const TRAINING: &str = "/desk/training";

/// So many rows stand on one page.
const ROWS: usize = 25;

/// Where a run's own page is.
pub(crate) fn run_path(run: &RunId) -> String {
    format!("{TRAINING}/runs/{}", run.as_str())
}

/// Where what becomes of a run is.
fn results_path(run: &RunId) -> String {
    format!("{TRAINING}/results/{}", run.as_str())
}

/// Where a booking is.
fn booking_path(run: &RunId, reference: &Reference) -> String {
    format!("{}/bookings/{reference}", run_path(run))
}

/// A page of the desk, under the link to training.
fn sheet(title: impl Into<String>, content: Markup) -> Sheet {
    Sheet::new(&SECTION, title, content).section(TRAINING)
}

/// A heading with what it belongs to above it.
fn heading(caption: &str, words: &str) -> Markup {
    html! {
        span class="govuk-caption-l" { (caption) }
        h1 class="govuk-heading-l" { (words) }
    }
}

fn subheading(words: &str) -> Markup {
    html! { h2 class="govuk-heading-m" { (words) } }
}

fn paragraph(words: impl maud::Render) -> Markup {
    html! { p class="govuk-body" { (words) } }
}

fn link(href: &str, words: &str) -> Markup {
    html! { a class="govuk-link" href=(href) { (words) } }
}

fn hidden(name: &str, value: impl maud::Render) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// "1 place", "2 places".
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// From when to when something takes place: on one day, where it does.
fn when(starts_at: Timestamp, ends_at: Timestamp) -> String {
    let day = london_date(starts_at);
    if london_date(ends_at) == day {
        return format!("{} to {} on {}", time_in_words(starts_at), time_in_words(ends_at), day_in_words(day));
    }
    format!("{} to {}", moment_in_words(starts_at), moment_in_words(ends_at))
}

/// The sentence that says what is wrong with a field.
fn wrong<'a>(problems: &'a Problems, field: &str) -> Option<&'a str> {
    problems.at(&format!("#/{field}")).map(|problem| problem.detail.as_str())
}

/// Words as somebody typed them, line by line.
fn typed(words: &str) -> Markup {
    html! { div class="front-door-typed" { (words) } }
}

/// How many pages so many rows fill, and which is shown where that one was asked for.
fn paged(rows: usize, on_each: usize, asked: usize) -> (usize, usize) {
    let pages = rows.div_ceil(on_each).max(1);
    (asked.clamp(1, pages), pages)
}

/// The way to the pages before and after; `address` ends in what takes a number.
fn pagination(address: &str, page: usize, pages: usize) -> Markup {
    let href = |page: usize| format!("{address}{page}");
    let near = |to: usize| PageLink::new(href(to)).label(format!("Page {to} of {pages}"));
    let ways =
        Pagination::new().previous((page > 1).then(|| near(page - 1))).next((page < pages).then(|| near(page + 1)));
    html! { @if pages > 1 { (ways) } }
}

/// What the register says of a place.
fn mark(place: &Place) -> Tag {
    match place.attendance {
        Some(attendance) => Tag::new(attendance.label()).colour(match attendance {
            Attendance::Attended => Colour::Green,
            Attendance::PartAttended => Colour::Teal,
            Attendance::DidNotAttend => Colour::Red,
        }),
        None => Tag::new("Not marked").colour(Colour::Grey),
    }
}
