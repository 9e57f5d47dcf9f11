//! The pages of staff who plan training. Each is a function of what stands on it; it fetches nothing and decides
//! nothing.

mod course;
mod course_form;
mod news;
mod run_fields;
mod run_form;

use domain::calendar::{day_in_words, london_date, moment_in_words, time_in_words};
use domain::choice::Choice;
use domain::problems::Problems;
use domain::training::words::{Audience, CourseId, RunId};
use govuk::{Colour, NotificationBanner, Tag};
use jiff::Timestamp;
use maud::{Markup, html};
use web::{Section, Sheet};

pub(crate) use course::{Courses, courses};
pub(crate) use course_form::{COURSE_FIELDS, WritingCourse, course_body, course_typed, write_course};
pub(crate) use news::{Did, News};
pub(crate) use run_fields::{copied, run_body, run_names, run_typed};
pub(crate) use run_form::{WritingRun, in_words, write_run};

/// The desk, as its pages and its problems name it.
pub(crate) const SECTION: Section = web::DESK;

/// The list of runs, and the link of the navigation that all these pages belong to.
pub(crate) const TRAINING: &str = "/desk/training";

/// The courses.
pub(crate) const COURSES: &str = "/desk/training/courses";

/// Where runs are planned.
pub(crate) const PLANNING: &str = "/desk/training/planning";

/// Where a course is.
pub(crate) fn course_path(course: &CourseId) -> String {
    format!("{COURSES}/{}", course.as_str())
}

/// Where a run's own page is.
pub(crate) fn run_path(run: &RunId) -> String {
    format!("{TRAINING}/runs/{}", run.as_str())
}

/// Where a run is changed.
fn planning_path(run: &RunId) -> String {
    format!("{PLANNING}/{}", run.as_str())
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

/// The sentence that says what is wrong with a field.
fn wrong<'a>(problems: &'a Problems, field: &str) -> Option<&'a str> {
    problems.at(&format!("#/{field}")).map(|problem| problem.detail.as_str())
}

/// What can be seen of a run from afar.
fn tag(words: &'static str, colour: Colour) -> Tag {
    Tag::new(words).colour(colour)
}
