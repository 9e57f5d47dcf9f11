//! The pages of staff and trainers about one run of training. Each is a function of what stands on it; it fetches nothing and decides
//! nothing.

mod booking;
mod facts;
mod places;
mod register;
mod registers;
mod run;

use domain::calendar::{day_in_words, london_date, moment_in_words, time_in_words};
use domain::choice::Choice;
use domain::training::words::{Audience, RunId};
use govuk::{Colour, NotificationBanner, PageLink, Pagination, Tag};
use jiff::Timestamp;
use maud::{Markup, html};
use web::{Section, Sheet};

pub(crate) use booking::{Sight, booking};
pub(crate) use register::{REGISTER_ROWS, Register, Row, Said, register};
pub(crate) use registers::registers;
pub(crate) use run::{OneRun, PlaceView, Verdict, one_run, parties};

/// The desk, as its pages and its problems name it.
pub(crate) const SECTION: Section = web::DESK;

/// Where a trainer is who is not on our staff.
const TRAINERS: Section = Section {
    name: Some("Training registers"),
    href: REGISTERS,
    links: &[("Your registers", REGISTERS), ("Your account", "/desk/account")],
    exit: false,
};

/// The list of runs, and the link of the navigation that all these pages belong to.
pub(crate) const TRAINING: &str = "/desk/training";

/// Where runs are planned, on pages of `training-desk`.
const PLANNING: &str = "/desk/training/planning";

/// What becomes of a run, on pages of `training-results`.
const RESULTS: &str = "/desk/training/results";

/// The registers of whoever looks.
pub(crate) const REGISTERS: &str = "/desk/training/registers";

/// So many rows stand on one page.
const ROWS: usize = 25;

/// Where a run is.
pub(crate) fn run_path(run: &RunId) -> String {
    format!("{TRAINING}/runs/{}", run.as_str())
}

/// Where a run is changed.
fn planning_path(run: &RunId) -> String {
    format!("{PLANNING}/{}", run.as_str())
}

/// Where the register of a run is.
pub(crate) fn register_path(run: &RunId) -> String {
    format!("{REGISTERS}/{}", run.as_str())
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

/// Words as somebody typed them, line by line.
fn typed(words: &str) -> Markup {
    html! { div class="front-door-typed" { (words) } }
}

/// Several words, each on a line of its own.
fn lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> Markup {
    html! { @for (place, line) in lines.into_iter().enumerate() { @if place > 0 { br; } (line) } }
}

fn audiences(audiences: &[Audience]) -> Markup {
    lines(audiences.iter().map(|audience| audience.label()))
}

fn hidden(name: &str, value: impl maud::Render) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

fn banner(done: Option<&str>) -> Option<NotificationBanner> {
    done.map(NotificationBanner::success)
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

/// A list's parts, each with its address and how much it has; the one that is shown is marked.
fn views(label: &str, parts: &[(String, &str, usize, bool)]) -> Markup {
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

/// What can be seen of a run from afar.
fn tag(words: &'static str, colour: Colour) -> Tag {
    Tag::new(words).colour(colour)
}
